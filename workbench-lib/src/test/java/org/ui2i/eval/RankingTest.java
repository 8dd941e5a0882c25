package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.Ranking.Distance;
import org.ui2i.tensor.Tensors;

class RankingTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray rows(int n, float... values) {
        return Tensors.of(manager, values, new Shape(n, values.length / n));
    }

    @Test
    void ranksByHand() {
        NDArray gallery = rows(3, 0, 4, 10);
        Ranking ranking = Ranking.of(rows(3, 1, 5, 6), gallery, new int[] {0, 2, 2}, Distance.L1);
        assertArrayEquals(new int[] {1, 3, 2}, ranking.ranks()); // distances 1 3 9, 5 1 5 (a tie), 6 2 4
        assertEquals(1 / 3., ranking.at(1), 1e-9);
        assertEquals(1, ranking.at(3), 1e-9);
        assertEquals(2 / 3., ranking.chance(2), 1e-9);
        assertEquals(1, ranking.chance(7), 1e-9);
    }

    @Test
    void tiesCountAgainst() {
        assertArrayEquals(
                new int[] {3},
                Ranking.of(rows(1, 2), rows(3, 1, 3, 1), new int[] {0}, Distance.L1)
                        .ranks());
        float nan = Float.NaN;
        assertArrayEquals(
                new int[] {2},
                Ranking.of(rows(1, nan), rows(2, 1, 3), new int[] {0}, Distance.L1)
                        .ranks());
    }

    @Test
    void theDistancesDiffer() {
        NDArray query = rows(1, 1, 1), gallery = rows(2, 9, 9, 1.5f, 0);
        int[] own = {0};
        assertEquals(2, Ranking.of(query, gallery, own, Distance.L1).ranks()[0]);
        assertEquals(2, Ranking.of(query, gallery, own, Distance.EUCLIDEAN).ranks()[0]);
        assertEquals(1, Ranking.of(query, gallery, own, Distance.COSINE).ranks()[0], "the direction is the same");
        // L1 4 against 3 + 2 = 5, Euclidean 4 against sqrt 13
        NDArray far = rows(2, 5, 1, 4, 3);
        assertEquals(1, Ranking.of(query, far, own, Distance.L1).ranks()[0]);
        assertEquals(2, Ranking.of(query, far, own, Distance.EUCLIDEAN).ranks()[0]);
        assertThrows(IllegalArgumentException.class, () -> Ranking.of(query, far, new int[] {2}, Distance.L1));
    }

    @Test
    void aCurveHasAnIntervalAtEachPoint() {
        TreeMap<Integer, double[]> runs = new TreeMap<>();
        runs.put(5, new double[] {3, 5});
        runs.put(1, new double[] {1, 1});
        ScoreCurve curve = ScoreCurve.of("K", "top-5", runs);
        assertTrue(curve.csv().startsWith("at,mean,low,high,seeds\n1,1.000000,1.000000,1.000000,2\n5,"), curve.csv());
        assertEquals(4 - 12.706, curve.points().get(1).value().low(), 1e-3); // sd sqrt 2, over sqrt 2
        assertTrue(curve.toString().startsWith("top-5 over K"), curve.toString());
    }
}
