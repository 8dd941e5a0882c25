package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/**
 * What can be measured of a letter, dark on white, without any network. A pixel p in row i from above and column j from
 * the left has the ink
 * <pre>w_p = (1 - x_p) / 2, in [0, 1]</pre>
 */
public enum GlyphAttribute {
    /** Stroke weight: the share of ink. <pre>mean_p w_p</pre> */
    WEIGHT("bold") {
        @Override
        double of(double[][] w) {
            return moment(w, (i, j) -> 1) / (w.length * w[0].length);
        }
    },
    /**
     * Slant: how far columns move to the right for each row upwards, by its second moments; 0 if these tell nothing.
     * <pre>-sum_p w_p (i - i') (j - j') / sum_p w_p (i - i')^2,  i' and j' the ink's centre</pre>
     * Letters differ in it even where they stand upright (compare z and s), but a letter that is sheared by s, so that
     * each row moves s columns more to the right than the one below, has s more.
     */
    SLANT("italic") {
        @Override
        double of(double[][] w) {
            double ink = moment(w, (i, j) -> 1);
            double row = moment(w, (i, j) -> i) / ink, column = moment(w, (i, j) -> j) / ink;
            double height = moment(w, (i, j) -> (i - row) * (i - row));
            return height > LEAST ? -moment(w, (i, j) -> (i - row) * (j - column)) / height : 0; // NaN without ink: 0
        }
    };

    private static final double LEAST = 1e-6;
    private final String label;

    GlyphAttribute(String label) {
        this.label = label;
    }

    /**
     * Which label raises it, and which cut has more of it than Regular.
     *
     * @return {@code bold} or {@code italic}
     */
    public String label() {
        return label;
    }

    /**
     * The one that a change of this one should leave alone.
     *
     * @return the other attribute
     */
    public GlyphAttribute other() {
        return this == WEIGHT ? SLANT : WEIGHT;
    }

    /**
     * Measures letters.
     *
     * @param x (B, 1, H, W) in [-1, 1]; what lies outside is cut
     * @return B numbers
     */
    public double[] of(NDArray x) {
        return of(Images.of(x));
    }

    double[] of(Images x) {
        check(x.channels() == 1, "letters have %d planes: give grey ones", x.channels());
        return IntStream.range(0, x.count()).mapToDouble(b -> of(ink(x, b))).toArray();
    }

    abstract double of(double[][] w);

    private static double[][] ink(Images x, int image) {
        double[][] w = new double[x.height()][x.width()];
        for (int p = 0; p < x.each(); p++) {
            double v = Math.max(-1, Math.min(1, x.values()[image * x.each() + p]));
            w[p / x.width()][p % x.width()] = (1 - v) / 2;
        }
        return w;
    }

    private interface Place {
        double at(int i, int j);
    }

    private static double moment(double[][] w, Place f) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w[i].length; j++) {
                sum += w[i][j] * f.at(i, j);
            }
        }
        return sum;
    }
}
