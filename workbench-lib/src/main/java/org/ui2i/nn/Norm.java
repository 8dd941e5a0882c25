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
    /** as {@link #INSTANCE}, then a learned scale and shift a channel (COCO-FUNIT's content encoder) */
    INSTANCE_AFFINE {
        @Override
        Part part(int channels, Weights weights) {
            return new Affine(new InstanceNorm(), channels, weights);
        }
    },
    /** each image by the statistics of all its channels, which keeps the channels' relative scales (MUNIT, appendix) */
    LAYER {
        @Override
        Part part(int channels, Weights weights) {
            return new LayerNorm(channels, weights);
        }
    },
    /**
     * each channel by the batch's statistics, when the network is evaluated by those that training gathered, then a learned
     * scale and shift (Ioffe, Szegedy 2015; TUNIT's guiding network)
     */
    BATCH {
        @Override
        Part part(int channels, Weights weights) {
            return new Affine(new BatchNorm(channels, weights), channels, weights);
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

    /** A norm without affine part, then gamma and beta. */
    private static final class Affine extends Part {
        private final Part normed;
        private final NDArray gamma;
        private final NDArray beta;

        Affine(Part norm, int channels, Weights weights) {
            normed = child("statistics", norm);
            gamma = weight("gamma", weights.gain(channels));
            beta = weight("beta", weights.constant(channels, 0));
        }

        @Override
        public NDArray forward(NDArray x) { // (B, C, H, W)
            try (NDArray y = normed.forward(x)) {
                return Ops.affine(y, gamma, beta);
            }
        }
    }

    private static final class BatchNorm extends Part {
        private final NDArray mean;
        private final NDArray var;

        BatchNorm(int channels, Weights weights) {
            mean = buffer("running_mean", weights.constant(channels, 0));
            var = buffer("running_var", weights.constant(channels, 1));
        }

        @Override
        public NDArray forward(NDArray x) {
            return evaluated() ? Ops.batchNormBy(x, mean, var) : Ops.batchNorm(x, mean, var);
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
