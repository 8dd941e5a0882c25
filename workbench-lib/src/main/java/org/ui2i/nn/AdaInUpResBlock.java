package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * Residual enlargement by two that halves the width and takes the style in both branches (COCO-FUNIT's decoder).
 * <pre>y = a(conv5(up(a(conv5(x))))) + a(conv1(up(x))),  a = ReLU of AdaIN</pre>
 */
public final class AdaInUpResBlock extends StyledPart {
    private final StyledConv conv0;
    private final StyledConv conv1;
    private final StyledConv shortcut;

    /**
     * A block.
     *
     * @param in C, even
     * @param padding at the borders
     * @param weights where its initial weights come from
     */
    public AdaInUpResBlock(int in, Padding padding, Weights weights) {
        int out = in / 2;
        conv0 = new StyledConv(conv("conv0", in, out, 5, padding, weights), out, 0, Activation.RELU);
        conv1 = new StyledConv(conv("conv1", out, out, 5, padding, weights), out, conv0.to(), Activation.RELU);
        shortcut = new StyledConv(conv("shortcut", in, out, 1, padding, weights), out, conv1.to(), Activation.RELU);
    }

    private ConvBlock conv(String name, int in, int out, int kernel, Padding padding, Weights weights) {
        return child(name, new ConvBlock(ConvBlock.Config.same(in, out, kernel, padding), weights));
    }

    @Override
    public List<Integer> normChannels() {
        return List.of(conv0.channels(), conv1.channels(), shortcut.channels());
    }

    @Override
    public NDArray forward(NDArray x, NDArray adain) { // (B, C, H, W), (B, 3C) -> (B, C/2, 2H, 2W)
        try (NDArray narrow = conv0.apply(x, adain);
                NDArray large = Ops.upsample(narrow);
                NDArray residual = conv1.apply(large, adain);
                NDArray largeX = Ops.upsample(x);
                NDArray skip = shortcut.apply(largeX, adain)) {
            return residual.add(skip);
        }
    }

    @Override
    Symbol body(Symbol x, Symbol adain) {
        Symbol residual = conv1.script(Upsample.twice(conv0.script(x, adain)), adain);
        return residual.torch("add", shortcut.script(Upsample.twice(x), adain));
    }
}
