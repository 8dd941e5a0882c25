package org.ui2i.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.WeightNorm;
import org.ui2i.nn.Weights;

/**
 * A port's 4x4 convolution that keeps the size: two zeros at the left and top, one at the right and bottom. With two on every
 * side, the last row and column are too many.
 */
final class CornerConv extends Part {
    private final ConvBlock conv;
    private final Activation activation;

    CornerConv(int in, int out, boolean bias, Activation activation, Weights weights) {
        conv = child(
                "conv",
                new ConvBlock(
                        new ConvBlock.Config(
                                in, out, 4, 1, 2, Padding.ZERO, Norm.NONE, Activation.NONE, bias, WeightNorm.NONE),
                        weights));
        this.activation = activation;
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H, W)
        return activation.apply(conv.forward(x).get(new NDIndex(":, :, :-1, :-1")));
    }
}
