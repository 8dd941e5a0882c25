package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * Image to a vector without places (MUNIT's style encoder, FUNIT's class encoder): a 7x7 stem, 4x4 halvings of which the
 * first two double the width, the mean over all places, a 1x1 convolution.
 */
public final class StyleEncoder extends Part {
    /**
     * The encoder's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the stem
     * @param downs halvings; the last has f 2^min(downs, 2) channels
     * @param length of the code
     * @param norm of stem and halvings; none in the papers, since instance norm takes out the means and variances that
     *     tell the style
     * @param padding at the borders
     */
    public record Config(int channels, int filters, int downs, int length, Norm norm, Padding padding) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(downs >= 0 && downs <= 16, "downs is %d: use 0 to 16", downs);
            check(length >= 1, "the code has length %d: use at least 1", length);
        }

        /**
         * Channels after some halvings.
         *
         * @param halvings 0 is the stem
         * @return f 2^min(halvings, 2)
         */
        public int width(int halvings) {
            return filters << Math.min(halvings, 2);
        }
    }

    private final Sequence chain = new Sequence();
    private final Part code;

    /**
     * An encoder.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public StyleEncoder(Config config, Weights weights) {
        child("chain", chain);
        chain.then("stem", conv(config, config.channels, config.filters, 7, 1, 3, weights));
        for (int i = 0; i < config.downs; i++) {
            chain.then("down" + i, conv(config, config.width(i), config.width(i + 1), 4, 2, 1, weights));
        }
        ConvBlock.Config last = new ConvBlock.Config(
                config.width(config.downs), config.length, 1, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE);
        code = child("code", new ConvBlock(last, weights));
    }

    private static ConvBlock conv(Config c, int in, int out, int kernel, int stride, int pad, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, kernel, stride, pad, c.padding, c.norm, Activation.RELU), weights);
    }

    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, length)
        NDArray h = chain.forward(x);
        Shape s = h.getShape();
        try (h;
                NDArray mean = Ops.overPlaces(h);
                NDArray place = mean.reshape(s.get(0), s.get(1), 1, 1);
                NDArray out = code.forward(place)) {
            return out.reshape(s.get(0), -1);
        }
    }

    @Override
    protected Symbol body(Symbol x) {
        Symbol place = chain.script(x).overPlaces().torch("reshape", List.of(x.size(0), -1, 1, 1));
        return code.script(place).torch("reshape", List.of(x.size(0), -1));
    }
}
