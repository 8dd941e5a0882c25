package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class FeatureDistanceTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray rows(int n, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensors.of(manager, floats, new Shape(n, values.length / n));
    }

    @Test
    void frechetInOneDimensionByHand() {
        // means 1 and 5, variances 2 and 8: 16 + (sqrt 8 - sqrt 2)^2 = 16 + 2
        assertEquals(18, FeatureDistance.frechet(rows(2, 0, 2), rows(2, 3, 7)), 1e-4);
    }

    @Test
    void frechetOfCovariancesThatDoNotCommuteByHand() {
        NDArray r = rows(4, 2, 0, -2, 0, 0, 1, 0, -1); // S_r = diag(8/3, 2/3)
        NDArray g = rows(4, 1, 1, -1, -1, 1, 0, -1, 0); // S_g = (4/3 2/3 / 2/3 2/3)
        // of a 2 x 2 matrix: Tr M^1/2 = sqrt(Tr M + 2 sqrt(det M)), M = S_r S_g: Tr 4, det 64/81
        assertEquals(10 / 3. + 2 - 2 * Math.sqrt(4 + 16 / 9.), FeatureDistance.frechet(r, g), 1e-4);
    }

    @Test
    void frechetOfScaledAndMovedSetsInManyDimensions() {
        NDArray x = manager.randomNormal(new Shape(300, 48)).matMul(manager.randomNormal(new Shape(48, 48)));
        assertEquals(0, FeatureDistance.frechet(x, x), 1e-6);
        assertEquals(48 * 9, FeatureDistance.frechet(x, x.add(3f)), .01);
        double[][] rows = Rows.of(x);
        double[] mean = Rows.mean(rows);
        double spread = 0;
        for (double[] row : rows) {
            spread += Math.pow(Rows.distance(row, mean), 2) / 299;
        }
        double expected = Rows.dot(mean, mean) + spread; // S_g = 4 S_r: Tr(S_r + 4 S_r - 4 S_r)
        assertEquals(expected, FeatureDistance.frechet(x, x.add(x)), expected * 1e-5);
    }

    @Test
    void fewerImagesThanDimensionsStillGiveANumber() {
        NDArray x = manager.randomNormal(new Shape(5, 20)), y = manager.randomNormal(new Shape(5, 20));
        assertEquals(FeatureDistance.frechet(x, y), FeatureDistance.frechet(y, x), 1e-3);
        assertThrows(IllegalArgumentException.class, () -> FeatureDistance.frechet(x, rows(1, new double[20])));
        assertThrows(IllegalArgumentException.class, () -> FeatureDistance.frechet(x, rows(2, 1, 2)));
    }

    @Test
    void kernelDistanceByHand() {
        // k(0, 1) = 1; k(2, 3) = 343; across: 1, 1, 27, 64
        assertEquals(1 + 343 - 2 * 93 / 4., FeatureDistance.kernel(rows(2, 0, 1), rows(2, 2, 3)), 1e-9);
        // d = 2: k = (x.y / 2 + 1)^3; within: 1 (orthogonal); 8 and 8; across: (1.5)^3, 2^3 twice
        NDArray r = rows(2, 1, 0, 0, 1), g = rows(2, 1, 1, 2, 0);
        double across = (3.375 + 8 + 3.375 + 1) / 4; // (r1.g1, r1.g2, r2.g1, r2.g2) = 1, 2, 1, 0
        assertEquals(1 + 8 - 2 * across, FeatureDistance.kernel(r, g), 1e-9);
    }

    @Test
    void kernelDistanceIsUnbiasedAndMayBeNegative() {
        // the same two points twice: k(0, 0) = 1, k(1, 1) = 8, k(0, 1) = 1
        assertEquals(1 + 1 - 2 * (1 + 1 + 1 + 8) / 4., FeatureDistance.kernel(rows(2, 0, 1), rows(2, 0, 1)), 1e-9);
    }

    @Test
    void subsetsAreDrawnWithoutReplacementAndSeeded() {
        NDArray r = manager.randomNormal(new Shape(9, 3)), g = manager.randomNormal(new Shape(9, 3));
        assertEquals(FeatureDistance.kernel(r, g), FeatureDistance.kernel(r, g, 9, 3, 1), 1e-9, "all rows each time");
        double once = FeatureDistance.kernel(r, g, 4, 5, 1);
        assertEquals(once, FeatureDistance.kernel(r, g, 4, 5, 1));
        assertNotEquals(once, FeatureDistance.kernel(r, g, 4, 5, 2));
        assertThrows(IllegalArgumentException.class, () -> FeatureDistance.kernel(r, g, 10, 1, 1));
    }

    @Test
    void densityAndCoverageByHand() {
        NDArray real = rows(4, 0, 1, 3, 7);
        NDArray generated = rows(3, .5, 3, 20);
        // k = 1: radii 1, 1, 2, 4; .5 lies in the balls of 0 and 1, 3 in its own, on the edge of 7's, 20 in none
        Manifold one = Manifold.of(real, generated, 1);
        assertEquals(3 / 3., one.density(), 1e-9);
        assertEquals(3 / 4., one.coverage(), 1e-9);
        // k = 2: radii 3, 2, 3, 6; .5 lies in those of 0, 1, 3; 3 in those of 3 and 7
        Manifold two = Manifold.of(real, generated, 2);
        assertEquals(5 / (2 * 3.), two.density(), 1e-9);
        assertEquals(1, two.coverage(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> Manifold.of(real, generated, 4));
    }
}
