package org.ui2i.loss;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * The adversarial game on score maps. A discriminator gives one map a scale; the scales' losses are summed, each the mean
 * over its patches and the batch.
 */
public enum GanLoss {
    /** Goodfellow et al. 2014, non-saturating: D: -log s(real) - log(1 - s(fake)), G: -log s(fake), s the sigmoid. */
    BCE {
        @Override
        public NDArray real(NDArray score) {
            return Ops.bceWithLogits(score, score.onesLike());
        }

        @Override
        public NDArray fake(NDArray score) {
            return Ops.bceWithLogits(score, score.zerosLike());
        }

        @Override
        public NDArray fool(NDArray score) {
            return real(score);
        }
    },
    /** Mao et al. 2017: D: (D(real) - 1)^2 + D(fake)^2, G: (D(fake) - 1)^2, without halves. */
    LSGAN {
        @Override
        public NDArray real(NDArray score) {
            return score.sub(1f).square().mean();
        }

        @Override
        public NDArray fake(NDArray score) {
            return score.square().mean();
        }

        @Override
        public NDArray fool(NDArray score) {
            return real(score);
        }
    },
    /** Lim, Ye 2017: D: max(0, 1 - D(real)) + max(0, 1 + D(fake)), G: -D(fake). */
    HINGE {
        @Override
        public NDArray real(NDArray score) {
            return Ops.relu(score.neg().add(1f)).mean();
        }

        @Override
        public NDArray fake(NDArray score) {
            return Ops.relu(score.add(1f)).mean();
        }

        @Override
        public NDArray fool(NDArray score) {
            return score.mean().neg();
        }
    },
    /** Arjovsky et al. 2017: D: -D(real) + D(fake), G: -D(fake). D needs {@link Penalties#gradient} besides. */
    WASSERSTEIN {
        @Override
        public NDArray real(NDArray score) {
            return score.mean().neg();
        }

        @Override
        public NDArray fake(NDArray score) {
            return score.mean();
        }

        @Override
        public NDArray fool(NDArray score) {
            return real(score);
        }
    };

    /**
     * The discriminator's loss on real images.
     *
     * @param score D's map of real images
     * @return 0-dim
     */
    public abstract NDArray real(NDArray score);

    /**
     * The discriminator's loss on fakes.
     *
     * @param score D's map of fakes that carry no graph
     * @return 0-dim
     */
    public abstract NDArray fake(NDArray score);

    /**
     * The generator's loss.
     *
     * @param score D's map of fakes
     * @return 0-dim
     */
    public abstract NDArray fool(NDArray score);

    /**
     * The discriminator's loss.
     *
     * @param real D's maps of real images, one a scale
     * @param fake D's maps of fakes that carry no graph
     * @return 0-dim
     */
    public NDArray discriminator(List<NDArray> real, List<NDArray> fake) {
        return sum(real.stream().map(this::real).toList())
                .add(sum(fake.stream().map(this::fake).toList()));
    }

    /**
     * The generator's loss.
     *
     * @param fake D's maps of fakes
     * @return 0-dim
     */
    public NDArray generator(List<NDArray> fake) {
        return sum(fake.stream().map(this::fool).toList());
    }

    private static NDArray sum(List<NDArray> terms) {
        NDArray total = terms.get(0);
        for (NDArray term : terms.subList(1, terms.size())) {
            total = total.add(term);
        }
        return total;
    }
}
