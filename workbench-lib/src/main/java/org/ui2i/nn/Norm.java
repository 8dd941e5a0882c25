package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Ops;

/** Which statistics a layer's output is normalised by. */
public enum Norm {
    /** none */
    NONE {
        @Override
        Part part(int channels, Weights weights) {
            return new Plain();
        }
    },
    /** each image and channel by its own mean and variance, no affine part: takes the style out */
    INSTANCE {
        @Override
        Part part(int channels, Weights weights) {
            return new InstanceNorm();
        }
    },
    /** each image by the statistics of all its channels, which keeps the channels' relative scales (MUNIT, appendix) */
    LAYER {
        @Override
        Part part(int channels, Weights weights) {
            return new LayerNorm(channels, weights);
        }
    },
    /** each channel by the batch's statistics, then a learned shift, no scale (UNIT's domain adaptation) */
    BATCH_SHIFT {
        @Override
        Part part(int channels, Weights weights) {
            return new BatchNormShift(channels, weights);
        }
    };

    abstract Part part(int channels, Weights weights);

    private static final class Plain extends Part {
        @Override
        public NDArray forward(NDArray x) {
            return x;
        }
    }

    private static final class InstanceNorm extends Part {
        @Override
        public NDArray forward(NDArray x) {
            return Ops.instanceNorm(x);
        }
    }

    private static final class BatchNormShift extends Part {
        private final NDArray mean;
        private final NDArray var;
        private final NDArray bias;

        BatchNormShift(int channels, Weights weights) {
            mean = buffer("running_mean", weights.constant(channels, 0));
            var = buffer("running_var", weights.constant(channels, 1));
            bias = weight("bias", weights.normal(new Shape(channels), 0.002f));
        }

        @Override
        public NDArray forward(NDArray x) {
            try (NDArray normed = Ops.batchNorm(x, mean, var)) {
                return normed.add(bias.reshape(1, -1, 1, 1));
            }
        }
    }
}
