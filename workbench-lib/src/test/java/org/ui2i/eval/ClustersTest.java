package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ui2i.core.Seeds;
import org.ui2i.eval.Clusters.Normaliser;
import org.ui2i.tensor.Tensors;

class ClustersTest {
    private static final List<String> TRUTH = List.of("x", "x", "y", "y");
    private static final List<String> FINER = List.of("0", "0", "1", "2");

    @Test
    void nmiByHand() {
        // H(truth) = log 2, H(finer) = 1.5 log 2, I = log 2
        assertEquals(2 / 2.5, Clusters.nmi(FINER, TRUTH, Normaliser.MEAN), 1e-9);
        assertEquals(1 / Math.sqrt(1.5), Clusters.nmi(FINER, TRUTH, Normaliser.GEOMETRIC), 1e-9);
        assertEquals(1 / 1.5, Clusters.nmi(FINER, TRUTH, Normaliser.MAX), 1e-9);
        assertEquals(1, Clusters.nmi(FINER, TRUTH, Normaliser.MIN), 1e-9);
        List<String> across = List.of("0", "1", "0", "1");
        assertEquals(0, Clusters.nmi(across, TRUTH, Normaliser.MEAN), 1e-9);
        List<String> one = List.of("0", "0", "0", "0");
        assertEquals(0, Clusters.nmi(one, TRUTH, Normaliser.MIN), 1e-9);
        assertEquals(1, Clusters.nmi(one, one, Normaliser.MEAN), 1e-9);
    }

    @Test
    void ariByHand() {
        // pairs together in both 1, in truth 2, in finer 1, of all 6: E = 1/3
        assertEquals((1 - 1 / 3.) / (1.5 - 1 / 3.), Clusters.ari(FINER, TRUTH), 1e-9);
        assertEquals(1, Clusters.ari(List.of("b", "b", "a", "a"), TRUTH), 1e-9, "names do not matter");
        // 0 1 0 1: together in both 0, E = 2 * 2 / 6
        assertEquals((0 - 2 / 3.) / (2 - 2 / 3.), Clusters.ari(List.of("0", "1", "0", "1"), TRUTH), 1e-9);
        assertEquals(1, Clusters.ari(TRUTH, TRUTH), 1e-9);
    }

    @Test
    void extraClustersCountAsWrong() {
        assertEquals(.75, Clusters.accuracy(FINER, TRUTH), 1e-9);
        assertEquals(.5, Clusters.accuracy(List.of("0", "0", "0", "0"), TRUTH), 1e-9, "too few clusters");
        assertEquals(.25, Clusters.accuracy(List.of("0", "1", "2", "3"), List.of("x", "x", "x", "x")), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> Clusters.accuracy(FINER, List.of("x")));
    }

    @Test
    void theMatchIsTheBestAndNotTheGreedyOne() {
        // counts 5 4 / 4 0: taking the 5 first leaves 0; the best match has 8 of 13
        List<String> clusters = repeat("a", 9, "b", 4), classes = repeat("x", 5, "y", 4, "x", 4);
        assertEquals(8 / 13., Clusters.accuracy(clusters, classes), 1e-9);
    }

    private static List<String> repeat(Object... parts) {
        return IntStream.range(0, parts.length / 2)
                .boxed()
                .flatMap(i -> Collections.nCopies((Integer) parts[2 * i + 1], (String) parts[2 * i]).stream())
                .toList();
    }

    @Test
    void assignmentsAreTheCheapestOfAll() {
        for (int trial = 0; trial < 40; trial++) {
            int n = 1 + trial % 5, m = n + trial % 3;
            double[][] cost = new double[n][m];
            for (int i = 0; i < n * m; i++) {
                cost[i / m][i % m] = Math.floor(Seeds.uniform(trial, i) * 10) - 4; // ties and negative costs
            }
            int[] columns = Assignment.cheapest(cost);
            assertEquals(n, Arrays.stream(columns).distinct().count(), "each column once");
            double sum =
                    IntStream.range(0, n).mapToDouble(i -> cost[i][columns[i]]).sum();
            assertEquals(best(cost, 0, new boolean[m]), sum, 1e-9);
        }
    }

    private static double best(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.min(best, cost[row][j] + best(cost, row + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }

    @Test
    void kMeansFindsClustersThatLieApart() {
        float[] values = new float[60 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Seeds.uniform(3, i) + (i / 2 % 3 == i % 2 ? 10 : 0); // three corners of a square
        }
        List<String> truth = IntStream.range(0, 60).mapToObj(i -> "c" + i % 3).toList();
        try (NDManager manager = Tensors.scope()) {
            List<String> found = Clusters.kMeans(Tensors.of(manager, values, new Shape(60, 2)), 3, 1);
            assertEquals(1, Clusters.accuracy(found, truth));
            List<String> four = Clusters.kMeans(Tensors.of(manager, values, new Shape(60, 2)), 4, 1);
            assertEquals(4, four.stream().distinct().count());
            assertTrue(Clusters.accuracy(four, truth) < 1);
        }
    }

    @Test
    void confusionsByHand() {
        Confusion table = Confusion.of(List.of("a", "a", "a", "b"), List.of("a", "a", "b", "c"));
        assertEquals(List.of("a", "b", "c"), table.classes());
        assertEquals("[[2, 1, 0], [0, 0, 1], [0, 0, 0]]", Arrays.deepToString(table.counts()));
        assertEquals(.5, table.accuracy(), 1e-9);
        assertEquals(1, table.rows().get(0).precision(), 1e-9);
        assertEquals(2 / 3., table.rows().get(0).recall(), 1e-9);
        assertEquals(0, table.rows().get(1).precision(), 1e-9);
        assertEquals(0, table.rows().get(1).recall(), 1e-9);
        assertEquals(3, table.rows().get(0).n());
        assertEquals((2 / 3. + 0) / 2, table.balancedAccuracy(), 1e-9, "c does not occur");
        assertTrue(table.text().contains("accuracy 0.500, mean recall 0.333"), table.text());
    }
}
