package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;

/** Changes parameters by their gradients. The state can be saved and loaded, so a resumed run equals a straight one. */
public interface Optimizer extends AutoCloseable {
    /**
     * One step, in place.
     *
     * @param params the same list in the same order at every call
     * @param grads d loss / d params, without weight decay; they may be overwritten
     */
    void step(List<NDArray> params, List<NDArray> grads);

    /**
     * The rate now.
     *
     * @return learning rate, positive
     */
    double learningRate();

    /**
     * Changes the rate, for schedules.
     *
     * @param rate learning rate, at least 0
     */
    void setLearningRate(double rate);

    /**
     * Moments and step counts by name; empty before the first step.
     *
     * @return live arrays: copy or write them, do not close them
     */
    Map<String, NDArray> state();

    /**
     * Checks a saved state before it is taken over; the engine itself would not.
     *
     * @param state as {@link #state} gave it
     * @param params as {@link #step} will take them
     * @throws IllegalArgumentException if it is the state of other parameters or of another optimizer
     */
    void checkState(Map<String, NDArray> state, List<NDArray> params);

    /**
     * Takes over a saved state.
     *
     * @param state as {@link #state} gave it; the arrays are copied
     */
    void load(Map<String, NDArray> state);

    /** Frees the state. */
    @Override
    void close();
}
