package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Ops;

/**
 * Residual block that activates before it convolves (He et al. 2016b), leaky ReLU, no norm (FUNIT's discriminator).
 * <pre>
 * y = shortcut + conv(a(conv(a(x)))),  shortcut = W x where the width changes, else x or, as configured, a(x)
 * </pre>
 * W is a 1x1 convolution without bias; the hidden width is the smaller of both.
 */
public final class PreActBlock extends Part {
    /**
     * The block's numbers.
     *
     * @param in input channels
     * @param out output channels
     * @param padding at the borders
     * @param activatedShortcut whether a shortcut of equal width carries a(x) instead of x: FUNIT's public code activates
     *     in place, so its published numbers rest on a(x)
     */
    public record Config(int in, int out, Padding padding, boolean activatedShortcut) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
        }
    }

    private static final Activation ACTIVATION = Activation.LEAKY_RELU;
    private final Config config;
    private final ConvBlock conv0;
    private final ConvBlock conv1;
    private final @Nullable NDArray shortcut;

    /**
     * A block.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public PreActBlock(Config config, Weights weights) {
        this.config = config;
        int hidden = Math.min(config.in, config.out);
        conv0 = child("conv0", conv(config.in, hidden, ACTIVATION, weights));
        conv1 = child("conv1", conv(hidden, config.out, Activation.NONE, weights));
        shortcut = config.in == config.out
                ? null
                : weight("shortcut", weights.weight(new Shape(config.out, config.in, 1, 1), config.in, config.out));
    }

    private ConvBlock conv(int in, int out, Activation after, Weights weights) {
        return new ConvBlock(new ConvBlock.Config(in, out, 3, 1, 1, config.padding, Norm.NONE, after), weights);
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H, W)
        NDArray active = ACTIVATION.apply(x);
        NDArray hidden = conv0.forward(active);
        try (active;
                hidden;
                NDArray residual = conv1.forward(hidden)) {
            if (shortcut == null) {
                return residual.add(config.activatedShortcut ? active : x);
            }
            try (NDArray projected = Ops.conv2d(x, shortcut, null, 1, 0)) {
                return projected.add(residual);
            }
        }
    }
}
