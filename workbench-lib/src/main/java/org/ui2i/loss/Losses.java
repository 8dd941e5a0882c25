package org.ui2i.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.tensor.Grad;
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

    /**
     * Distance of feature maps whose places do not matter (feature matching: FUNIT, section 3.4).
     * <pre>FM(f, g) = mean over B, C of |mean_hw f - mean_hw g|</pre>
     *
     * @param f features of generated images, (B, C, H, W)
     * @param g features of real images, (B, C, H', W'), usually without a graph
     * @return 0-dim
     */
    public static NDArray featureMatching(NDArray f, NDArray g) {
        return l1(overPlaces(f), overPlaces(g));
    }

    /** (B, C, H, W) to (B, C). */
    private static NDArray overPlaces(NDArray features) {
        Shape s = features.getShape();
        return features.reshape(s.get(0), s.get(1), -1).mean(new int[] {2});
    }

    /**
     * Gradient penalty on real images (R1: Mescheder et al. 2018, without its half).
     * <pre>R1(s, x) = 1/B sum_b |d s / d x_b|^2</pre>
     * With s the sum over the batch of each image's score it is the textbook's; a mean over the batch divides it by B^2.
     *
     * @param score s, 0-dim, of images that require a gradient
     * @param x the images, (B, C, H, W)
     * @return 0-dim, differentiable: the gradient has a graph itself
     */
    public static NDArray r1(NDArray score, NDArray x) {
        NDArray gradient = Grad.withGraph(score, List.of(x)).get(0);
        return Ops.scale(gradient.square().sum(), 1.0 / x.getShape().get(0));
    }
}
