package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

/** Distances of pairs of images by a network's activations, in float64. */
public final class PerceptualDistance {
    private static final double SMALL = 1e-10;

    private PerceptualDistance() {}

    /**
     * LPIPS (Zhang et al. 2018): differences of channel vectors of length 1, weighted by channel.
     * <pre>
     * d(x, y) = sum_l mean_hw sum_c w_lc (u_l(x) - u_l(y))_chw^2,  u = phi / (|phi|_c + 1e-10)
     * </pre>
     *
     * @param x activations of N images, a (N, C_l, H_l, W_l) for each layer
     * @param y of as many others
     * @param weights (C_l) or (1, C_l, 1, 1) for each layer, learned, 0 or more
     * @return N distances, 0 or more
     */
    public static double[] lpips(List<NDArray> x, List<NDArray> y, List<NDArray> weights) {
        check(
                x.size() == weights.size() && y.size() == weights.size(),
                "%d and %d layers of activations, %d of weights: give as many",
                x.size(),
                y.size(),
                weights.size());
        double[] sum = new double[(int) x.get(0).getShape().get(0)];
        for (int l = 0; l < x.size(); l++) {
            double[] layer = layer(x.get(l), y.get(l), weights.get(l));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += layer[i];
            }
        }
        return sum;
    }

    private static double[] layer(NDArray x, NDArray y, NDArray weights) {
        checkLike(x, y);
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> {
                NDArray w = doubles(weights, scope).reshape(1, -1, 1, 1);
                NDArray gap = unit(doubles(x, scope)).sub(unit(doubles(y, scope)));
                return Ops.overPlaces(gap.square().mul(w).sum(new int[] {1}, true))
                        .toDoubleArray();
            });
        }
    }

    private static NDArray unit(NDArray x) {
        return x.div(x.square().sum(new int[] {1}, true).sqrt().add(SMALL));
    }

    /**
     * Distance of activations that no longer hold an image's style: DIPD (Liu et al. 2019) with VGG's conv5. That it is a mean
     * of squares is our reading; the paper's scale is not printed.
     * <pre>mean (IN(phi(x)) - IN(phi(y)))^2 over C, H, W;  IN = (phi - mean) / sqrt(var + 1e-5) over H and W</pre>
     *
     * @param x (N, C, H, W) of the inputs
     * @param y of the outputs, the same shape
     * @return N distances, 0 (content kept) to about 2 (unrelated) or 4 (opposite)
     */
    public static double[] dipd(NDArray x, NDArray y) {
        checkLike(x, y);
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> {
                NDArray gap = Ops.instanceNorm(doubles(x, scope)).sub(Ops.instanceNorm(doubles(y, scope)));
                return gap.square()
                        .reshape(x.getShape().get(0), -1)
                        .mean(new int[] {1})
                        .toDoubleArray();
            });
        }
    }

    private static NDArray doubles(NDArray x, NDManager scope) {
        NDArray copy = x.toType(DataType.FLOAT64, true);
        copy.attach(scope);
        return copy;
    }

    private static void checkLike(NDArray x, NDArray y) {
        check(
                x.getShape().dimension() >= 2 && x.getShape().equals(y.getShape()),
                "%s against %s: compare equal shapes, (N, C, H, W)",
                x.getShape(),
                y.getShape());
    }
}
