package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Ops;

/**
 * Residual block that activates before it convolves (He et al. 2016b): the discriminators of FUNIT, COCO-FUNIT and TUNIT.
 * <pre>
 * y = s (shortcut + conv(a(half(conv(a(x)))))),  shortcut = half(W x) where the width changes, else half(x)
 * </pre>
 * a is an activation, half an average over 2x2 places where the block halves the map, W a 1x1 convolution; the hidden width
 * is the smaller of both. As configured, a shortcut of equal width carries a(x) instead of x.
 */
public final class PreActBlock extends Part {
    /**
     * What all blocks of a network have in common.
     *
     * @param padding at the borders
     * @param activation a, before each convolution
     * @param activatedShortcut whether a shortcut of equal width carries a(x) instead of x: FUNIT's public code activates
     *     in place, so its published numbers rest on a(x)
     * @param shortcutBias whether W has a bias
     * @param weightNorm of all convolutions
     * @param scale s; 1 in FUNIT, 1 / sqrt(2) in TUNIT, which keeps the variance of a sum of two
     */
    public record Kind(
            Padding padding,
            PreActivation activation,
            boolean activatedShortcut,
            boolean shortcutBias,
            WeightNorm weightNorm,
            double scale) {
        /** Checks the range. */
        public Kind {
            check(scale > 0, "the sum is scaled by %s: use a positive number", scale);
        }

        /**
         * With leaky ReLU, unscaled.
         *
         * @param padding at the borders
         * @param activatedShortcut whether a shortcut of equal width carries a(x) instead of x
         * @param shortcutBias whether W has a bias
         * @param weightNorm of all convolutions
         */
        public Kind(Padding padding, boolean activatedShortcut, boolean shortcutBias, WeightNorm weightNorm) {
            this(padding, PreActivation.LEAKY_RELU, activatedShortcut, shortcutBias, weightNorm, 1);
        }
    }

    /**
     * The block's numbers.
     *
     * @param in input channels
     * @param out output channels
     * @param halves whether the map comes out at half its height and width
     * @param kind what the network's blocks have in common
     */
    public record Config(int in, int out, boolean halves, Kind kind) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
        }

        /**
         * A block that keeps the map's size.
         *
         * @param in input channels
         * @param out output channels
         * @param kind what the network's blocks have in common
         */
        public Config(int in, int out, Kind kind) {
            this(in, out, false, kind);
        }
    }

    private final Config config;
    private final Part before0;
    private final Part before1;
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
        this.config = config;
        int hidden = Math.min(config.in, config.out);
        before0 = child("before0", config.kind.activation.part(config.in, weights));
        conv0 = child("conv0", new ConvBlock(convolution(config.in, hidden, 3), weights));
        before1 = child("before1", config.kind.activation.part(hidden, weights));
        conv1 = child("conv1", new ConvBlock(convolution(hidden, config.out, 3), weights));
        ConvBlock.Config wider = convolution(config.in, config.out, 1).withBias(config.kind.shortcutBias);
        shortcut = config.in == config.out ? null : child("shortcut", new ConvBlock(wider, weights));
    }

    private ConvBlock.Config convolution(int in, int out, int kernel) {
        return ConvBlock.Config.same(in, out, kernel, config.kind.padding).withWeightNorm(config.kind.weightNorm);
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H, W), or half of H and W
        try (NDArray active = before0.forward(x);
                NDArray residual = residual(active)) {
            NDArray kept = shortcut == null && config.kind.activatedShortcut ? active : x;
            NDArray skip = skip(kept);
            NDArray sum = replace(skip, residual.add(skip), kept);
            return config.kind.scale == 1 ? sum : replace(sum, Ops.scale(sum, config.kind.scale), kept);
        }
    }

    private NDArray residual(NDArray active) {
        NDArray h = halved(conv0.forward(active), active);
        h = replace(h, before1.forward(h), active);
        return replace(h, conv1.forward(h), active);
    }

    /** What the residual is added to; {@code kept} itself if nothing is done to it. */
    private NDArray skip(NDArray kept) {
        return halved(shortcut == null ? kept : shortcut.forward(kept), kept);
    }

    private NDArray halved(NDArray h, NDArray keep) {
        return config.halves ? replace(h, Ops.averagePool2(h), keep) : h;
    }
}
