package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Ops;

/** Transposed convolution, norm, activation. */
public final class UpConvBlock extends Part {
    /**
     * The block's numbers.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel side of the window
     * @param stride factor of enlargement
     * @param pad taken off each side
     * @param outputPad added at the bottom and right
     * @param norm after the convolution
     * @param activation after the norm
     * @param bias whether the convolution adds one
     */
    public record Config(
            int in,
            int out,
            int kernel,
            int stride,
            int pad,
            int outputPad,
            Norm norm,
            Activation activation,
            boolean bias) {
        /**
         * With bias.
         *
         * @param in input channels
         * @param out output channels
         * @param kernel side of the window
         * @param stride factor of enlargement
         * @param pad taken off each side
         * @param outputPad added at the bottom and right
         * @param norm after the convolution
         * @param activation after the norm
         */
        public Config(
                int in, int out, int kernel, int stride, int pad, int outputPad, Norm norm, Activation activation) {
            this(in, out, kernel, stride, pad, outputPad, norm, activation, true);
        }
    }

    private final Config config;
    private final NDArray weight;
    private final @Nullable NDArray bias;
    private final Part norm;

    /**
     * A block.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public UpConvBlock(Config config, Weights weights) {
        this.config = config;
        long window = (long) config.kernel * config.kernel;
        Shape shape = new Shape(config.in, config.out, config.kernel, config.kernel);
        // torch counts the fan of a transposed convolution over its output channels
        weight = weight("weight", weights.weight(shape, config.out * window, config.in * window));
        bias = config.bias ? weight("bias", weights.bias(config.out, config.out * window)) : null;
        norm = child("norm", config.norm.part(config.out, weights));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, sH, sW)
        NDArray h = Ops.convTranspose2d(x, weight, bias, config.stride, config.pad, config.outputPad);
        NDArray normed = replace(h, norm.forward(h), x);
        return replace(normed, config.activation.apply(normed), x);
    }

    @Override
    protected Symbol body(Symbol x) {
        List<Integer> stride = List.of(config.stride, config.stride), pad = List.of(config.pad, config.pad);
        List<Integer> outputPad = List.of(config.outputPad, config.outputPad);
        Symbol h = x.torch("conv_transpose2d", x.own(weight), x.own(bias), stride, pad, outputPad);
        return config.activation.script(norm.script(h));
    }
}
