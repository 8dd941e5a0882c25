package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/**
 * One map for all classes, moved by how well the image's features fit the class's learned vector (projection: Miyato, Koyama
 * 2018; COCO-FUNIT). All weights but the classes' vectors are divided by their spectral norm.
 * <pre>D(x, y) = W a(Df(x)) + &lt;e_y, mean_hw Df(x)&gt;,  a = leaky ReLU</pre>
 */
public final class ProjectionDiscriminator extends ClassDiscriminator {
    /**
     * The discriminator's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the stem
     * @param blocks residual blocks, even: each second doubles the width, and between pairs the map is halved
     * @param maxWidth no layer is wider
     * @param classes |S|
     * @param padding at the borders
     */
    public record Config(int channels, int filters, int blocks, int maxWidth, int classes, Padding padding) {
        /** Checks the ranges. */
        public Config {
            check(classes >= 1, "%d classes: use at least 1", classes);
        }
    }

    private final Sequence trunk;
    private final ConvBlock patches;
    private final NDArray classes;

    /**
     * A discriminator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public ProjectionDiscriminator(Config config, Weights weights) {
        PreActBlock.Kind kind = new PreActBlock.Kind(config.padding, false, true, WeightNorm.SPECTRAL);
        ResTrunk layers = new ResTrunk(config.channels, config.filters, config.blocks, config.maxWidth, kind);
        trunk = child("trunk", layers.build(weights));
        patches = child(
                "patches",
                new ConvBlock(
                        ConvBlock.Config.same(layers.width(), 1, 1, Padding.ZERO)
                                .withWeightNorm(WeightNorm.SPECTRAL),
                        weights));
        classes = weight("classes", weights.normal(new Shape(config.classes, layers.width()), 1));
    }

    /** Features, (B, F, h, w), not activated. */
    @Override
    public NDArray features(NDArray x) {
        return trunk.forward(x);
    }

    @Override
    public Judgement judge(NDArray x, NDArray labels) {
        NDArray features = features(x);
        try (NDArray map = map(features);
                NDArray fit = fit(features, labels)) {
            return new Judgement(features, map.add(fit));
        }
    }

    /** W a(Df(x)), (B, h, w). */
    private NDArray map(NDArray features) {
        try (NDArray active = Activation.LEAKY_RELU.apply(features);
                NDArray map = patches.forward(active)) { // (B, 1, h, w)
            return map.squeeze(1);
        }
    }

    /** How well the features fit the class, (B, 1, 1). */
    private NDArray fit(NDArray features, NDArray labels) {
        Shape s = features.getShape();
        checkLabels(labels, s.get(0));
        try (NDArray index = labels.reshape(-1, 1).broadcast(s.get(0), s.get(1));
                NDArray wanted = classes.gather(index, 0); // (B, F)
                NDArray mean = Ops.overPlaces(features);
                NDArray products = mean.mul(wanted);
                NDArray fit = products.sum(new int[] {1})) {
            return fit.reshape(-1, 1, 1);
        }
    }

    /** The maps without any class. */
    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, h, w)
        try (NDArray features = features(x)) {
            return map(features);
        }
    }
}
