package org.ui2i.nn;

import ai.djl.ndarray.NDArray;

/**
 * Residual block whose norms take their scale and shift from outside (MUNIT, FUNIT).
 * <pre>y = x + AdaIN(conv(ReLU(AdaIN(conv(x)))))</pre>
 */
public final class AdaInResBlock extends StyledPart {
    private final int channels;
    private final ConvBlock conv0;
    private final ConvBlock conv1;

    /**
     * A block.
     *
     * @param channels C, in and out
     * @param padding at the borders
     * @param weights where its initial weights come from
     */
    public AdaInResBlock(int channels, Padding padding, Weights weights) {
        this.channels = channels;
        ConvBlock.Config conv = new ConvBlock.Config(channels, channels, 3, 1, 1, padding, Norm.NONE, Activation.NONE);
        conv0 = child("conv0", new ConvBlock(conv, weights));
        conv1 = child("conv1", new ConvBlock(conv, weights));
    }

    /**
     * How many AdaIN parameters the block takes.
     *
     * @return 4C: beta and gamma of the first norm, then of the second
     */
    public int adaInLength() {
        return 4 * channels;
    }

    @Override
    public NDArray forward(NDArray x, NDArray adain) { // (B, C, H, W), (B, 4C) -> (B, C, H, W)
        NDArray h = normed(conv0.forward(x), adain, 0);
        NDArray active = replace(h, Activation.RELU.apply(h), x);
        NDArray out = normed(replace(active, conv1.forward(active), x), adain, 2L * channels);
        return replace(out, x.add(out), x);
    }

    private NDArray normed(NDArray h, NDArray adain, long from) {
        try (h;
                NDArray piece = AdaIn.slice(adain, from, 2L * channels)) {
            return AdaIn.apply(h, piece);
        }
    }
}
