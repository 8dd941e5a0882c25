package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import org.ui2i.eval.paper.Gaussian;
import org.ui2i.eval.paper.KernelDistance;

/**
 * Distances between two sets of images, real and generated, by their features: rows (N, d) such as {@link Judge#features}
 * gives, in float64. The numbers depend on the feature net and on n, so {@link FeatureReport} prints both with them.
 */
public final class FeatureDistance {
    private static final double RIDGE = 1e-6;

    private FeatureDistance() {}

    /**
     * Distance between Gaussians of the features, {@link Gaussian#frechet(Gaussian, double)} with a ridge of 1e-6, never to be
     * called FID without naming the features.
     *
     * Few images raise it: compare equal n, 10 d or more.
     *
     * @param real (N, d), N of 2 or more
     * @param generated (M, d), M of 2 or more
     * @return 0 or more; 0 for equal means and covariances
     */
    public static double frechet(NDArray real, NDArray generated) {
        return frechet(Rows.of(real), Rows.of(generated));
    }

    static double frechet(double[][] r, double[][] g) {
        return Gaussian.of(r).frechet(Gaussian.of(g), RIDGE);
    }

    /**
     * Squared maximum mean discrepancy with a cubic kernel, unbiased: {@link KernelDistance#of(double[][], double[][])}.
     *
     * @param real (N, d), N of 2 or more
     * @param generated (M, d), M of 2 or more
     * @return about 0 for sets of one kind; may be negative
     */
    public static double kernel(NDArray real, NDArray generated) {
        return kernel(Rows.of(real), Rows.of(generated));
    }

    /**
     * The mean of {@link #kernel(NDArray, NDArray)} over random subsets, as it is commonly reported.
     *
     * @param real (N, d)
     * @param generated (M, d)
     * @param size rows in each subset, 2 to N and M, drawn without replacement
     * @param subsets how many
     * @param seed of the draws
     * @return the mean
     */
    public static double kernel(NDArray real, NDArray generated, int size, int subsets, long seed) {
        return KernelDistance.of(Rows.of(real), Rows.of(generated), size, subsets, seed);
    }

    static double kernel(double[][] r, double[][] g) {
        return KernelDistance.of(r, g);
    }
}
