package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Strided convolutions that double the width, then one logit a patch; leaky ReLU, no norm. */
public final class PatchDiscriminator extends Discriminator {
    /**
     * The discriminator's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the first layer
     * @param layers strided convolutions in all
     * @param stemKernel window of the first layer
     * @param kernel window of the others
     * @param padding at the borders
     * @param activation after each but the last
     */
    public record Config(
            int channels, int filters, int layers, int stemKernel, int kernel, Padding padding, Activation activation) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(layers >= 1 && layers <= 16, "layers is %d: use 1 to 16", layers);
        }

        /**
         * The same with other layers of images.
         *
         * @param c channels of the image
         * @return a copy
         */
        public Config withChannels(int c) {
            return new Config(c, filters, layers, stemKernel, kernel, padding, activation);
        }
    }

    private final Part front;
    private final Part tail;

    /**
     * A discriminator of its own.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public PatchDiscriminator(Config config, Weights weights) {
        this(config, config.layers, new Sequence(), weights);
        ((Sequence) tail).then("logit", logit(config, weights));
    }

    /**
     * A discriminator whose last layers are handed in, to be shared between domains (UNIT).
     *
     * @param config its numbers
     * @param own strided layers that are its own
     * @param tail the others, from {@link #tail}
     * @param weights where its own initial weights come from
     */
    public PatchDiscriminator(Config config, int own, Part tail, Weights weights) {
        check(own <= config.layers, "%d own layers of %d: use at most all", own, config.layers);
        this.front = child("front", layers(config, 0, own, weights));
        this.tail = child("tail", tail);
    }

    /**
     * Layers {@code from}..last and the logit, for several domains.
     *
     * @param config as the discriminator's
     * @param from the first shared layer
     * @param weights where the initial weights come from
     * @return the shared part
     */
    public static Part tail(Config config, int from, Weights weights) {
        return layers(config, from, config.layers, weights).then("logit", logit(config, weights));
    }

    /** The strided convolutions {@code from}..{@code to - 1}, which other discriminators look through, too. */
    static Sequence layers(Config c, int from, int to, Weights weights) {
        return Sequence.of("layer", to - from, i -> {
            int n = from + i;
            int in = n == 0 ? c.channels : c.filters << (n - 1);
            int kernel = n == 0 ? c.stemKernel : c.kernel;
            return new ConvBlock(
                    new ConvBlock.Config(
                            in, c.filters << n, kernel, 2, (kernel - 1) / 2, c.padding, Norm.NONE, c.activation),
                    weights);
        });
    }

    private static ConvBlock logit(Config c, Weights weights) {
        int width = c.filters << (c.layers - 1);
        return new ConvBlock(
                new ConvBlock.Config(width, 1, 1, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE), weights);
    }

    @Override
    public List<NDArray> scores(NDArray x) {
        NDArray h = front.forward(x);
        return List.of(replace(h, tail.forward(h), x));
    }
}
