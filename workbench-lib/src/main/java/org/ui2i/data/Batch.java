package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import org.ui2i.tensor.Step;

/** What one training step sees. */
public interface Batch {
    /**
     * The step that the batch was drawn for: its number, memory and random draws.
     *
     * @return the step
     */
    Step step();

    /**
     * Names of the files or items in the batch, for messages.
     *
     * @return at least one name
     */
    List<String> sources();

    /**
     * A part of the batch, for trainings that accumulate gradients.
     *
     * @param part the part's step, which owns its arrays
     * @param index which part, from 0
     * @return the images from {@code index * B / parts} on, B / parts of them; {@link #sources} are still the whole batch's
     * @throws IllegalArgumentException if these batches cannot be cut
     */
    default Batch part(Step part, int index) {
        throw new IllegalArgumentException(
                "a " + getClass().getSimpleName() + " is no batch that can be cut into parts: leave accumulate out");
    }

    /**
     * A part of an array with a row an image.
     *
     * @param all of the whole batch, (B, ...)
     * @param part the part's step, which owns the result
     * @param index which part, from 0
     * @return (B / parts, ...), a copy
     */
    static NDArray rows(NDArray all, Step part, int index) {
        long size = all.getShape().get(0) / part.parts();
        try (NDArray view = all.get(new NDIndex("{}:{}", index * size, (index + 1) * size))) {
            NDArray rows = view.duplicate();
            rows.attach(part.manager());
            return rows;
        }
    }
}
