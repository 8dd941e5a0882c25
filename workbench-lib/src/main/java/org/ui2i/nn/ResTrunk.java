package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import org.ui2i.tensor.Ops;

/**
 * Df, what FUNIT's and COCO-FUNIT's discriminators look at an image with before they judge: a 7x7 stem, pairs of
 * pre-activation residual blocks of which the second doubles the width; between pairs the map is halved.
 *
 * @param channels of the image
 * @param filters f, width of the stem
 * @param blocks residual blocks, even
 * @param maxWidth no layer is wider
 * @param kind of the blocks
 */
record ResTrunk(int channels, int filters, int blocks, int maxWidth, PreActBlock.Kind kind) {
    ResTrunk {
        check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
        check(blocks >= 2 && blocks % 2 == 0, "%d residual blocks: use an even number from 2", blocks);
        check(maxWidth >= filters, "maxWidth is %d but the stem has %d: use at least that", maxWidth, filters);
    }

    /** Channels of the features after so many pairs. */
    private int width(int pairs) {
        return Math.min(filters << pairs, maxWidth);
    }

    /** Channels of the features. */
    int width() {
        return width(blocks / 2);
    }

    /** Images, (B, C, H, W), to features, (B, F, h, w), not activated. */
    Sequence build(Weights weights) {
        Sequence trunk = new Sequence();
        ConvBlock.Config stem =
                ConvBlock.Config.same(channels, filters, 7, kind.padding()).withWeightNorm(kind.weightNorm());
        trunk.then("stem", new ConvBlock(stem, weights));
        for (int i = 0; i < blocks / 2; i++) {
            if (i > 0) {
                trunk.then("halve" + i, new Halving());
            }
            trunk.then("same" + i, block(width(i), width(i), weights));
            trunk.then("wider" + i, block(width(i), width(i + 1), weights));
        }
        return trunk;
    }

    private PreActBlock block(int in, int out, Weights weights) {
        return new PreActBlock(new PreActBlock.Config(in, out, kind), weights);
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
}
