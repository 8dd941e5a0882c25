package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * Enlargement by two that halves the width and takes the style (TUNIT's decoder).
 * <pre>y = ReLU(AdaIN(conv5(up(x))))</pre>
 */
public final class AdaInUpConv extends StyledPart {
    private final StyledConv conv;

    /**
     * An enlargement.
     *
     * @param in C, even
     * @param padding at the borders
     * @param weights where its initial weights come from
     */
    public AdaInUpConv(int in, Padding padding, Weights weights) {
        ConvBlock block = child("conv", new ConvBlock(ConvBlock.Config.same(in, in / 2, 5, padding), weights));
        conv = new StyledConv(block, in / 2, 0, Activation.RELU);
    }

    @Override
    public List<Integer> normChannels() {
        return List.of(conv.channels());
    }

    @Override
    public NDArray forward(NDArray x, NDArray adain) { // (B, C, H, W), (B, C) -> (B, C/2, 2H, 2W)
        try (NDArray large = Ops.upsample(x)) {
            return conv.apply(large, adain);
        }
    }

    @Override
    Symbol body(Symbol x, Symbol adain) {
        return conv.script(Upsample.twice(x), adain);
    }
}
