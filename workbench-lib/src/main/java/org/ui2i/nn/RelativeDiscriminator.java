package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/**
 * Answers three questions about images (RelGAN, section 3): is it real, does it match another image and the change of
 * attributes between them, and how far is it between two images. Below the heads lie StarGAN's layers; the heads are of
 * 1x1 convolutions, the second of two with as many channels as the features in between.
 */
public final class RelativeDiscriminator extends Part {
    private static final int INTERPOLATION = 16; // channels that are averaged

    /**
     * The discriminator's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the first layer
     * @param layers halvings
     * @param attributes n, numbers of a change
     */
    public record Config(int channels, int filters, int layers, int attributes) {
        /** Checks the ranges. */
        public Config {
            check(attributes >= 1, "%d attributes: use at least 1", attributes);
        }
    }

    private final Sequence trunk;
    private final ConvBlock real;
    private final Sequence match;
    private final ConvBlock interpolation;

    /**
     * A discriminator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public RelativeDiscriminator(Config config, Weights weights) {
        PatchDiscriminator.Config layers = DomainDiscriminator.trunk(config.channels, config.filters, config.layers);
        int width = config.filters << (config.layers - 1);
        trunk = child("trunk", PatchDiscriminator.layers(layers, 0, config.layers, weights));
        real = child("real", new ConvBlock(point(width, 1, Activation.NONE), weights));
        match = child("match", new Sequence())
                .then(
                        "hidden",
                        new ConvBlock(point(2 * width + config.attributes, width, Activation.LEAKY_RELU_001), weights))
                .then("logit", new ConvBlock(point(width, 1, Activation.NONE), weights));
        interpolation = child("interpolation", new ConvBlock(point(width, INTERPOLATION, Activation.NONE), weights));
    }

    private static ConvBlock.Config point(int in, int out, Activation activation) {
        return new ConvBlock.Config(in, out, 1, 1, 0, Padding.ZERO, Norm.NONE, activation);
    }

    /**
     * What all questions are answered from.
     *
     * @param x images, (B, C, H, W), H and W at least 2^layers
     * @return h, (B, F, h, w)
     */
    public NDArray features(NDArray x) {
        return trunk.forward(x);
    }

    /**
     * Of several batches at once, which reads the weights once; there is no norm, so images do not see each other.
     *
     * @param batches images, (B, C, H, W) each
     * @return h of each, (B, F, h, w)
     */
    public List<NDArray> featuresEach(List<NDArray> batches) {
        try (NDArray all = NDArrays.concat(new NDList(batches));
                NDArray h = features(all)) {
            return h.split(batches.size());
        }
    }

    /**
     * D_R: is it real?
     *
     * @param h features of images
     * @return (B, 1, h, w); high = real
     */
    public NDArray real(NDArray h) {
        return real.forward(h);
    }

    /**
     * D_M: is the second image the first one with its attributes changed so?
     *
     * @param from features of the first images, (B, F, h, w)
     * @param to features of the second images, (B, F, h, w)
     * @param v changes of the attributes, (B, n)
     * @return (B, 1, h, w); high = both images are real and match
     */
    public NDArray match(NDArray from, NDArray to, NDArray v) {
        try (NDArray both = from.concat(to, 1);
                NDArray all = LabelMaps.behind(both, v)) {
            return match.forward(all);
        }
    }

    /**
     * D_I: how far between two images is it?
     *
     * @param h features of images
     * @return (B, 1); 0 = at an end
     */
    public NDArray interpolation(NDArray h) {
        try (NDArray maps = interpolation.forward(h);
                NDArray flat = maps.reshape(maps.getShape().get(0), -1)) {
            return flat.mean(new int[] {1}, true);
        }
    }

    /** Is it real? */
    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, 1, h, w)
        try (NDArray h = features(x)) {
            return real(h);
        }
    }
}
