package org.ui2i.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;

/**
 * A plain convolution, 256 to 256 channels, 3x3, 64x64 pixels, run after every step: other work on the machine slows both,
 * so their ratio stays.
 */
final class Reference implements Listener, AutoCloseable {
    private static final int CHANNELS = 256, WINDOW = 3, PIXELS = 64;
    static final double GFLOP = 2.0 * CHANNELS * CHANNELS * WINDOW * WINDOW * PIXELS * PIXELS / 1e9;
    private final NDManager scope = Tensors.scope();
    private final NDArray x;
    private final NDArray weight;
    private final List<Double> milliseconds = new ArrayList<>();

    Reference() {
        Draws draws = Draws.seeded(1, 1, scope);
        x = draws.noise(new Shape(1, CHANNELS, PIXELS, PIXELS));
        weight = draws.noise(new Shape(CHANNELS, CHANNELS, WINDOW, WINDOW));
    }

    /** The second of two counts: the step before has emptied the caches. */
    @Override
    public void stepped(Progress progress) {
        milliseconds.add(Grad.off(() -> Timing.samples(() -> plain().close(), 1, 1))[0]);
    }

    /** By the engine's own door: {@code Ops.conv2d} computes as {@code UI2I_CONV} says. */
    private NDArray plain() {
        Shape zeros = new Shape(WINDOW / 2, WINDOW / 2);
        return Conv2d.conv2d(x, weight, null, new Shape(1, 1), zeros).singletonOrThrow();
    }

    Timing timing() {
        return Timing.of(milliseconds.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void close() {
        scope.close();
    }
}
