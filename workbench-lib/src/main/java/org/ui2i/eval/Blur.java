package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;

/**
 * The blurred input that comes nearest to the truth: what L1 can be lowered to without translating anything. Its sigma is
 * chosen on the very images it is scored on, in the baseline's favour.
 *
 * @param sigma standard deviation in pixels; 0: the input as it is
 * @param l1 its distance to the truth, images in [0, 1]
 */
public record Blur(double sigma, double l1) {
    private static final double STEP = 0.25;
    private static final int STEPS = 12;

    /**
     * Searches sigma 0, 0.25, ..., 3.
     *
     * @param x untranslated images, (B, C, H, W) in [-1, 1]
     * @param truth their counterparts, the same shape
     * @return the best
     */
    public static Blur best(NDArray x, NDArray truth) {
        return best(Images.of(x), Images.of(truth));
    }

    /**
     * Blurs with a Gaussian, cut at 3 sigma, borders repeated.
     * <pre>g(i) = exp(-i^2 / (2 sigma^2)) / sum,  y = g over rows, then over columns</pre>
     *
     * @param x (B, C, H, W)
     * @param sigma pixels, at least 0
     * @return the same shape, on x's manager
     */
    public static NDArray apply(NDArray x, double sigma) {
        return apply(Images.of(x), sigma).tensor(x.getManager());
    }

    static Blur best(Images x, Images truth) {
        Blur best = new Blur(0, Scores.mean(Scores.l1Each(x, truth)));
        for (int i = 1; i <= STEPS; i++) {
            double l1 = Scores.mean(Scores.l1Each(apply(x, i * STEP), truth));
            best = l1 < best.l1 ? new Blur(i * STEP, l1) : best;
        }
        return best;
    }

    static Images apply(Images x, double sigma) {
        check(sigma >= 0, "sigma is %s: use 0 or more", sigma);
        if (sigma == 0) {
            return x;
        }
        double[] window = gauss(sigma, 2 * (int) Math.ceil(3 * sigma) + 1);
        float[] across = along(x.values(), x.width(), 1, window);
        return x.with(along(across, x.height(), x.width(), window));
    }

    /** Filters along lines of a length whose neighbours lie a stride apart. */
    private static float[] along(float[] values, int length, int stride, double[] window) {
        float[] out = new float[values.length];
        int half = window.length / 2;
        for (int i = 0; i < values.length; i++) {
            int at = i / stride % length, line = i - at * stride;
            double sum = 0;
            for (int k = 0; k < window.length; k++) {
                int from = Math.max(0, Math.min(length - 1, at + k - half));
                sum += window[k] * values[line + from * stride];
            }
            out[i] = (float) sum;
        }
        return out;
    }

    /** Gaussian weights round the middle of a window, sum 1. */
    static double[] gauss(double sigma, int size) {
        double[] weights = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double d = i - (size - 1) / 2.0;
            weights[i] = StrictMath.exp(-d * d / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < size; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
