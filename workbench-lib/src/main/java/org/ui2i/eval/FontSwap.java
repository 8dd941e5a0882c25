package org.ui2i.eval;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whose letter and whose font come out when contents and class images are of two unseen fonts, both ways round.
 *
 * @param items one a letter and font
 */
public record FontSwap(List<Item> items) {
    private static final int NEAR = 5;
    private static final long BOOTSTRAP_SEED = 7;

    /**
     * One drawn letter.
     *
     * @param pair which two fonts: both ways round are drawn again together when an interval is made
     * @param contentLetter whether the judge reads the content's letter
     * @param classLetter whether it reads one of the class images' letters
     * @param classRank of the class images' font's glyph among all fonts' glyphs of this letter; 1 = nearest
     * @param contentRank of the content's font's glyph: a low one is a leak
     */
    public record Item(int pair, boolean contentLetter, boolean classLetter, int classRank, int contentRank) {
        double readAsContent() {
            return contentLetter ? 1 : 0;
        }

        double readAsClass() {
            return classLetter ? 1 : 0;
        }

        double nearClass() {
            return classRank <= NEAR ? 1 : 0;
        }

        double nearContent() {
            return contentRank <= NEAR ? 1 : 0;
        }
    }

    /** Copies the list. */
    public FontSwap {
        items = List.copyOf(items);
    }

    /**
     * The content's letter.
     *
     * @return share of drawings in which the judge reads it
     */
    public double contentLetter() {
        return Scores.mean(values(Item::readAsContent));
    }

    /**
     * The class images' letters.
     *
     * @return share of drawings in which the judge reads one of them
     */
    public double classLetter() {
        return Scores.mean(values(Item::readAsClass));
    }

    /**
     * The class images' font.
     *
     * @return share of drawings whose five nearest glyphs of the letter have that font's among them
     */
    public double classFont() {
        return Scores.mean(values(Item::nearClass));
    }

    /**
     * The content's font: what leaks.
     *
     * @return share of drawings whose five nearest glyphs of the letter have that font's among them
     */
    public double contentFont() {
        return Scores.mean(values(Item::nearContent));
    }

    /**
     * {@link #contentLetter} against {@link #classLetter}.
     *
     * @return mean and 95 % interval over pairs of fonts
     */
    public Interval letter() {
        return against(Item::readAsContent, Item::readAsClass);
    }

    /**
     * {@link #classFont} against {@link #contentFont}.
     *
     * @return mean and 95 % interval over pairs of fonts
     */
    public Interval font() {
        return against(Item::nearClass, Item::nearContent);
    }

    private Interval against(ToDoubleFunction<Item> value, ToDoubleFunction<Item> baseline) {
        int[] pairs = items.stream().mapToInt(Item::pair).toArray();
        return Interval.paired(values(value), values(baseline), pairs, BOOTSTRAP_SEED);
    }

    private double[] values(ToDoubleFunction<Item> value) {
        return items.stream().mapToDouble(value).toArray();
    }
}
