package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Distances of images to the truth. All take batches (B, C, H, W) with values in [-1, 1] and speak of images in [0, 1], to
 * which they map them. None of these alone proves a translation: a blurred input lowers L1, so read them beside
 * {@link Blur}, the sharpness and a {@link Judge}.
 */
public final class Scores {
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    /** Where {@link #ssim(NDArray, NDArray, Window)} takes its means and variances. */
    public enum Window {
        /** 11 x 11 weighted by a Gaussian, sigma 1.5: the paper's */
        GAUSSIAN_11(11),
        /** 7 x 7, all pixels alike: the default of scikit-image, and the window of FUNIT's scoreboard on glyphs */
        UNIFORM_7(7);

        private final int edge;

        Window(int edge) {
            this.edge = edge;
        }

        /** Weights along one axis of an image; a smaller image gets a smaller window. */
        double[] weights(int most) {
            double[] uniform = new double[Math.min(edge, most)];
            Arrays.fill(uniform, 1.0 / uniform.length);
            return this == UNIFORM_7 ? uniform : Blur.gauss(SIGMA, uniform.length);
        }
    }

    private Scores() {}

    /**
     * Mean absolute difference of images in [0, 1].
     * <pre>L1 = mean |x - y| over B, C, H, W</pre>
     *
     * @param x images
     * @param y as many of the same shape
     * @return in [0, 1]; 0 for equal images
     */
    public static double l1(NDArray x, NDArray y) {
        return mean(l1Each(Images.of(x), Images.of(y)));
    }

    /**
     * Share of pixels in the true colour: every channel, rounded to 8 bits, differs by {@code levels} or less. With 16 it is
     * the accuracy of translated maps in UNIT (Liu et al. 2017, ablation).
     *
     * @param x images
     * @param truth as many of the same shape
     * @param levels 0 to 255
     * @return a share in [0, 1] for each image; its mean is the accuracy
     */
    public static double[] inColour(NDArray x, NDArray truth, int levels) {
        check(levels >= 0 && levels <= 255, "%d levels: use 0 to 255", levels);
        Images a = Images.of(x), b = Images.of(truth);
        a.checkLike(b);
        int plane = a.height() * a.width();
        double[] shares = new double[a.count()];
        for (int i = 0; i < a.count() * plane; i++) {
            int first = i / plane * a.each() + i % plane;
            boolean near = IntStream.range(0, a.channels())
                    .map(c -> first + c * plane)
                    .allMatch(at -> Math.abs(level(a.values()[at]) - level(b.values()[at])) <= levels);
            shares[i / plane] += near ? 1.0 / plane : 0;
        }
        return shares;
    }

    private static long level(float value) {
        return Math.round((value + 1) * 127.5);
    }

    /**
     * Structural similarity (Wang et al. 2004) on images in [0, 1], mean over all whole windows, channels and images.
     * <pre>
     * SSIM = (2 m_x m_y + C1) (2 s_xy + C2) / ((m_x^2 + m_y^2 + C1) (s_x^2 + s_y^2 + C2))
     * C1 = 0.01^2, C2 = 0.03^2; m, s: mean, (co)variance under a Gaussian window of 11 x 11 (less in smaller images), sigma 1.5
     * </pre>
     *
     * @param x images
     * @param y as many of the same shape
     * @return at most 1, which equal images have
     */
    public static double ssim(NDArray x, NDArray y) {
        return ssim(x, y, Window.GAUSSIAN_11);
    }

    /**
     * Structural similarity as {@link #ssim(NDArray, NDArray)}, with another window: its values compare only with those of
     * the same window.
     *
     * @param x images
     * @param y as many of the same shape
     * @param window for means, variances (divisor n) and covariance
     * @return at most 1
     */
    public static double ssim(NDArray x, NDArray y, Window window) {
        return ssim(Images.of(x), Images.of(y), window);
    }

