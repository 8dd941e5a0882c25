package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Residual block that activates before it convolves (He et al. 2016b), leaky ReLU, no norm (the discriminators of FUNIT and COCO-FUNIT).
 * <pre>
 * y = shortcut + conv(a(conv(a(x)))),  shortcut = W x where the width changes, else x or, as configured, a(x)
 * </pre>
 * W is a 1x1 convolution; the hidden width is the smaller of both.
 */
public final class PreActBlock extends Part {
    /**
     * What all blocks of a network have in common.
     *
     * @param padding at the borders
     * @param activatedShortcut whether a shortcut of equal width carries a(x) instead of x: FUNIT's public code activates
     *     in place, so its published numbers rest on a(x)
     * @param shortcutBias whether W has a bias
     * @param weightNorm of all convolutions
     */
    public record Kind(Padding padding, boolean activatedShortcut, boolean shortcutBias, WeightNorm weightNorm) {}

    /**
     * The block's numbers.
     *
     * @param in input channels
     * @param out output channels
     * @param kind what the network's blocks have in common
     */
    public record Config(int in, int out, Kind kind) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
        }
    }

    private static final Activation ACTIVATION = Activation.LEAKY_RELU;
    private final Kind kind;
    private final ConvBlock conv0;
    private final ConvBlock conv1;
    private final @Nullable ConvBlock shortcut;

    /**
     * A block.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public PreActBlock(Config config, Weights weights) {
        kind = config.kind;
        int hidden = Math.min(config.in, config.out);
        conv0 = child("conv0", conv(config.in, hidden, ACTIVATION, weights));
        conv1 = child("conv1", conv(hidden, config.out, Activation.NONE, weights));
        ConvBlock.Config wider = convolution(config.in, config.out, 1).withBias(kind.shortcutBias);
        shortcut = config.in == config.out ? null : child("shortcut", new ConvBlock(wider, weights));
    }

    private ConvBlock conv(int in, int out, Activation after, Weights weights) {
        return new ConvBlock(convolution(in, out, 3).withActivation(after), weights);
    }

    private ConvBlock.Config convolution(int in, int out, int kernel) {
        return ConvBlock.Config.same(in, out, kernel, kind.padding).withWeightNorm(kind.weightNorm);
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H, W)
        NDArray active = ACTIVATION.apply(x);
        NDArray hidden = conv0.forward(active);
        try (active;
                hidden;
                NDArray residual = conv1.forward(hidden)) {
            if (shortcut == null) {
                return residual.add(kind.activatedShortcut ? active : x);
            }
            try (NDArray projected = shortcut.forward(x)) {
                return projected.add(residual);
            }
        }
    }
}
