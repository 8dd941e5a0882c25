package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ui2i.core.Limits;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;

/** Where initial weights come from: a seed and a rule. Networks built in the same order from equal seeds are equal. */
public final class Weights {
    private final NDManager manager;
    private final Draws draws;
    private final Init init;
    private final Room room;

    private Weights(NDManager manager, Draws draws, Init init, Room room) {
        this.manager = manager;
        this.draws = draws;
        this.init = init;
        this.room = room;
    }

    /** How much memory there is for them, shared by all views. */
    private static final class Room {
        private final double limitMb = Tensors.device().isGpu() ? Double.POSITIVE_INFINITY : Limits.memoryMb();
        private double takenMb;

        Shape take(Shape shape) {
            double numbers = 1;
            for (long dimension : shape.getShape()) {
                check(dimension >= 0, "weights of shape %s: use fewer filters, halvings or layers", shape);
                numbers *= dimension;
            }
            takenMb += Float.BYTES * numbers / (1 << 20);
            check(
                    takenMb <= limitMb,
                    "the networks' weights would take more than %.0f MB, and there are %.0f MB: use fewer filters, halvings"
                            + " or layers",
                    takenMb,
                    limitMb);
            return shape;
        }
    }

    /**
     * A source of weights.
     *
     * @param seed the run's seed
     * @param init the rule
     * @return weights that live until the process ends; a network too large for the memory here is refused while it is
     *     built, with an {@link IllegalArgumentException}
     */
    public static Weights seeded(long seed, Init init) {
        NDManager manager = Tensors.scope();
        return new Weights(manager, Draws.seeded(seed, 0, manager), init, new Room());
    }

    /**
     * The same draws under another rule.
     *
     * @param other the rule
     * @return a view: draws go on where this source stands
     */
    public Weights with(Init other) {
        return new Weights(manager, draws, other, room);
    }

    NDArray weight(Shape shape, long fanIn, long fanOut) {
        return init.weight(draws, room.take(shape), fanIn, fanOut);
    }

    NDArray bias(long channels, long fanIn) {
        return init.bias(draws, room.take(new Shape(channels)), fanIn);
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
        return draws.uniform(Draws.Stream.WEIGHTS, room.take(shape));
    }

    NDArray normal(Shape shape, float std) {
        return Init.scaled(draws.normal(Draws.Stream.WEIGHTS, room.take(shape)), std);
    }

    NDArray constant(long channels, float value) {
        return constant(new Shape(channels), value);
    }

    NDArray constant(Shape shape, float value) {
        return manager.full(room.take(shape), value);
    }
}
