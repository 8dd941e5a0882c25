package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class DigitsRunTest {
    @Test
    void sourceOnlyNeverTouchesTheFirstLayerOfB() {
        DigitsRun run = new DigitsRun(1);
        float[] before = run.sourceOnly().dis().state().get("first_b/weight").toFloatArray();
        run.train(2, 1, 1);
        assertArrayEquals(
                before, run.sourceOnly().dis().state().get("first_b/weight").toFloatArray());
        float[] b = run.unit().dis().state().get("first_b/weight").toFloatArray();
        assertFalse(Arrays.equals(before, b));
        assertTrue(run.seconds() > 0);
    }

    @Test
    void accuracyCountsRightAnswers() {
        try (NDManager scope = Tensors.scope()) {
            var logits = Tensors.of(scope, new float[] {2, 1, 0, 5, 1, 0}, new Shape(3, 2));
            assertEquals(2 / 3.0, DigitsCommittedRuns.accuracy(logits, new int[] {0, 1, 1}));
        }
    }
}
