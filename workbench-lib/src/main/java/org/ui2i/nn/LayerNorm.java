package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * MUNIT's layer norm: one mean and one (unbiased) standard deviation an image, over C, H, W; gamma and beta a channel.
 * <pre>y = gamma (x - mean) / (std + eps) + beta,  eps = 1e-5</pre>
 */
public final class LayerNorm extends Part {
    private final NDArray gamma;
    private final NDArray beta;

    /**
     * A norm.
     *
     * @param channels C
     * @param weights gamma ~ U(0, 1), beta = 0
     */
    public LayerNorm(int channels, Weights weights) {
        gamma = weight("gamma", weights.uniform(new Shape(channels)));
        beta = weight("beta", weights.constant(channels, 0));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W)
        return Ops.layerNorm(x, gamma, beta);
    }

    @Override
    protected Symbol body(Symbol x) {
        List<Integer> places = List.of(1, 2, 3), channels = List.of(1, -1, 1, 1);
        Symbol c = x.torch("sub", x.torch("mean", places, true));
        Symbol var = c.torch("mul", c)
                .torch("sum", places, true)
                .torch("div", "torch.numel(" + x + ") / " + x.size(0) + " - 1");
        Symbol std = var.torch("sqrt").torch("add", 1e-5);
        Symbol scale = x.own(gamma).torch("reshape", channels).torch("div", std);
        return x.own(beta).torch("reshape", channels).torch("addcmul", c, scale);
    }
}
