package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Draws.Stream;
import org.ui2i.tensor.Ops;

/** Rules for initial weights of convolutions and linear layers. */
public enum Init {
    /** He et al. 2015: N(0, 2 / fan_in), biases 0. */
    KAIMING {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return scaled(draws.normal(Stream.WEIGHTS, shape), (float) Math.sqrt(2.0 / fanIn));
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return scaled(draws.uniform(Stream.WEIGHTS, shape), 0f);
        }
    },
    /**
     * As KAIMING, but with rows of mean 0: features that are all positive and alike on average then move no output more than
     * another. The head of pseudo domains in TUNIT's guiding network.
     */
    BALANCED {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            NDArray w = KAIMING.weight(draws, shape, fanIn, fanOut);
            NDArray mean = w.mean(new int[] {1}, true);
            NDArray out = w.sub(mean);
            mean.close();
            w.close();
            return out;
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return KAIMING.bias(draws, shape, fanIn);
        }
    },
    /** N(0, 0.02^2), biases 0: discriminators of MUNIT's time. */
    GAUSSIAN {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return scaled(draws.normal(Stream.WEIGHTS, shape), 0.02f);
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return KAIMING.bias(draws, shape, fanIn);
        }
    },
    /** As GAUSSIAN, and gains of norms N(1, 0.02^2): pix2pix. */
    GAUSSIAN_GAINS {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return GAUSSIAN.weight(draws, shape, fanIn, fanOut);
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return KAIMING.bias(draws, shape, fanIn);
        }

        @Override
        float gainSpread() {
            return 0.02f;
        }
    },
    /** N(0, 0.01^2), biases 0: the style head of TUNIT's guiding network. */
    SMALL {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return scaled(draws.normal(Stream.WEIGHTS, shape), 0.01f);
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return KAIMING.bias(draws, shape, fanIn);
        }
    },
    /** N(0, 0.02^2), biases uniform within 1 / sqrt(fan_in): the code of the UNIT paper. */
    GAUSSIAN_UNIFORM_BIAS {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return GAUSSIAN.weight(draws, shape, fanIn, fanOut);
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return within(draws, shape, (float) (1 / Math.sqrt((double) fanIn)));
        }
    },
    /** uniform within 1 / sqrt(fan_in), weights and biases: PyTorch's own rule, where a code sets none. */
    UNIFORM {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return within(draws, shape, (float) (1 / Math.sqrt((double) fanIn)));
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            return GAUSSIAN_UNIFORM_BIAS.bias(draws, shape, fanIn);
        }
    },
    /** Glorot, Bengio 2010, uniform, gain sqrt(2), biases 0.1: the discriminator of UNIT's domain adaptation. */
    XAVIER {
        @Override
        NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut) {
            return within(draws, shape, (float) Math.sqrt(2 * 6.0 / (fanIn + fanOut)));
        }

        @Override
        NDArray bias(Draws draws, Shape shape, long fanIn) {
            NDArray zeros = KAIMING.bias(draws, shape, fanIn);
            NDArray out = zeros.add(0.1f);
            zeros.close();
            return out;
        }
    };

    abstract NDArray weight(Draws draws, Shape shape, long fanIn, long fanOut);

    abstract NDArray bias(Draws draws, Shape shape, long fanIn);

    /** Standard deviation of the norms' gains around 1; at 0 nothing is drawn for them. */
    float gainSpread() {
        return 0;
    }

    static NDArray scaled(NDArray x, float factor) {
        NDArray out = Ops.scale(x, factor);
        x.close();
        return out;
    }

    private static NDArray within(Draws draws, Shape shape, float bound) {
        NDArray u = draws.uniform(Stream.WEIGHTS, shape);
        NDArray centred = u.sub(0.5f);
        u.close();
        return scaled(centred, 2 * bound);
    }
}
