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
    void bStartsAsACopyOfAThatUnitChangesAndSourceOnlyDoesNotKnow() {
        DigitsRun run = new DigitsRun(1);
        float[] fresh = run.unit().dis().state().get("first_b/weight").toFloatArray();
        run.train(2, 1, 1);
        float[] a = run.unit().dis().state().get("first_a/weight").toFloatArray();
        float[] b = run.unit().dis().state().get("first_b/weight").toFloatArray();
        assertArrayEquals(a, b, 1e-3f); // one step of 3e-4 each
        assertFalse(Arrays.equals(a, b));
        assertTrue(Math.abs(fresh[0] - a[0]) > 1e-3);
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
