package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * Content code and style parameters to image (MUNIT, FUNIT): residual blocks with {@link AdaIn}, then enlargements that
 * halve the width and a last convolution.
 */
public final class AdaInDecoder extends StyledPart {
    /**
     * The decoder's numbers.
     *
     * @param channels of the image
     * @param filters f, width before the last layer
     * @param ups doublings; the code has f 2^ups channels
     * @param resBlocks AdaIN residual blocks at the start
     * @param upNorm norm of the enlargements: layer (MUNIT) or instance (FUNIT)
     * @param padding at the borders
     * @param last the image's activation
     */
    public record Config(
            int channels, int filters, int ups, int resBlocks, Norm upNorm, Padding padding, Activation last) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(ups >= 0, "ups is %d: use 0 or more", ups);
            check(resBlocks >= 1, "resBlocks is %d: use at least 1, or the style has no way in", resBlocks);
        }

        /**
         * Channels of the content code.
         *
         * @return f 2^ups
         */
        public int width() {
            return filters << ups;
        }
    }

    private final List<AdaInResBlock> blocks = new ArrayList<>();
    private final Sequence growth = new Sequence();

    /**
     * A decoder.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public AdaInDecoder(Config config, Weights weights) {
        for (int i = 0; i < config.resBlocks; i++) {
            blocks.add(child("res" + i, new AdaInResBlock(config.width(), config.padding, weights)));
        }
        child("growth", growth);
        new NearestGrowth(config.channels, config.filters, config.ups, config.upNorm, config.padding, config.last)
                .addTo(growth, weights);
    }

    /**
     * How many AdaIN parameters the decoder takes.
     *
     * @return 4 f 2^ups a residual block
     */
    public int adaInLength() {
        return blocks.stream().mapToInt(AdaInResBlock::adaInLength).sum();
    }

    @Override
    public NDArray forward(NDArray content, NDArray adain) { // (B, f 2^ups, h, w), (B, N) -> (B, C, h 2^ups, w 2^ups)
        check(
                adain.getShape().dimension() == 2 && adain.getShape().get(1) == adaInLength(),
                "the decoder takes (B, %d) AdaIN parameters but got %s: give the MLP that many outputs",
                adaInLength(),
                adain.getShape());
        NDArray h = content;
        long from = 0;
        for (AdaInResBlock block : blocks) {
            try (NDArray piece = AdaIn.slice(adain, from, block.adaInLength())) {
                h = replace(h, block.forward(h, piece), content);
            }
            from += block.adaInLength();
        }
        return replace(h, growth.forward(h), content);
    }
}
