package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import org.ui2i.tensor.Ops;

/** Pointwise non-linearities. */
public enum Activation {
    /** x */
    NONE {
        @Override
        public NDArray apply(NDArray x) {
            return x;
        }

        @Override
        Symbol script(Symbol x) {
            return x;
        }
    },
    /** max(x, 0) */
    RELU {
        @Override
        public NDArray apply(NDArray x) {
            return Ops.relu(x);
        }

        @Override
        Symbol script(Symbol x) {
            return x.torch("relu");
        }
    },
    /** x, or 0.2 x below 0 */
    LEAKY_RELU {
        @Override
        public NDArray apply(NDArray x) {
            return Ops.leakyRelu(x, 0.2f);
        }

        @Override
        Symbol script(Symbol x) {
            return x.torch("leaky_relu", 0.2);
        }
    },
    /** x, or 0.01 x below 0 */
    LEAKY_RELU_001 {
        @Override
        public NDArray apply(NDArray x) {
            return Ops.leakyRelu(x, 0.01f);
        }

        @Override
        Symbol script(Symbol x) {
            return x.torch("leaky_relu", 0.01);
        }
    },
    /** tanh, for images in [-1, 1] */
    TANH {
        @Override
        public NDArray apply(NDArray x) {
            return x.tanh();
        }

        @Override
        Symbol script(Symbol x) {
            return x.torch("tanh");
        }
    };

    /**
     * Applies the function.
     *
     * @param x any shape
     * @return the same shape
     */
    public abstract NDArray apply(NDArray x);

    /** The same, as TorchScript. */
    abstract Symbol script(Symbol x);
}