    /**
     * How sharp images are, measured by their gradients against real ones.
     * <pre>ratio = E(x) / E(real),  E(x) = mean (x[i+1, j] - x[i, j])^2 + mean (x[i, j+1] - x[i, j])^2</pre>
     *
     * @param x images
     * @param real images of the same domain, in any number; not constant
     * @return 1: as sharp; below 1: blurred; above 1: noisy
     */
    public static double sharpness(NDArray x, NDArray real) {
        return sharpness(Images.of(x), Images.of(real));
    }

    static double sharpness(Images x, Images real) {
        double energy = energy(real);
        check(energy > 0, "the real images have no gradient: give images that show something");
        return energy(x) / energy;
    }

    /**
     * How far images lie from all real ones: whether something that has no true counterpart looks like anything at all.
     * <pre>mean over i of min over j of L1(x_i, real_j)</pre>
     * Print it beside the same for real images of the test set: closer means copied, farther means invalid.
     *
     * @param x images
     * @param real images of the same size, in any number
     * @return in [0, 1], of images in [0, 1]
     */
    public static double nearest(NDArray x, NDArray real) {
        Images a = Images.of(x), b = Images.of(real);
        check(a.each() == b.each(), "images of %d values against %d: compare equal sizes", a.each(), b.each());
        double sum = 0;
        for (int i = 0; i < a.count(); i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < b.count(); j++) {
                least = Math.min(least, distance(a, i, b, j, least));
            }
            sum += least / (2.0 * a.each());
        }
        return sum / a.count();
    }

    /** The sum of |a_i - b_j|, given up as soon as it is above a limit. */
    private static double distance(Images a, int i, Images b, int j, double limit) {
        double sum = 0;
        for (int k = 0; k < a.each() && sum <= limit; k++) {
            sum += Math.abs(a.values()[i * a.each() + k] - b.values()[j * b.each() + k]);
        }
        return sum;
    }

    static double[] l1Each(Images x, Images y) {
        x.checkLike(y);
        double[] each = new double[x.count()];
        for (int i = 0; i < x.values().length; i++) {
            each[i / x.each()] += Math.abs(x.values()[i] - y.values()[i]) / 2.0;
        }
        return Arrays.stream(each).map(sum -> sum / x.each()).toArray();
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double energy(Images x) {
        int h = x.height(), w = x.width(), planes = x.count() * x.channels();
        check(h >= 2 && w >= 2, "images of %d x %d have no gradient: use at least 2 x 2", h, w);
        double across = 0, down = 0;
        for (int i = 0; i < x.values().length; i++) {
            double v = x.values()[i];
            across += i % w == w - 1 ? 0 : square((x.values()[i + 1] - v) / 2);
            down += i / w % h == h - 1 ? 0 : square((x.values()[i + w] - v) / 2);
        }
        return down / ((double) planes * (h - 1) * w) + across / ((double) planes * h * (w - 1));
    }

    private static double square(double x) {
        return x * x;
    }

    static double ssim(Images x, Images y) {
        return ssim(x, y, Window.GAUSSIAN_11);
    }

    static double ssim(Images x, Images y, Window kind) {
        x.checkLike(y);
        double[] window = kind.weights(Math.min(x.height(), x.width()));
        int size = window.length;
        int down = x.height() - size + 1, across = x.width() - size + 1, planes = x.count() * x.channels();
        double sum = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < down * across; i++) {
                int from = (plane * x.height() + i / across) * x.width() + i % across;
                sum += window(x.values(), y.values(), from, x.width(), window);
            }
        }
        return sum / ((double) planes * down * across);
    }

    private static double window(float[] x, float[] y, int from, int stride, double[] weights) {
        double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                double weight = weights[i] * weights[j];
                double a = (x[from + i * stride + j] + 1) / 2, b = (y[from + i * stride + j] + 1) / 2;
                mx += weight * a;
                my += weight * b;
                xx += weight * a * a;
                yy += weight * b * b;
                xy += weight * a * b;
            }
        }
        double covariance = xy - mx * my, variances = xx - mx * mx + yy - my * my;
        return (2 * mx * my + C1) * (2 * covariance + C2) / ((mx * mx + my * my + C1) * (variances + C2));
    }
}
