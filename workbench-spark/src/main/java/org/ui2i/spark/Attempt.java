package org.ui2i.spark;

import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.ui2i.run.Workers;

/**
 * What came of a piece. A refusal travels as a result: Spark would try again what no try can do.
 *
 * @param value of the task; null if it refused
 * @param refusal why; null if it did not
 * @param <R> the result's type
 */
record Attempt<R extends Serializable>(@Nullable R value, @Nullable String refusal) implements Serializable {
    static <T extends Serializable, R extends Serializable> Attempt<R> of(Workers.Task<T, R> task, T piece) {
        try {
            return new Attempt<>(task.of(piece), null);
        } catch (IllegalArgumentException e) {
            return new Attempt<>(null, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    R result() {
        if (value == null) {
            throw new IllegalArgumentException(refusal);
        }
        return value;
    }
}
