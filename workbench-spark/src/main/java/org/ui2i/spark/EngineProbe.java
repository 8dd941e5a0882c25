package org.ui2i.spark;

import ai.djl.engine.EngineException;
import org.ui2i.run.Workers;
import org.ui2i.tensor.Tensors;

/** Starts the engine of an executor. What comes back is why it does not start, or nothing. */
record EngineProbe() implements Workers.Task<Integer, String> {
    @Override
    public String of(Integer place) {
        try {
            Tensors.root();
            return "";
        } catch (EngineException | LinkageError e) {
            return e.toString();
        }
    }
}
