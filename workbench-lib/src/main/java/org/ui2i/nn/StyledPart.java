package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** A part of two inputs, a feature map and its AdaIN parameters; as a DJL block it takes a list of the two. */
abstract class StyledPart extends Part {
    /**
     * The norms that take their parameters from outside.
     *
     * @return C of each, in the order of the parameters
     */
    public abstract List<Integer> normChannels();

    /**
     * How many AdaIN parameters the part takes.
     *
     * @return N, the sum of 2C over its norms
     */
    public final int adaInLength() {
        return 2 * normChannels().stream().mapToInt(c -> c).sum();
    }

    /**
     * What the part computes.
     *
     * @param x (B, C, H, W)
     * @param adain the layers' parameters, (B, N)
     * @return the output; it hangs on x's manager
     */
    public abstract NDArray forward(NDArray x, NDArray adain);

    @Override
    public final NDArray forward(NDArray x) {
        throw new UnsupportedOperationException("AdaIN parameters are missing: call forward(x, adain)");
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(forward(inputs.get(0), inputs.get(1)));
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        try (NDManager scope = Tensors.scope()) {
            return new Shape[] {
                Grad.off(() -> forward(scope.zeros(inputShapes[0]), scope.zeros(inputShapes[1])))
                        .getShape()
            };
        }
    }

    /** {@link #forward(NDArray, NDArray)} as TorchScript. */
    abstract Symbol body(Symbol x, Symbol adain);

    /**
     * Writes a call of this part.
     *
     * @param x maps
     * @param adain the layers' parameters
     * @return the output
     */
    public final Symbol script(Symbol x, Symbol adain) {
        return x.writer().call(this, List.of("x", "adain"), List.of(x, adain), in -> body(in.get(0), in.get(1)));
    }
}
