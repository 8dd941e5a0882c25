package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/** Padding, convolution with bias, norm, activation: the brick of all networks here. */
public final class ConvBlock extends Part {
    /**
     * The brick's numbers.
     *
     * @param in input channels
     * @param out output channels
     * @param kernel side of the window
     * @param stride step of the window
     * @param pad pixels added on each side
     * @param padding what they hold
     * @param norm after the convolution
     * @param activation after the norm
     */
    public record Config(
            int in, int out, int kernel, int stride, int pad, Padding padding, Norm norm, Activation activation) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
            check(kernel >= 1 && stride >= 1, "kernel %d, stride %d: use at least 1", kernel, stride);
            check(pad >= 0, "padding is %d: use 0 or more", pad);
        }
    }

    private final Config config;
    private final NDArray weight;
    private final NDArray bias;
    private final Part norm;

    /**
     * A brick.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public ConvBlock(Config config, Weights weights) {
        this.config = config;
        long window = (long) config.kernel * config.kernel;
        Shape shape = new Shape(config.out, config.in, config.kernel, config.kernel);
        weight = weight("weight", weights.weight(shape, config.in * window, config.out * window));
        bias = weight("bias", weights.bias(config.out, config.in * window));
        norm = child("norm", config.norm.part(config.out, weights));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H', W')
        boolean reflect = config.padding == Padding.REFLECT && config.pad > 0;
        NDArray padded = reflect ? Ops.reflectionPad(x, config.pad) : x;
        NDArray h = replace(padded, Ops.conv2d(padded, weight, bias, config.stride, reflect ? 0 : config.pad), x);
        NDArray normed = replace(h, norm.forward(h), x);
        return replace(normed, config.activation.apply(normed), x);
    }
}
