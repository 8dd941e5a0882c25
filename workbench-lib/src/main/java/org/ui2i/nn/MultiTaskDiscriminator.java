package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * One real-or-fake question a class (FUNIT, section 3.3; TUNIT): a common network Df, then one map of logits for each of
 * the |S| source classes, in TUNIT for each of the K pseudo domains. An image is judged by the map of its class alone, so
 * the other classes' heads learn nothing from it.
 */
public final class MultiTaskDiscriminator extends ClassDiscriminator {
    /**
     * The discriminator's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the stem
     * @param blocks residual blocks, even: each second doubles the width, and between pairs the map is halved
     * @param maxWidth no layer is wider
     * @param classes |S|
     * @param padding at the borders
     * @param activatedShortcut as in {@link PreActBlock.Kind}
     */
    public record Config(
            int channels,
            int filters,
            int blocks,
            int maxWidth,
            int classes,
            Padding padding,
            boolean activatedShortcut) {
        /** Checks the ranges. */
        public Config {
            check(classes >= 1, "%d classes: use at least 1", classes);
        }
    }

    private final Sequence trunk;
    private final ConvBlock heads;

    /**
     * A discriminator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public MultiTaskDiscriminator(Config config, Weights weights) {
        PreActBlock.Kind kind = new PreActBlock.Kind(config.padding, config.activatedShortcut, false, WeightNorm.NONE);
        ResTrunk layers = new ResTrunk(config.channels, config.filters, config.blocks, config.maxWidth, kind);
        trunk = child("trunk", layers.build(weights));
        heads = child("heads", heads(layers.width(), config.classes, weights));
    }

    /**
     * TUNIT's discriminator; its maps are of one place.
     *
     * @param layers all but the last
     * @param domains K
     * @param weights where its initial weights come from
     */
    public MultiTaskDiscriminator(FrnTrunk layers, int domains, Weights weights) {
        check(domains >= 1, "%d domains: use at least 1", domains);
        trunk = child("trunk", layers.build(weights));
        heads = child("heads", heads(layers.width(), domains, weights));
    }

    private static ConvBlock heads(int width, int classes, Weights weights) {
        return new ConvBlock(ConvBlock.Config.same(width, classes, 1, Padding.ZERO), weights);
    }

    /** Activated features, (B, F, h, w). */
    @Override
    public NDArray features(NDArray x) {
        try (NDArray h = trunk.forward(x)) {
            return Activation.LEAKY_RELU.apply(h);
        }
    }

    @Override
    public Judgement judge(NDArray x, NDArray labels) {
        NDArray features = features(x);
        try (NDArray maps = heads.forward(features)) { // (B, |S|, h, w)
            return new Judgement(features, own(maps, labels));
        }
    }

    /** Of each image the map of its class: the only place that chooses. */
    private static NDArray own(NDArray maps, NDArray labels) {
        Shape s = maps.getShape();
        checkLabels(labels, s.get(0));
        NDArray index = labels.reshape(-1, 1, 1, 1).broadcast(s.get(0), 1, s.get(2), s.get(3));
        return maps.gather(index, 1).squeeze(1); // (B, h, w)
    }

    /** All classes' maps. */
    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, |S|, h, w)
        try (NDArray features = features(x)) {
            return heads.forward(features);
        }
    }
}
