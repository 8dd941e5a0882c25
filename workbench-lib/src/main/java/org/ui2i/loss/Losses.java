package org.ui2i.loss;

import ai.djl.ndarray.NDArray;
import org.ui2i.tensor.Ops;

/** Distances and divergences; means over all elements unless said otherwise. */
public final class Losses {
    private Losses() {}

    /**
     * Mean absolute difference.
     * <pre>L1(x, y) = mean |x - y|</pre>
     *
     * @param x any shape
     * @param y the same shape
     * @return 0-dim
     */
    public static NDArray l1(NDArray x, NDArray y) {
        return x.sub(y).abs().mean();
    }

    /**
     * Mean squared difference.
     * <pre>MSE(x, y) = mean (x - y)^2</pre>
     *
     * @param x any shape
     * @param y the same shape
     * @return 0-dim
     */
    public static NDArray mse(NDArray x, NDArray y) {
        return x.sub(y).square().mean();
    }

    /**
     * Squared difference summed over an image, mean over the batch.
     * <pre>1/B sum_b |x_b - y_b|^2</pre>
     *
     * @param x (B, ...)
     * @param y the same shape
     * @return 0-dim
     */
    public static NDArray squaredDistance(NDArray x, NDArray y) {
        return Ops.scale(mse(x, y), (double) x.size() / x.getShape().get(0));
    }

    /**
     * What KL(N(mu, I) || N(0, I)) is up to a constant factor: the code's variance is fixed at 1 (UNIT, section 3).
     * <pre>KL = 1/2 sum mu^2,  here mean mu^2</pre>
     *
     * @param mu mean of the code, any shape
     * @return 0-dim
     */
    public static NDArray klUnitVariance(NDArray mu) {
        return mu.square().mean();
    }

    /**
     * KL(N(mu, sd^2) || N(0, I)) without its constant and its half, summed over the code, mean over the batch.
     * <pre>1/B sum (mu^2 + sd^2 - log sd^2) = 2 KL + const</pre>
     *
     * @param mu (B, ...)
     * @param sd the same shape, positive
     * @return 0-dim
     */
    public static NDArray klDiagonal(NDArray mu, NDArray sd) {
        NDArray variance = sd.square();
        NDArray sum = mu.square().add(variance).sub(variance.log()).sum();
        return Ops.scale(sum, 1.0 / mu.getShape().get(0));
    }

    /**
     * Distance of feature maps that their means and variances do not enter: what an image shows, not how its domain looks
     * (MUNIT, appendix).
     * <pre>P(f, g) = mean (IN(f) - IN(g))^2</pre>
     *
     * @param f features, (B, C, H, W)
     * @param g features, the same shape
     * @return 0-dim
     */
    public static NDArray domainInvariant(NDArray f, NDArray g) {
        return mse(Ops.instanceNorm(f), Ops.instanceNorm(g));
    }
}
