package org.ui2i.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;

/**
 * How well letters were drawn in fonts, item by item.
 *
 * @param items one a letter and font
 * @param sharpness energy of the gradients against the true glyphs': 1 is as sharp
 */
public record FontScores(List<Item> items, double sharpness) {
    private static final long BOOTSTRAP_SEED = 7;

    /**
     * One drawn letter.
     *
     * @param font which of the fonts
     * @param l1 distance to the true glyph, images in [0, 1]
     * @param read whether the letter judge reads the right letter
     * @param rank of the true glyph among all fonts' glyphs of this letter, sorted by L1 to the drawn one; 1 = nearest
     */
    public record Item(int font, double l1, boolean read, int rank) {}

    /** One number of all items. */
    public enum Measure {
        /** distance to the truth; answers without any style reach a low one */
        L1("L1", Better.LOWER, item -> item.l1),
        /** share of letters read rightly; copying the content reaches the judge's own accuracy */
        LETTER("letter", Better.HIGHER, item -> item.read ? 1 : 0),
        /** share of items nearest to the right font's glyph */
        TOP1("font top-1", Better.HIGHER, item -> item.rank <= 1 ? 1 : 0),
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
    public FontScores {
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
     * A number with an interval over fonts: whole fonts are drawn again and again.
     *
     * @param measure which
     * @return mean and 95 % interval ({@link Interval#bootstrap})
     */
    public Interval interval(Measure measure) {
        return Interval.bootstrap(values(measure), fonts(), BOOTSTRAP_SEED);
    }

    /**
     * A number against another way's on the same items, with an interval over fonts.
     *
     * @param measure which
     * @param baseline of as many items, in the same order
     * @return mean and 95 % interval ({@link Interval#paired(double[], double[], int[], long)})
     */
    public Interval against(Measure measure, FontScores baseline) {
        return Interval.paired(values(measure), baseline.values(measure), fonts(), BOOTSTRAP_SEED);
    }

    private int[] fonts() {
        return items.stream().mapToInt(Item::font).toArray();
    }

    private double[] values(Measure measure) {
        return items.stream().mapToDouble(measure.value).toArray();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Arrays.stream(Measure.values()).forEach(m -> text.append(String.format(Locale.ROOT, "%s %.4f  ", m, of(m))));
        return text + String.format(Locale.ROOT, "sharpness %.2f", sharpness);
    }
}
