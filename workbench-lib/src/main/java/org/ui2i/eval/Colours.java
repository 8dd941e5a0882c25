package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.ToDoubleFunction;
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
        for (int i = 0; i < means.length; i++) {
            int image = i / 3, channel = i % 3;
            double total = sum(images, image, p -> 1);
            double mean = sum(images, image, p -> p[channel]) / Math.max(LEAST, total);
            means[i] = (float) (total < LEAST ? 1 : mean);
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
            double total = Math.max(LEAST, sum(images, i, p -> 1));
            for (int k = 0; k < BINS; k++) {
                int r = k / (LEVELS * LEVELS), g = k / LEVELS % LEVELS, b = k % LEVELS;
                bins[i * BINS + k] =
                        (float) (sum(images, i, p -> near(p[0], r) * near(p[1], g) * near(p[2], b)) / total);
            }
        }
        return Tensors.of(x.getManager(), bins, new Shape(images.count(), BINS));
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

    private static Images colour(NDArray x) {
        Images images = Images.of(x);
        check(images.channels() == 3, "images have %d planes: give red, green and blue", images.channels());
        return images;
    }

    /** Sum over a picture's pixels of w_p times a function of (r, g, b). */
    private static double sum(Images images, int image, ToDoubleFunction<double[]> of) {
        int plane = images.each() / 3;
        double sum = 0;
        double[] p = new double[3];
        for (int at = image * images.each(); at < image * images.each() + plane; at++) {
            for (int c = 0; c < 3; c++) {
                p[c] = Math.max(0, Math.min(1, (images.values()[at + c * plane] + 1) / 2.0));
            }
            double weight = 1 - Math.min(p[0], Math.min(p[1], p[2]));
            sum += weight > 0 ? weight * of.applyAsDouble(p) : 0;
        }
        return sum;
    }
}
