package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/**
 * Adaptive instance norm (Huang, Belongie 2017): takes an image's own style out of a feature map and puts another in.
 * <pre>AdaIN(x) = gamma (x - mean) / sqrt(var + eps) + beta,  eps = 1e-5, var over H and W, biased</pre>
 * gamma is used as it is, without adding 1. The styles of all layers come as one vector, cut here: a layer of C channels
 * takes 2C numbers, beta first, then gamma (MUNIT, FUNIT, TUNIT).
 */
public final class AdaIn {
    private static final String SCRIPT =
            """
            def adain(x: Tensor, adain: Tensor) -> Tensor:
              c = torch.size(x, 1)
              beta = torch.reshape(torch.slice(adain, 1, 0, c), [-1])
              gamma = torch.reshape(torch.slice(adain, 1, c), [-1])
              one = torch.reshape(x, [1, -1, torch.size(x, 2), torch.size(x, 3)])
              y = torch.batch_norm(one, gamma, beta, None, None, True, 0.1, 1e-05, False)
              return torch.reshape(y, torch.size(x))
            """;

    private AdaIn() {}

    /**
     * The formula.
     *
     * @param x (B, C, H, W)
     * @param gamma new standard deviations, (B, C)
     * @param beta new means, (B, C)
     * @return the same shape as x
     */
    public static NDArray apply(NDArray x, NDArray gamma, NDArray beta) {
        return Ops.adaptiveInstanceNorm(x, gamma, beta);
    }

    /**
     * The formula with one layer's piece of the vector.
     *
     * @param x (B, C, H, W)
     * @param adain beta, gamma, (B, 2C)
     * @return the same shape as x
     */
    public static NDArray apply(NDArray x, NDArray adain) {
        long channels = x.getShape().get(1);
        check(
                adain.getShape().equals(new Shape(x.getShape().get(0), 2 * channels)),
                "a layer of %s needs AdaIN parameters (%d, %d) but got %s: give each channel a beta and a gamma",
                x.getShape(),
                x.getShape().get(0),
                2 * channels,
                adain.getShape());
        try (NDArray beta = slice(adain, 0, channels);
                NDArray gamma = slice(adain, channels, channels)) {
            return apply(x, gamma, beta);
        }
    }

    /** The formula with one layer's piece of the vector, as TorchScript. */
    static Symbol script(Symbol x, Symbol adain) {
        return x.function("adain", SCRIPT, adain);
    }

    /**
     * A piece of the vector.
     *
     * @param adain (B, N)
     * @param from first number
     * @param length how many
     * @return (B, length)
     */
    static NDArray slice(NDArray adain, long from, long length) {
        return adain.get(new NDIndex(":, {}:{}", from, from + length));
    }
}
