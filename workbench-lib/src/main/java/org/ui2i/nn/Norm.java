package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
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
    /**
     * as {@link #INSTANCE_AFFINE}; besides, running statistics are gathered, by which the network normalises when it is
     * evaluated and draws otherwise than in training (StarGAN's public code, which therefore never evaluates)
     */
    INSTANCE_TRACKED {
        @Override
        Part part(int channels, Weights weights) {
            return new Affine(new TrackedInstanceNorm(channels, weights), channels, weights);
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
    },
    /** each layer mixes instance, layer and batch statistics by learned shares (RelGAN), see {@link SwitchableNorm} */
    SWITCHABLE {
        @Override
        Part part(int channels, Weights weights) {
            return new SwitchableNorm(channels, weights);
        }
    };

    private static final double EPS = 1e-5;
    private static final List<Integer> CHANNELS = List.of(1, -1, 1, 1);

    abstract Part part(int channels, Weights weights);

    /** Each image and channel by its own mean and variance. */
    private static Symbol byOwn(Symbol x) {
        return x.torch("instance_norm", null, null, null, null, true, 0.1, EPS, false);
    }

    private static final class Plain extends Part {
        @Override
        public NDArray forward(NDArray x) {
            return x;
        }

        @Override
        protected Symbol body(Symbol x) {
            return x;
        }
    }

    private static final class InstanceNorm extends Part {
        @Override
        public NDArray forward(NDArray x) {
            return Ops.instanceNorm(x);
        }

        @Override
        protected Symbol body(Symbol x) {
            return byOwn(x);
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

        @Override
        protected Symbol body(Symbol x) {
            Symbol scaled = normed.script(x).torch("mul", x.own(gamma).torch("reshape", CHANNELS));
            return scaled.torch("add", x.own(beta).torch("reshape", CHANNELS));
        }
    }

    /** A norm by statistics of the batch or of each image, whose running ones are used when it is evaluated. */
    private abstract static class Tracked extends Part {
        private final NDArray mean;
        private final NDArray var;

        Tracked(int channels, Weights weights) {
            mean = buffer("running_mean", weights.constant(channels, 0));
            var = buffer("running_var", weights.constant(channels, 1));
        }

        /** Normalises and moves the running statistics. */
        abstract NDArray normed(NDArray x, NDArray mean, NDArray var);

        /** Normalises as training does. */
        abstract Symbol normed(Symbol x);

        @Override
        public NDArray forward(NDArray x) {
            return evaluated() ? Ops.batchNormBy(x, mean, var) : normed(x, mean, var);
        }

        /** What is exported gathers no statistics. */
        @Override
        protected Symbol body(Symbol x) {
            return evaluated()
                    ? x.torch("batch_norm", null, null, x.own(mean), x.own(var), false, 0.1, EPS, false)
                    : normed(x);
        }
    }

    private static final class BatchNorm extends Tracked {
        BatchNorm(int channels, Weights weights) {
            super(channels, weights);
        }

        @Override
        NDArray normed(NDArray x, NDArray mean, NDArray var) {
            return Ops.batchNorm(x, mean, var);
        }

        @Override
        Symbol normed(Symbol x) {
            return x.torch("batch_norm", null, null, null, null, true, 0.1, EPS, false);
        }
    }

    private static final class TrackedInstanceNorm extends Tracked {
        TrackedInstanceNorm(int channels, Weights weights) {
            super(channels, weights);
        }

        @Override
        NDArray normed(NDArray x, NDArray mean, NDArray var) {
            return Ops.instanceNorm(x, mean, var);
        }

        @Override
        Symbol normed(Symbol x) {
            return byOwn(x);
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
