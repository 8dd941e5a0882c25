package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Draws.Stream;

class DrawsTest {
    private static float[] normals(long seed, long step, int skip) {
        try (NDManager manager = Tensors.scope()) {
            Draws draws = Draws.seeded(seed, step, manager);
            for (int i = 0; i < skip; i++) {
                draws.uniform(Stream.AUGMENTATION, new Shape(3));
            }
            return draws.noise(new Shape(100, 1000)).toFloatArray();
        }
    }

    @Test
    void aDrawIsAFunctionOfItsKeyAlone() {
        assertArrayEquals(normals(1, 2, 0), normals(1, 2, 0));
        assertArrayEquals(normals(1, 2, 0), normals(1, 2, 5)); // another stream's draws shift nothing
        assertFalse(Arrays.equals(normals(1, 2, 0), normals(1, 3, 0)));
        assertFalse(Arrays.equals(normals(1, 2, 0), normals(2, 2, 0)));
    }

    @Test
    void normalsHaveMeanZeroVarianceOneAndNormalTails() {
        float[] x = normals(7, 1, 0);
        double sum = 0;
        double squares = 0;
        int beyond = 0;
        for (float value : x) {
            sum += value;
            squares += value * value;
            beyond += Math.abs(value) > 1.96 ? 1 : 0;
        }
        assertEquals(0, sum / x.length, 0.01);
        assertEquals(1, squares / x.length, 0.02);
        assertEquals(0.05, beyond / (double) x.length, 0.003);
    }

    @Test
    void masksDropTheShareAskedFor() {
        try (NDManager manager = Tensors.scope()) {
            float[] mask =
                    Draws.seeded(1, 1, manager).keep(0.3, new Shape(100_000)).toFloatArray();
            double kept = 0;
            for (float value : mask) {
                assertEquals(0, value * (1 - value));
                kept += value;
            }
            assertEquals(0.7, kept / mask.length, 0.01);
        }
    }

    @Test
    void permutationsHoldEachIndexOnce() {
        try (NDManager manager = Tensors.scope()) {
            int[] order = Draws.seeded(1, 1, manager).permutation(Stream.ORDER, 50);
            int[] sorted = order.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < 50; i++) {
                assertEquals(i, sorted[i]);
            }
            assertFalse(Arrays.equals(order, sorted));
        }
    }
}
