package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/**
 * One real-or-fake question a class (FUNIT, section 3.3): a common network Df, then one map of logits for each of the |S|
 * source classes. An image is judged by the map of its class alone, so the other classes' heads learn nothing from it.
 */
public final class MultiTaskDiscriminator extends Part {
    /**
     * The discriminator's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the stem
     * @param blocks residual blocks, even: each second doubles the width, and between pairs the map is halved
     * @param maxWidth no layer is wider
     * @param classes |S|
     * @param padding at the borders
     * @param activatedShortcut as in {@link PreActBlock.Config}
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
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(blocks >= 2 && blocks % 2 == 0, "%d residual blocks: use an even number from 2", blocks);
            check(maxWidth >= filters, "maxWidth is %d but the stem has %d: use at least that", maxWidth, filters);
            check(classes >= 1, "%d classes: use at least 1", classes);
        }
    }

    /**
     * What D says of images.
     *
     * @param features the last features before the heads, Df(x), (B, F, h, w)
     * @param score the map of each image's class, (B, h, w); high = real
     */
    public record Judgement(NDArray features, NDArray score) {}

    private final Sequence trunk = new Sequence();
    private final ConvBlock heads;

    /**
     * A discriminator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public MultiTaskDiscriminator(Config config, Weights weights) {
        child("trunk", trunk);
        ConvBlock.Config stem = new ConvBlock.Config(
                config.channels, config.filters, 7, 1, 3, config.padding, Norm.NONE, Activation.NONE);
        trunk.then("stem", new ConvBlock(stem, weights));
        int width = config.filters;
        for (int i = 0; i < config.blocks / 2; i++) {
            if (i > 0) {
                trunk.then("halve" + i, new Halving());
            }
            int wider = Math.min(2 * width, config.maxWidth);
            trunk.then("same" + i, block(width, width, config, weights));
            trunk.then("wider" + i, block(width, wider, config, weights));
            width = wider;
        }
        heads = child(
                "heads",
                new ConvBlock(
                        new ConvBlock.Config(width, config.classes, 1, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE),
                        weights));
    }

    private static PreActBlock block(int in, int out, Config c, Weights weights) {
        return new PreActBlock(new PreActBlock.Config(in, out, c.padding, c.activatedShortcut), weights);
    }

    /** Mirrors one pixel at the border, then averages 3x3 windows at stride 2. */
    private static final class Halving extends Part {
        @Override
        public NDArray forward(NDArray x) {
            try (NDArray padded = Ops.reflectionPad(x, 1)) {
                return Ops.averagePool3Valid(padded);
            }
        }
    }

    /**
     * Df: all layers but the last.
     *
     * @param x images, (B, C, H, W)
     * @return activated features, (B, F, h, w)
     */
    public NDArray features(NDArray x) {
        try (NDArray h = trunk.forward(x)) {
            return Activation.LEAKY_RELU.apply(h);
        }
    }

    /**
     * Judges images as members of their classes.
     *
     * @param x images, (B, C, H, W)
     * @param labels their classes, (B), int64 in 0..|S|-1
     * @return features and the classes' maps
     */
    public Judgement judge(NDArray x, NDArray labels) {
        NDArray features = features(x);
        try (NDArray maps = heads.forward(features)) { // (B, |S|, h, w)
            return new Judgement(features, own(maps, labels));
        }
    }

    /** Of each image the map of its class: the only place that chooses. */
    private static NDArray own(NDArray maps, NDArray labels) {
        Shape s = maps.getShape();
        check(
                labels.getShape().equals(new Shape(s.get(0))),
                "%d images have labels of shape %s: give one class an image",
                s.get(0),
                labels.getShape());
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
