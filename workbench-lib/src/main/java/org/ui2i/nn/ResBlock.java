package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Residual block (He et al. 2016) without activation after the sum.
 * <pre>y = x + s last(norm(conv(ReLU(norm(conv(x))))))</pre>
 */
public final class ResBlock extends Part {
    private final List<ConvBlock> convs;
    private final Branch branch;

    /**
     * A block with instance norm.
     *
     * @param channels in and out
     * @param padding at the borders
     * @param weights where its initial weights come from
     */
    public ResBlock(int channels, Padding padding, Weights weights) {
        this(channels, padding, Norm.INSTANCE, Branch.PLAIN, weights);
    }

    /**
     * A block.
     *
     * @param channels in and out
     * @param padding at the borders
     * @param norm after each convolution
     * @param branch how the branch ends
     * @param weights where its initial weights come from
     */
    public ResBlock(int channels, Padding padding, Norm norm, Branch branch, Weights weights) {
        this(channels, padding, norm, branch, true, weights);
    }

    /** A block whose convolutions have a bias or none. */
    ResBlock(int channels, Padding padding, Norm norm, Branch branch, boolean bias, Weights weights) {
        this.branch = branch;
        ConvBlock.Config first = conv(channels, padding, norm, Activation.RELU).withBias(bias);
        ConvBlock.Config second = conv(channels, padding, norm, branch.last()).withBias(bias);
        convs = List.of(child("conv0", new ConvBlock(first, weights)), child("conv1", new ConvBlock(second, weights)));
    }

    private static ConvBlock.Config conv(int channels, Padding padding, Norm norm, Activation activation) {
        return new ConvBlock.Config(channels, channels, 3, 1, 1, padding, norm, activation);
    }

    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W), the same out
        try (NDArray h = chain(x, convs)) {
            return branch.join(x, h);
        }
    }

    @Override
    protected Symbol body(Symbol x) {
        Symbol h = x;
        for (ConvBlock conv : convs) {
            h = conv.script(h);
        }
        return branch.join(x, h);
    }
}
