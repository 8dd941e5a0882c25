package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.function.IntFunction;

/**
 * Content code and style parameters to image (MUNIT, FUNIT, COCO-FUNIT, TUNIT): residual blocks with {@link AdaIn}, then
 * enlargements that halve the width and a last convolution.
 */
public final class AdaInDecoder extends StyledSequence {
    /** How the image grows: by nearest neighbour and 5x5 convolutions that halve the width. */
    public enum Growth {
        /** with layer norm, without style (MUNIT) */
        LAYER_NORM,
        /** with instance norm, without style (FUNIT) */
        INSTANCE_NORM,
        /** {@link AdaInUpConv} (TUNIT) */
        ADAIN,
        /** {@link AdaInUpResBlock} (COCO-FUNIT) */
        ADAIN_RESIDUAL
    }

    /**
     * The decoder's numbers.
     *
     * @param channels of the image
     * @param filters f, width before the last layer
     * @param ups doublings; the code has f 2^ups channels
     * @param resBlocks AdaIN residual blocks at the start
     * @param branch how their branches end
     * @param growth how the image grows
     * @param padding at the borders
     * @param last the image's activation
     */
    public record Config(
            int channels,
            int filters,
            int ups,
            int resBlocks,
            Branch branch,
            Growth growth,
            Padding padding,
            Activation last) {
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

    private final Config config;
    private final Sequence growth = new Sequence();

    /**
     * A decoder.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public AdaInDecoder(Config config, Weights weights) {
        this.config = config;
        for (int i = 0; i < config.resBlocks; i++) {
            then("res" + i, new AdaInResBlock(config.width(), config.padding, config.branch, weights));
        }
        switch (config.growth) {
            case LAYER_NORM -> plain(config.ups, Norm.LAYER, weights);
            case INSTANCE_NORM -> plain(config.ups, Norm.INSTANCE, weights);
            case ADAIN -> styled(in -> new AdaInUpConv(in, config.padding, weights), weights);
            case ADAIN_RESIDUAL -> styled(in -> new AdaInUpResBlock(in, config.padding, weights), weights);
        }
        child("growth", growth);
    }

    /** Enlargements without style, if any, and the last convolution. */
    private void plain(int ups, Norm norm, Weights weights) {
        new NearestGrowth(config.channels, config.filters, ups, norm, config.padding, config.last)
                .addTo(growth, weights);
    }

    /** Enlargements that take the style, and the last convolution. */
    private void styled(IntFunction<StyledPart> enlargement, Weights weights) {
        for (int i = 0; i < config.ups; i++) {
            then("up" + i, enlargement.apply(config.width() >> i));
        }
        plain(0, Norm.NONE, weights);
    }

    /**
     * All that the style decides, at the code's resolution where the growth takes no style.
     *
     * @param content code, (B, f 2^ups, h, w)
     * @param adain the layers' parameters, (B, N)
     * @return features that {@link #draw} makes an image of
     */
    public NDArray restyle(NDArray content, NDArray adain) {
        return super.forward(content, adain);
    }

    /**
     * What is left after {@link #restyle}.
     *
     * @param features its result, perhaps changed
     * @return images, (B, C, h 2^ups, w 2^ups)
     */
    public NDArray draw(NDArray features) {
        return growth.forward(features);
    }

    @Override
    public NDArray forward(NDArray content, NDArray adain) { // (B, f 2^ups, h, w), (B, N) -> (B, C, h 2^ups, w 2^ups)
        NDArray features = restyle(content, adain);
        return replace(features, draw(features), content);
    }

    @Override
    Symbol body(Symbol content, Symbol adain) {
        return growth.script(super.body(content, adain));
    }
}
