package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Judges an image and says which domain it is of (StarGAN, appendix): strided convolutions that halve the map and double
 * the width, leaky ReLU 0.01, no norm; on their features one head for patches and one, whose window is all that is left
 * of the image, for the labels. The heads have no bias.
 */
public final class DomainDiscriminator extends Part {
    /**
     * The discriminator's numbers.
     *
     * @param channels of the image
     * @param size edge of the image in pixels, a multiple of 2^layers
     * @param filters f, width of the first layer
     * @param layers halvings
     * @param labels n, numbers of a label
     */
    public record Config(int channels, int size, int filters, int layers, int labels) {
        /** Checks the ranges. */
        public Config {
            check(labels >= 1, "%d labels: use at least 1", labels);
            check(
                    size >= 1 << layers && size % (1 << layers) == 0,
                    "images of %d pixels cannot be halved %d times: use a multiple of %d, or fewer layers",
                    size,
                    layers,
                    1 << layers);
        }
    }

    /**
     * What D says of images.
     *
     * @param score D_src, a map of each image's patches, (B, 1, h, w); high = real
     * @param labels D_cls, logits of the label's numbers, (B, n)
     */
    public record Judgement(NDArray score, NDArray labels) {}

    private final Config config;
    private final Sequence trunk;
    private final ConvBlock patches;
    private final ConvBlock domains;

    /**
     * A discriminator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public DomainDiscriminator(Config config, Weights weights) {
        this.config = config;
        PatchDiscriminator.Config layers = trunk(config.channels, config.filters, config.layers);
        int width = config.filters << (config.layers - 1), left = config.size >> config.layers;
        trunk = child("trunk", PatchDiscriminator.layers(layers, 0, config.layers, weights));
        patches = child("patches", head(ConvBlock.Config.same(width, 1, 3, Padding.ZERO), weights));
        domains = child("domains", head(whole(width, config.labels, left), weights));
    }

    /** The layers below the heads, RelGAN's too. */
    static PatchDiscriminator.Config trunk(int channels, int filters, int layers) {
        return new PatchDiscriminator.Config(channels, filters, layers, 4, 4, Padding.ZERO, Activation.LEAKY_RELU_001);
    }

    private static ConvBlock.Config whole(int in, int out, int kernel) {
        return new ConvBlock.Config(in, out, kernel, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE);
    }

    private static ConvBlock head(ConvBlock.Config config, Weights weights) {
        return new ConvBlock(config.withBias(false), weights);
    }

    /**
     * Judges images.
     *
     * @param x (B, C, size, size)
     * @return patches and labels
     */
    public Judgement judge(NDArray x) {
        Shape s = x.getShape();
        check(
                s.dimension() == 4 && s.get(1) == config.channels && s.get(2) == config.size && s.get(3) == config.size,
                "the discriminator was built for (B, %d, %d, %d) but got %s: set channels and size to the image's",
                config.channels,
                config.size,
                config.size,
                s);
        try (NDArray h = trunk.forward(x);
                NDArray logits = domains.forward(h)) { // (B, n, 1, 1)
            return new Judgement(patches.forward(h), logits.reshape(s.get(0), config.labels));
        }
    }

    /** The patches' map. */
    @Override
    public NDArray forward(NDArray x) { // (B, C, size, size) -> (B, 1, h, w)
        return judge(x).score();
    }
}
