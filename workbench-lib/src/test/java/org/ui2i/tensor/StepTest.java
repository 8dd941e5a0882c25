package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StepTest {
    @Test
    void playersShareAForwardUntilTheLastOneTakesIt() {
        try (NDManager manager = Tensors.scope()) {
            Step step = new Step(manager, 1, 1);
            Object model = new Object();
            int[] runs = {0};
            Supplier<NDArray> work = () -> manager.create(runs[0]++);
            NDArray first = step.once(model, "x", work);
            assertSame(first, step.once(model, "x", work));
            assertSame(first, step.last(model, "x", work));
            assertEquals(1, runs[0]);
            NDArray fresh = step.last(model, "x", work);
            assertNotSame(first, fresh);
            assertNotSame(fresh, step.once(model, "x", work));
            assertEquals(3, runs[0]);
            step.once(new Object(), "x", work);
            assertEquals(4, runs[0], "another model's is another computation");
        }
    }
}
