package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * What TUNIT's discriminator looks at an image with before it judges (appendix): a 3x3 stem; pairs of pre-activation blocks
 * with {@link FilterResponseNorm}, of which the second doubles the width and halves the map, down to 4x4; a 4x4 convolution
 * that leaves one place.
 *
 * @param channels of the image
 * @param filters f, width of the stem
 * @param maxWidth no layer is wider
 * @param size edge of the image, a power of two from 8
 */
public record FrnTrunk(int channels, int filters, int maxWidth, int size) {
    private static final int LEFT = 4; // edge of the last map
    private static final PreActBlock.Kind KIND = new PreActBlock.Kind(
            Padding.ZERO, PreActivation.FILTER_RESPONSE, false, false, WeightNorm.NONE, Math.sqrt(0.5));

    /** Checks the ranges. */
    public FrnTrunk {
        check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
        check(maxWidth >= filters, "maxWidth is %d but the stem has %d: use at least that", maxWidth, filters);
        check(
                size >= 2 * LEFT && Integer.bitCount(size) == 1,
                "images of %d pixels do not halve down to %d: use a power of two from %d",
                size,
                LEFT,
                2 * LEFT);
    }

    private int halvings() {
        return Integer.numberOfTrailingZeros(size / LEFT);
    }

    private int width(int halvings) {
        return Math.min(filters << halvings, maxWidth);
    }

    /** Channels of the features. */
    int width() {
        return width(halvings());
    }

    /** Images, (B, C, size, size), to features, (B, F, 1, 1), not activated. */
    Sequence build(Weights weights) {
        Sequence trunk = new Sequence();
        trunk.then("images", new Images());
        trunk.then("stem", new ConvBlock(ConvBlock.Config.same(channels, filters, 3, Padding.ZERO), weights));
        for (int i = 0; i < halvings(); i++) {
            trunk.then("same" + i, block(width(i), width(i), false, weights));
            trunk.then("wider" + i, block(width(i), width(i + 1), true, weights));
        }
        ConvBlock.Config whole =
                new ConvBlock.Config(width(), width(), LEFT, 1, 0, Padding.ZERO, Norm.NONE, Activation.NONE);
        return trunk.then("activated", new PreActivation.Leaky()).then("whole", new ConvBlock(whole, weights));
    }

    private static PreActBlock block(int in, int out, boolean halves, Weights weights) {
        return new PreActBlock(new PreActBlock.Config(in, out, halves, KIND), weights);
    }

    /** Lets images of the right size pass. */
    private final class Images extends Part {
        @Override
        public NDArray forward(NDArray x) {
            Shape s = x.getShape();
            check(
                    s.dimension() == 4 && s.get(1) == channels && s.get(2) == size && s.get(3) == size,
                    "the discriminator was built for (B, %d, %d, %d) but got %s: set channels and size to the image's",
                    channels,
                    size,
                    size,
                    s);
            return x;
        }
    }
}
