package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Adam (Kingma, Ba 2015) in torch's form, L2 weight decay inside the gradient.
 * <pre>
 * g = grad + wd p,  m = b1 m + (1 - b1) g,  v = b2 v + (1 - b2) g^2
 * p = p - lr / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)
 * </pre>
 * DJL's own has another epsilon and moments that cannot be saved.
 */
public final class Adam extends StatefulOptimizer {
    /**
     * Adam's numbers.
     *
     * @param learningRate lr, at least 0
     * @param beta1 b1 in [0, 1)
     * @param beta2 b2 in [0, 1)
     * @param epsilon eps, positive
     * @param weightDecay wd, at least 0
     */
    public record Config(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
        /** Checks the ranges. */
        public Config {
            check(learningRate >= 0, "learning rate is %s: use 0 or more", learningRate);
            check(beta1 >= 0 && beta1 < 1, "beta1 is %s: use a number in [0, 1)", beta1);
            check(beta2 >= 0 && beta2 < 1, "beta2 is %s: use a number in [0, 1)", beta2);
            check(epsilon > 0, "epsilon is %s: use a positive number", epsilon);
            check(weightDecay >= 0, "weight decay is %s: use 0 or more", weightDecay);
        }

        /**
         * The usual GAN setting: betas (0.5, 0.999), eps 1e-8.
         *
         * @param learningRate lr
         * @param weightDecay wd
         * @return the numbers
         */
        public static Config gan(double learningRate, double weightDecay) {
            return new Config(learningRate, 0.5, 0.999, 1e-8, weightDecay);
        }
    }

    private final Config config;

    /**
     * A fresh optimizer.
     *
     * @param config its numbers
     */
    public Adam(Config config) {
        super(config.learningRate(), List.of("m", "v"), List.of("t"));
        this.config = config;
    }

    @Override
    public void step(List<NDArray> params, List<NDArray> grads) {
        List<List<NDArray>> lists = List.of(params, grads, zeros("m", params), zeros("v", params), zeros("t", params));
        TorchArchive ops = TorchArchive.ops();
        try (NDArray rates =
                ops.rates(learningRate(), config.beta1, config.beta2, config.epsilon, config.weightDecay)) {
            ops.update("adam", lists, rates);
        }
    }
}
