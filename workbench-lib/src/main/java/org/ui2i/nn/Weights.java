package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;

/** Where initial weights come from: a seed and a rule. Networks built in the same order from equal seeds are equal. */
public final class Weights {
    private final NDManager manager;
    private final Draws draws;
    private final Init init;

    private Weights(NDManager manager, Draws draws, Init init) {
        this.manager = manager;
        this.draws = draws;
        this.init = init;
    }

    /**
     * A source of weights.
     *
     * @param seed the run's seed
     * @param init the rule
     * @return weights that live until the process ends
     */
    public static Weights seeded(long seed, Init init) {
        NDManager manager = Tensors.scope();
        return new Weights(manager, Draws.seeded(seed, 0, manager), init);
    }

    /**
     * The same draws under another rule.
     *
     * @param other the rule
     * @return a view: draws go on where this source stands
     */
    public Weights with(Init other) {
        return new Weights(manager, draws, other);
    }

    NDArray weight(Shape shape, long fanIn, long fanOut) {
        return init.weight(draws, shape, fanIn, fanOut);
    }

    NDArray bias(long channels, long fanIn) {
        return init.bias(draws, new Shape(channels), fanIn);
    }

    /** Gains of a norm, one a channel. */
    NDArray gain(long channels) {
        float spread = init.gainSpread();
        if (spread == 0) {
            return constant(channels, 1);
        }
        try (NDArray deviation = normal(new Shape(channels), spread)) {
            return deviation.add(1f);
        }
    }

    NDArray uniform(Shape shape) {
        return draws.uniform(Draws.Stream.WEIGHTS, shape);
    }

    NDArray normal(Shape shape, float std) {
        return Init.scaled(draws.normal(Draws.Stream.WEIGHTS, shape), std);
    }

    NDArray constant(long channels, float value) {
        return constant(new Shape(channels), value);
    }

    NDArray constant(Shape shape, float value) {
        return manager.full(shape, value);
    }
}
