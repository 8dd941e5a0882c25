package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Residual block whose norms take their scale and shift from outside (MUNIT, FUNIT).
 * <pre>y = x + s last(AdaIN(conv(ReLU(AdaIN(conv(x))))))</pre>
 */
public final class AdaInResBlock extends StyledPart {
    private final StyledConv conv0;
    private final StyledConv conv1;
    private final Branch branch;

    /**
     * A block.
     *
     * @param channels C, in and out
     * @param padding at the borders
     * @param branch how the branch ends
     * @param weights where its initial weights come from
     */
    public AdaInResBlock(int channels, Padding padding, Branch branch, Weights weights) {
        this.branch = branch;
        ConvBlock.Config conv = ConvBlock.Config.same(channels, channels, 3, padding);
        conv0 = new StyledConv(child("conv0", new ConvBlock(conv, weights)), channels, 0, Activation.RELU);
        conv1 = new StyledConv(child("conv1", new ConvBlock(conv, weights)), channels, conv0.to(), branch.last());
    }

    @Override
    public List<Integer> normChannels() {
        return List.of(conv0.channels(), conv1.channels());
    }

    @Override
    public NDArray forward(NDArray x, NDArray adain) { // (B, C, H, W), (B, 4C) -> (B, C, H, W)
        try (NDArray active = conv0.apply(x, adain);
                NDArray h = conv1.apply(active, adain)) {
            return branch.join(x, h);
        }
    }

    @Override
    Symbol body(Symbol x, Symbol adain) {
        return branch.join(x, conv1.script(conv0.script(x, adain), adain));
    }
}
