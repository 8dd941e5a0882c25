package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class PrincipalAxesTest {
    /** Four corners of a rectangle, 10 by 2, turned by 3-4-5 and moved. */
    @Test
    void theLongestDirectionComesFirst() {
        float[] corners = new float[8];
        int i = 0;
        for (int[] c : new int[][] {{5, 1}, {5, -1}, {-5, 1}, {-5, -1}}) {
            corners[i++] = (3 * c[0] - 4 * c[1]) / 5f + 7;
            corners[i++] = (4 * c[0] + 3 * c[1]) / 5f - 2;
        }
        try (NDManager scope = Tensors.scope()) {
            PrincipalAxes axes = PrincipalAxes.of(Tensors.of(scope, corners, new Shape(4, 2)), 2);
            assertEquals(25 / 26.0, axes.shares()[0], 1e-6);
            assertEquals(1 / 26.0, axes.shares()[1], 1e-6);
            for (double[] row : axes.coordinates()) {
                assertEquals(5, Math.abs(row[0]), 1e-5);
                assertEquals(1, Math.abs(row[1]), 1e-5);
            }
            assertEquals(axes.coordinates()[0][0], axes.coordinates()[1][0], 1e-5);
            assertEquals(-axes.coordinates()[0][0], axes.coordinates()[2][0], 1e-5);
        }
    }

    @Test
    void equalCodesHaveNoAxes() {
        try (NDManager scope = Tensors.scope()) {
            assertThrows(IllegalArgumentException.class, () -> PrincipalAxes.of(scope.ones(new Shape(3, 2)), 1));
            assertThrows(IllegalArgumentException.class, () -> PrincipalAxes.of(scope.ones(new Shape(3, 2)), 3));
        }
    }
}
