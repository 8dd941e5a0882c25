package org.ui2i.data;

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
}
