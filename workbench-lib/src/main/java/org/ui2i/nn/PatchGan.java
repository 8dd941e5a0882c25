package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * The patch discriminator of pix2pix (with batch norm) and CycleGAN (with instance norm): each logit judges a patch, 70x70
 * pixels with three layers. 4x4 convolutions, zeros beyond the border, leaky ReLU.
 * <pre>
 * layer0             stride 2, f channels, no norm
 * layer1 .. n-1      stride 2, 2f, 4f, 8f, 8f, ... channels, norm
 * layer n            stride 1, twice as many, at most 8f, norm
 * logit              stride 1, one channel
 * </pre>
 */
public final class PatchGan extends Discriminator {
    private static final int KERNEL = 4;
    private static final int WIDEST = 8; // times f

    /**
     * The discriminator's numbers.
     *
     * @param channels of what is judged: of the image, and of its condition if there is one
     * @param filters f, width of the first layer
     * @param layers n, convolutions of stride 2
     * @param norm after the convolutions between the first and the last; before batch norm they have no bias
     */
    public record Config(int channels, int filters, int layers, Norm norm) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(layers >= 1 && layers <= 16, "layers is %d: use 1 to 16", layers);
        }

        /**
         * How small images may be: both convolutions of stride 1 take a pixel off.
         *
         * @return edge in pixels, which gives one logit
         */
        public int smallestImage() {
            return 3 << layers;
        }

        private int width(int layer) {
            return filters * Math.min(WIDEST, 1 << layer);
        }
    }

    private final Sequence chain;

    /**
     * A discriminator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public PatchGan(Config config, Weights weights) {
        ConvBlock first = conv(config.channels, config.filters, 2, Norm.NONE, Activation.LEAKY_RELU, weights);
        chain = child("chain", new Sequence().then("layer0", first));
        for (int i = 1; i <= config.layers; i++) {
            int stride = i < config.layers ? 2 : 1;
            chain.then(
                    "layer" + i,
                    conv(config.width(i - 1), config.width(i), stride, config.norm, Activation.LEAKY_RELU, weights));
        }
        chain.then("logit", conv(config.width(config.layers), 1, 1, Norm.NONE, Activation.NONE, weights));
    }

    private static ConvBlock conv(int in, int out, int stride, Norm norm, Activation activation, Weights weights) {
        ConvBlock.Config c = new ConvBlock.Config(in, out, KERNEL, stride, 1, Padding.ZERO, norm, activation);
        return new ConvBlock(c.withBias(norm != Norm.BATCH), weights); // batch norm has a shift of its own
    }

    @Override
    public List<NDArray> scores(NDArray x) { // (B, channels, H, W) -> (B, 1, H/2^n - 2, W/2^n - 2)
        return List.of(chain.forward(x));
    }
}
