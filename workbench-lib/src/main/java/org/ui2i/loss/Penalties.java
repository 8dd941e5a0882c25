package org.ui2i.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;
import java.util.List;
import org.ui2i.tensor.Grad;

/** What networks are kept from, whatever images show. */
public final class Penalties {
    private Penalties() {}

    /**
     * Images between real ones and fakes, where a critic's gradient is looked at.
     * <pre>xHat = alpha x + (1 - alpha) xBar</pre>
     *
     * @param real x, (B, C, H, W)
     * @param fake xBar, the same shape, without a graph
     * @param alpha shares, one an image, (B, 1, 1, 1) in [0, 1]
     * @return (B, C, H, W); it requires a gradient and has no history
     */
    public static NDArray mixture(NDArray real, NDArray fake, NDArray alpha) {
        NDArray mixed = Grad.off(() -> alpha.mul(real.sub(fake)).add(fake));
        mixed.setRequiresGradient(true);
        return mixed;
    }

    /**
     * How far a critic's slope is from 1 (Gulrajani et al. 2017; StarGAN, eq. 8).
     * <pre>GP = 1/B sum_b (|d s / d xHat_b|_2 - 1)^2</pre>
     * The norm is over C, H, W of one image. Nothing guards the root: a critic without any slope gives no number.
     *
     * @param score s, the sum of D's answers over all images and patches, 0-dim
     * @param mixed xHat, see {@link #mixture}
     * @return 0-dim, differentiable: the gradient has a graph itself
     */
    public static NDArray gradient(NDArray score, NDArray mixed) {
        NDArray slope = Grad.withGraph(score, List.of(mixed)).get(0);
        return norms(slope).sub(1f).square().mean();
    }

    /**
     * Euclidean length of each row.
     *
     * @param x (B, ...)
     * @return (B)
     */
    public static NDArray norms(NDArray x) {
        return x.reshape(x.getShape().get(0), -1).square().sum(new int[] {1}).sqrt();
    }

    /**
     * How far the channels of convolutions are from orthogonal (RelGAN, after Brock et al. 2017). At every place of a
     * window of more than one place the weight is a matrix W.
     * <pre>sum over convolutions and places of |W^T W o (1 - I)|^2</pre>
     *
     * @param weights all of a network; what is no window, (., ., k, k) with k above 1, is passed over
     * @return 0-dim
     */
    public static NDArray orthogonal(Collection<NDArray> weights) {
        return weights.stream()
                .filter(w -> w.getShape().dimension() == 4 && w.getShape().get(3) > 1)
                .map(Penalties::offDiagonal)
                .reduce(NDArray::add)
                .orElseThrow(() -> new IllegalArgumentException("no weight is of a convolution: give a network's"));
    }

    private static NDArray offDiagonal(NDArray weight) { // (M, N, k, k)
        Shape s = weight.getShape();
        long places = s.get(2) * s.get(3);
        NDArray w = weight.transpose(2, 3, 0, 1).reshape(places, s.get(0), s.get(1));
        NDArray gram = w.transpose(0, 2, 1).matMul(w); // (k k, N, N)
        NDArray others = gram.getManager().eye((int) s.get(1)).neg().add(1f);
        return gram.mul(others).square().sum();
    }
}
