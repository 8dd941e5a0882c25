package org.ui2i.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;

/**
 * How well letters were drawn in fonts where the content shows its letter at one place and the class image another letter at
 * another place (row C1).
 *
 * @param items one a drawn letter
 * @param codeSpread share of the variance of style codes that comes from where the class image's letter stands; 0: none
 * @param outputSpread the same share for the drawings
 */
public record PlacedScores(List<Item> items, double codeSpread, double outputSpread) {
    private static final long BOOTSTRAP_SEED = 7;

    /**
     * One drawn letter.
     *
     * @param font which of the fonts
     * @param kept overlap of the ink with the content image's
     * @param structure overlap of the ink with the true glyph's, at the content's place
     * @param l1 distance to the true glyph at the content's place, images in [0, 1]
     * @param rank of the true glyph among all fonts' glyphs of this letter at this place, by L1; 1 = nearest
     */
    public record Item(int font, double kept, double structure, double l1, int rank) {}

    /** One number of all items. */
    public enum Measure {
        /** overlap with the content's ink */
        KEPT("IoU with the content", Better.HIGHER, Item::kept),
        /** overlap with the truth's ink */
        STRUCTURE("IoU with the truth", Better.HIGHER, Item::structure),
        /** distance to the truth */
        L1("L1", Better.LOWER, Item::l1),
        /** share of items with the right font's glyph among the five nearest */
        TOP5("font top-5", Better.HIGHER, item -> item.rank <= 5 ? 1 : 0);

        private final String words;
        private final Better better;
        private final ToDoubleFunction<Item> value;

        Measure(String words, Better better, ToDoubleFunction<Item> value) {
            this.words = words;
            this.better = better;
            this.value = value;
        }

        /**
         * Which way is better.
         *
         * @return lower or higher
         */
        public Better better() {
            return better;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Copies the list. */
    public PlacedScores {
        items = List.copyOf(items);
    }

    /**
     * A number.
     *
     * @param measure which
     * @return mean over the items
     */
    public double of(Measure measure) {
        return Scores.mean(values(measure));
    }

    /**
     * A number against another way's on the same items, with an interval over fonts.
     *
     * @param measure which
     * @param baseline of as many items, in the same order
     * @return mean and 95 % interval ({@link Interval#paired(double[], double[], int[], long)})
     */
    public Interval against(Measure measure, PlacedScores baseline) {
        int[] fonts = items.stream().mapToInt(Item::font).toArray();
        return Interval.paired(values(measure), baseline.values(measure), fonts, BOOTSTRAP_SEED);
    }

    private double[] values(Measure measure) {
        return items.stream().mapToDouble(measure.value).toArray();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Arrays.stream(Measure.values()).forEach(m -> text.append(String.format(Locale.ROOT, "%s %.4f  ", m, of(m))));
        return text + String.format(Locale.ROOT, "code spread %.3f  output spread %.3f", codeSpread, outputSpread);
    }
}
