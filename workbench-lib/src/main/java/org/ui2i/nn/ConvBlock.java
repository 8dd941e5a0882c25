package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Ops;

/** Padding, convolution, norm, activation: the brick of all networks here. */
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
     * @param bias whether the convolution adds one
     * @param weightNorm what the convolution's weight is divided by
     */
    public record Config(
            int in,
            int out,
            int kernel,
            int stride,
            int pad,
            Padding padding,
            Norm norm,
            Activation activation,
            boolean bias,
            WeightNorm weightNorm) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
            check(kernel >= 1 && stride >= 1, "kernel %d, stride %d: use at least 1", kernel, stride);
            check(pad >= 0, "padding is %d: use 0 or more", pad);
        }

        /**
         * With bias and the weight as it is.
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
        public Config(
                int in, int out, int kernel, int stride, int pad, Padding padding, Norm norm, Activation activation) {
            this(in, out, kernel, stride, pad, padding, norm, activation, true, WeightNorm.NONE);
        }

        /**
         * Only a convolution, without norm or activation.
         *
         * @param in input channels
         * @param out output channels
         * @param kernel side of the window, odd; the map keeps its size
         * @param padding what lies beyond the border
         * @return the numbers
         */
        static Config same(int in, int out, int kernel, Padding padding) {
            return new Config(in, out, kernel, 1, kernel / 2, padding, Norm.NONE, Activation.NONE);
        }

        /**
         * With or without bias.
         *
         * @param b whether the convolution adds one
         * @return a copy
         */
        Config withBias(boolean b) {
            return new Config(in, out, kernel, stride, pad, padding, norm, activation, b, weightNorm);
        }

        /**
         * Another norm of the weight.
         *
         * @param w what the weight is divided by
         * @return a copy
         */
        Config withWeightNorm(WeightNorm w) {
            return new Config(in, out, kernel, stride, pad, padding, norm, activation, bias, w);
        }
    }

    private final Config config;
    private final NDArray weight;
    private final @Nullable NDArray bias;
    private final @Nullable Part sigma;
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
        bias = config.bias ? weight("bias", weights.bias(config.out, config.in * window)) : null;
        Part divisor = config.weightNorm.divisor(shape, weights);
        sigma = divisor == null ? null : child("weight_norm", divisor);
        norm = child("norm", config.norm.part(config.out, weights));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H', W')
        boolean reflect = config.padding == Padding.REFLECT && config.pad > 0;
        NDArray padded = reflect ? Ops.reflectionPad(x, config.pad) : x;
        NDArray h = replace(padded, convolved(padded, reflect ? 0 : config.pad), x);
        NDArray normed = replace(h, norm.forward(h), x);
        return replace(normed, config.activation.apply(normed), x);
    }

    @Override
    protected Symbol body(Symbol x) {
        boolean reflect = config.padding == Padding.REFLECT && config.pad > 0;
        Symbol padded = reflect ? x.torch("reflection_pad2d", Collections.nCopies(4, config.pad)) : x;
        List<Integer> zeros = Collections.nCopies(2, reflect ? 0 : config.pad);
        Symbol kernel = sigma == null ? x.own(weight) : x.own(weight).torch("div", sigma.script(x.own(weight)));
        Symbol h = padded.torch("conv2d", kernel, x.own(bias), Collections.nCopies(2, config.stride), zeros);
        return config.activation.script(norm.script(h));
    }

    private NDArray convolved(NDArray x, int pad) {
        if (sigma == null) {
            return Ops.conv2d(x, weight, bias, config.stride, pad);
        }
        boolean divideImages = x.size() < weight.size(); // the convolution is linear: less work, the same numbers
        try (NDArray divisor = sigma.forward(weight);
                NDArray divided = (divideImages ? x : weight).div(divisor)) {
            return divideImages
                    ? Ops.conv2d(divided, weight, bias, config.stride, pad)
                    : Ops.conv2d(x, divided, bias, config.stride, pad);
        }
    }
}
