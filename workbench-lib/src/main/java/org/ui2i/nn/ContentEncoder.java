package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Image to spatial code: a 7x7 stem, strided convolutions that double the width, residual blocks (UNIT, MUNIT, FUNIT).
 */
public final class ContentEncoder extends Part {
    /**
     * The encoder's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the stem
     * @param downs halvings; the code has f 2^downs channels
     * @param resBlocks residual blocks at the end
     * @param downKernel window of the halving convolutions, 3 or 4
     * @param padding at the borders
     * @param norm of stem and halvings
     * @param resNorm of the residual blocks; instance norm in the papers
     * @param branch how the residual blocks' branches end
     * @param activation of stem and halvings
     */
    public record Config(
            int channels,
            int filters,
            int downs,
            int resBlocks,
            int downKernel,
            Padding padding,
            Norm norm,
            Norm resNorm,
            Branch branch,
            Activation activation) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1, "the image has %d channels: use 1 (grey) or 3 (colour)", channels);
            check(filters >= 1, "%d filters: use at least 1", filters);
            check(downs >= 0 && downs <= 16, "downs is %d: use 0 to 16", downs);
            check(resBlocks >= 0, "resBlocks is %d: use 0 or more", resBlocks);
            check(downKernel == 3 || downKernel == 4, "downKernel is %d: use 3 or 4, which halve", downKernel);
        }

        /**
         * With instance norm in plain residual blocks.
         *
         * @param channels of the image
         * @param filters f, width of the stem
         * @param downs halvings
         * @param resBlocks residual blocks at the end
         * @param downKernel window of the halving convolutions, 3 or 4
         * @param padding at the borders
         * @param norm of stem and halvings
         * @param activation of stem and halvings
         */
        public Config(
                int channels,
                int filters,
                int downs,
                int resBlocks,
                int downKernel,
                Padding padding,
                Norm norm,
                Activation activation) {
            this(
                    channels,
                    filters,
                    downs,
                    resBlocks,
                    downKernel,
                    padding,
                    norm,
                    Norm.INSTANCE,
                    Branch.PLAIN,
                    activation);
        }

        /**
         * Channels of the code.
         *
         * @return f 2^downs
         */
        public int width() {
            return filters << downs;
        }
    }

    private final Sequence chain = new Sequence();
    private final Config config;

    /**
     * An encoder.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public ContentEncoder(Config config, Weights weights) {
        this.config = config;
        child("chain", chain);
        chain.then("stem", conv(config, config.channels, config.filters, 7, 1, 3, weights));
        for (int i = 0; i < config.downs; i++) {
            int in = config.filters << i;
            chain.then("down" + i, conv(config, in, 2 * in, config.downKernel, 2, 1, weights));
        }
        chain.then(
                "res",
                Sequence.residual(
                        config.resBlocks, config.width(), config.padding, config.resNorm, config.branch, weights));
    }

    private static ConvBlock conv(Config c, int in, int out, int kernel, int stride, int pad, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, kernel, stride, pad, c.padding, c.norm, c.activation), weights);
    }

    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, f 2^downs, H / 2^downs, W / 2^downs)
        Shape shape = x.getShape();
        check(
                shape.dimension() == 4 && shape.get(1) == config.channels,
                "the encoder was built for (B, %d, H, W) but got %s: set channels to the image's",
                config.channels,
                shape);
        return chain.forward(x);
    }

    @Override
    protected Symbol body(Symbol x) {
        return chain.script(x);
    }
}
