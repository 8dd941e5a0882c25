package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * RMSProp (Hinton, lecture 6e) in torch's form, L2 weight decay inside the gradient, no momentum, not centred.
 * <pre>
 * g = grad + wd p,  v = alpha v + (1 - alpha) g^2,  p = p - lr g / (sqrt(v) + eps)
 * </pre>
 * DJL's own throws on this engine.
 */
public final class RmsProp extends StatefulOptimizer {
    /**
     * RMSProp's numbers.
     *
     * @param learningRate lr, at least 0
     * @param alpha smoothing in [0, 1)
     * @param epsilon eps, positive
     * @param weightDecay wd, at least 0
     */
    public record Config(double learningRate, double alpha, double epsilon, double weightDecay) {
        /** Checks the ranges. */
        public Config {
            check(learningRate >= 0, "learning rate is %s: use 0 or more", learningRate);
            check(alpha >= 0 && alpha < 1, "alpha is %s: use a number in [0, 1)", alpha);
            check(epsilon > 0, "epsilon is %s: use a positive number", epsilon);
            check(weightDecay >= 0, "weight decay is %s: use 0 or more", weightDecay);
        }
    }

    private final Config config;

    /**
     * A fresh optimizer.
     *
     * @param config its numbers
     */
    public RmsProp(Config config) {
        super(config.learningRate(), List.of("v"), List.of());
        this.config = config;
    }

    @Override
    public void step(List<NDArray> params, List<NDArray> grads) {
        List<List<NDArray>> lists = List.of(params, grads, zeros("v", params));
        TorchArchive ops = TorchArchive.ops();
        try (NDArray rates = ops.rates(learningRate(), config.alpha, config.epsilon, config.weightDecay)) {
            ops.update("rmsprop", lists, rates);
        }
    }
}
