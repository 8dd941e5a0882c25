package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;

/** Spatial code to image: residual blocks, enlargements that halve the width, a last convolution and tanh. */
public final class Decoder extends Part {
    /** How the image grows. */
    public enum Growth {
        /** transposed 3x3 convolutions, leaky ReLU, no norm; the last layer is 1x1 (UNIT, the paper's branch) */
        TRANSPOSED,
        /** nearest neighbour, 5x5 convolution, layer norm, ReLU; the last layer is 7x7 (MUNIT's code base) */
        NEAREST
    }

    /**
     * The decoder's numbers.
     *
     * @param channels of the image
     * @param filters f, width before the last layer
     * @param ups doublings; the code has f 2^ups channels
     * @param resBlocks residual blocks at the start
     * @param growth how the image grows
     * @param padding at the borders
     */
    public record Config(int channels, int filters, int ups, int resBlocks, Growth growth, Padding padding) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(ups >= 0 && resBlocks >= 0, "ups %d, resBlocks %d: use 0 or more", ups, resBlocks);
        }
    }

    private final Sequence chain = new Sequence();

    /**
     * A decoder.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public Decoder(Config config, Weights weights) {
        child("chain", chain);
        int width = config.filters << config.ups;
        chain.then("res", Sequence.residual(config.resBlocks, width, config.padding, weights));
        if (config.growth == Growth.NEAREST) {
            new NearestGrowth(config.channels, config.filters, config.ups, Norm.LAYER, config.padding, Activation.TANH)
                    .addTo(chain, weights);
            return;
        }
        for (int i = 0; i < config.ups; i++) {
            chain.then("up" + i, transposed(width >> i, weights));
        }
        chain.then(
                "image",
                new UpConvBlock(
                        new UpConvBlock.Config(config.filters, config.channels, 1, 1, 0, 0, Norm.NONE, Activation.TANH),
                        weights));
    }

    private static Part transposed(int in, Weights weights) {
        return new UpConvBlock(
                new UpConvBlock.Config(in, in / 2, 3, 2, 1, 1, Norm.NONE, Activation.LEAKY_RELU_001), weights);
    }

    @Override
    public NDArray forward(NDArray z) { // (B, f 2^ups, h, w) -> (B, C, h 2^ups, w 2^ups) in [-1, 1]
        return chain.forward(z);
    }

    @Override
    protected Symbol body(Symbol x) {
        return chain.script(x);
    }
}
