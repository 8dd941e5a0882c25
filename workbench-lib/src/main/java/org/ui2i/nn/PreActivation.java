package org.ui2i.nn;

import ai.djl.ndarray.NDArray;

/** What a pre-activation block does to a map before each convolution. */
public enum PreActivation {
    /** leaky ReLU of slope 0.2 (FUNIT, COCO-FUNIT) */
    LEAKY_RELU {
        @Override
        Part part(int channels, Weights weights) {
            return new Leaky();
        }
    },
    /** {@link FilterResponseNorm} with its own threshold (TUNIT) */
    FILTER_RESPONSE {
        @Override
        Part part(int channels, Weights weights) {
            return new FilterResponseNorm(channels, weights);
        }
    };

    abstract Part part(int channels, Weights weights);

    /** The activation as a part without weights. */
    static final class Leaky extends Part {
        @Override
        public NDArray forward(NDArray x) {
            return Activation.LEAKY_RELU.apply(x);
        }
    }
}
