package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import org.ui2i.tensor.Tensors;

/**
 * The colours of pictures on white as a style that can be measured, wherever they are. A pixel counts by how far it is from
 * white, so the ground counts nothing and a soft border little.
 * <pre>w_p = 1 - min(r_p, g_p, b_p), channels in [0, 1]</pre>
 */
public final class Colours {
    private static final int LEVELS = 4;
    private static final int BINS = LEVELS * LEVELS * LEVELS;
    private static final double LEAST = 1e-6;
    private static final double LEAST_COLOUR = 0.15 * 255;

    private Colours() {}

    /**
     * Mean colour of each picture.
     * <pre>sum_p w_p (r_p, g_p, b_p) / sum_p w_p; (1, 1, 1) for a white picture</pre>
     *
     * @param x (N, 3, H, W) in [-1, 1]
     * @return (N, 3) in [0, 1], on x's manager
     */
    public static NDArray mean(NDArray x) {
        Images images = colour(x);
        float[] means = new float[images.count() * 3];
        for (int i = 0; i < images.count(); i++) {
            double[] sums = new double[4]; // red, green, blue, weight
            pixels(images, i, (p, weight) -> {
                IntStream.range(0, 3).forEach(c -> sums[c] += weight * p[c]);
                sums[3] += weight;
            });
            for (int c = 0; c < 3; c++) {
                means[3 * i + c] = sums[3] < LEAST ? 1 : (float) (sums[c] / sums[3]);
            }
        }
        return Tensors.of(x.getManager(), means, new Shape(images.count(), 3));
    }

    /**
     * Coarse colour histogram of each picture: 4 levels (0, 1/3, 2/3, 1) a channel; a pixel is shared by the levels next to
     * it, so that no small change of colour jumps.
     * <pre>
     * h_(ijk) = sum_p w_p l_i(r_p) l_j(g_p) l_k(b_p) / sum_p w_p,  l_i(v) = max(0, 1 - |3 v - i|)
     * </pre>
     *
     * @param x (N, 3, H, W) in [-1, 1]
     * @return (N, 64), each row's sum 1 (0 for a white picture), on x's manager
     */
    public static NDArray histogram(NDArray x) {
        Images images = colour(x);
        float[] bins = new float[images.count() * BINS];
        for (int i = 0; i < images.count(); i++) {
            double[] sums = new double[BINS];
            pixels(images, i, (p, weight) -> spread(p, weight, sums));
            double total = Math.max(LEAST, Arrays.stream(sums).sum());
            for (int k = 0; k < BINS; k++) {
                bins[i * BINS + k] = (float) (sums[k] / total);
            }
        }
        return Tensors.of(x.getManager(), bins, new Shape(images.count(), BINS));
    }

    /** Adds a pixel to the bins next to it; the shares' sum is 1. */
    private static void spread(double[] p, double weight, double[] sums) {
        for (int k = 0; k < 8; k++) { // the level below or above in each channel
            double share = weight;
            int bin = 0;
            for (int c = 0; c < 3; c++) {
                int level = Math.min(LEVELS - 2, (int) ((LEVELS - 1) * p[c])) + (k >> c & 1);
                share *= near(p[c], level);
                bin = bin * LEVELS + level;
            }
            sums[bin] += share;
        }
    }

    private static double near(double v, int level) {
        return Math.max(0, 1 - Math.abs((LEVELS - 1) * v - level));
    }

    /**
     * Whether outputs have the colours of the reference that they were given and not of another: each output's histogram
     * ranks all references.
     *
     * @param outputs (N, 3, H, W) in [-1, 1]
     * @param references (M, 3, H, W)
     * @param own N places among the references: the one that each output was given
     * @return {@code at(1)} is the share of outputs nearest to their own reference (L1 of histograms)
     */
    public static Ranking hits(NDArray outputs, NDArray references, int[] own) {
        try (NDArray h = histogram(outputs);
                NDArray g = histogram(references)) {
            return Ranking.of(h, g, own, Ranking.Distance.L1);
        }
    }

    /**
     * The main colour of each picture in a word, as a factor for a {@link Probe}: the hue of its {@link #mean}.
     * <pre>grey if the channels are less than 0.15 apart; else by degrees of hue
     * red from 330 to 25, yellow to 70, green to 170, blue to 270, violet</pre>
     *
     * @param x (N, 3, H, W) in [-1, 1]
     * @return N words
     */
    public static List<String> names(NDArray x) {
        try (NDArray means = mean(x)) {
            return Arrays.stream(Rows.of(means)).map(Colours::name).toList();
        }
    }

    private static String name(double[] rgb) {
        int[] bytes =
                Arrays.stream(rgb).mapToInt(v -> (int) Math.round(255 * v)).toArray();
        int[] sorted = Arrays.stream(bytes).sorted().toArray();
        if (sorted[2] - sorted[0] < LEAST_COLOUR) {
            return "grey";
        }
        float degrees = 360 * Color.RGBtoHSB(bytes[0], bytes[1], bytes[2], null)[0];
        return degrees < 25 || degrees >= 330
                ? "red"
                : degrees < 70 ? "yellow" : degrees < 170 ? "green" : degrees < 270 ? "blue" : "violet";
    }

    private static Images colour(NDArray x) {
        Images images = Images.of(x);
        check(images.channels() == 3, "images have %d planes: give red, green and blue", images.channels());
        return images;
    }

    /** Hands over each pixel that is not white: (r, g, b) in [0, 1] and w_p. */
    private static void pixels(Images images, int image, ObjDoubleConsumer<double[]> use) {
        int plane = images.each() / 3;
        double[] p = new double[3];
        for (int at = image * images.each(); at < image * images.each() + plane; at++) {
            for (int c = 0; c < 3; c++) {
                p[c] = Math.max(0, Math.min(1, (images.values()[at + c * plane] + 1) / 2.0));
            }
            double weight = 1 - Math.min(p[0], Math.min(p[1], p[2]));
            if (weight > 0) {
                use.accept(p, weight);
            }
        }
    }
}
