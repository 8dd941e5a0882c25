package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/** Fully connected layer with bias. */
final class Linear extends Part {
    private final NDArray weight;
    private final NDArray bias;

    Linear(int in, int out, Weights weights) {
        weight = weight("weight", weights.weight(new Shape(out, in), in, out));
        bias = weight("bias", weights.bias(out, in));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in) -> (B, out)
        return Ops.linear(x, weight, bias);
    }

    @Override
    protected Symbol body(Symbol x) {
        return x.torch("linear", x.own(weight), x.own(bias));
    }
}
