package org.ui2i.loss;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
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
        return l1(Ops.overPlaces(f), Ops.overPlaces(g));
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

    /**
     * How badly codes find their own keys among others (InfoNCE: van den Oord et al. 2018, with the queue of MoCo: He et al.
     * 2020; TUNIT, section 3.2). Nothing is normalised.
     * <pre>1/B sum_b -log( exp(q_b k_b / tau) / (exp(q_b k_b / tau) + sum_n exp(q_b u_n / tau)) )</pre>
     *
     * @param q codes, (B, n)
     * @param k the key that each should find, (B, n), usually without a graph
     * @param queue u, keys of other images, (N, n), without a graph; with none the loss is 0
     * @param temperature tau, positive
     * @return 0-dim
     */
    public static NDArray infoNce(NDArray q, NDArray k, NDArray queue, double temperature) {
        check(temperature > 0, "the temperature is %s: use a positive number", temperature);
        check(
                q.getShape().equals(k.getShape()),
                "codes of shape %s and keys of shape %s: give one key a code",
                q.getShape(),
                k.getShape());
        NDArray own = q.mul(k).sum(new int[] {1}, true); // (B, 1)
        NDArray logits = own.concat(q.matMul(queue.transpose()), 1); // (B, 1 + N), the right one first
        NDArray first = logits.getManager().zeros(new Shape(q.getShape().get(0)), DataType.INT64);
        return Ops.crossEntropy(Ops.scale(logits, 1 / temperature), first);
    }

    /**
     * How often two views of an image fall in clusters i and j, in either order (IIC: Ji et al. 2019).
     * <pre>P = 1/(2B) sum_b (p_b p'_b^T + p'_b p_b^T)</pre>
     *
     * @param p probabilities of the clusters for B images, (B, K), rows sum to 1
     * @param other p', those of other views of the same images
     * @return (K, K), symmetric, sums to 1
     */
    public static NDArray joint(NDArray p, NDArray other) {
        check(
                p.getShape().equals(other.getShape()),
                "clusters of shape %s and %s: give two views of the same images",
                p.getShape(),
                other.getShape());
        NDArray sum = p.transpose().matMul(other);
        return Ops.scale(sum.add(sum.transpose()), 0.5 / p.getShape().get(0));
    }

    /**
     * Minus the mutual information of the clusters that two views fall in (IIC: Ji et al. 2019; TUNIT, eq. 1): lowest, at
     * -log K, where both views always fall in the same of K equally large clusters; 0 where one tells nothing of the other.
     * <pre>-sum_ij P_ij (log P_ij - log P_i - log P_j)</pre>
     * P_i are the sums of the rows. Numbers below 1e-10 count as 1e-10.
     *
     * @param joint P, (K, K), see {@link #joint}
     * @return 0-dim
     */
    public static NDArray negativeMutualInformation(NDArray joint) {
        NDArray p = floored(joint);
        NDArray row = floored(joint.sum(new int[] {1}, true)); // (K, 1)
        NDArray column = floored(joint.sum(new int[] {0}, true)); // (1, K)
        NDArray information = p.log().sub(row.log()).sub(column.log());
        return p.mul(information).sum().neg();
    }

    /**
     * How badly attributes that are there or not are recognised (StarGAN on CelebA): the sum over the attributes, mean
     * over the batch.
     * <pre>1/B sum_bi -(c_bi log s(l_bi) + (1 - c_bi) log(1 - s(l_bi))),  s the sigmoid</pre>
     *
     * @param logits l, (B, n)
     * @param label c, (B, n) in [0, 1]
     * @return 0-dim
     */
    public static NDArray attributes(NDArray logits, NDArray label) {
        return Ops.scale(
                Ops.bceWithLogits(logits, label), (double) logits.getShape().get(1));
    }

    /**
     * How badly one domain of n is recognised (StarGAN on RaFD).
     * <pre>1/B sum_b -log softmax(l_b)_k,  k where c_b is 1</pre>
     *
     * @param logits l, (B, n)
     * @param label c, (B, n), each row one 1 among zeros
     * @return 0-dim
     */
    public static NDArray oneOf(NDArray logits, NDArray label) {
        return Ops.crossEntropy(logits, label.argMax(1));
    }

    private static NDArray floored(NDArray p) {
        return p.clip(1e-10f, Float.MAX_VALUE);
    }
}
