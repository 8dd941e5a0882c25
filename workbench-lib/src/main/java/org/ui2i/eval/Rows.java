package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;

/** Rows of numbers in float64, outside the engine: codes, features, logits. */
final class Rows {
    private Rows() {}

    /** (N, ...) as N rows. */
    static double[][] of(NDArray x) {
        long[] shape = x.getShape().getShape();
        check(shape.length >= 2 && shape[0] > 0, "rows of shape %s: use (N, ...) with N of 1 or more", x.getShape());
        return of(x.toFloatArray(), (int) shape[0]);
    }

    static double[][] of(float[] values, int n) {
        double[][] rows = new double[n][values.length / n];
        for (int i = 0; i < values.length; i++) {
            rows[i / rows[0].length][i % rows[0].length] = values[i];
        }
        return rows;
    }

    static void checkWidths(double[][] x, double[][] y) {
        check(x[0].length == y[0].length, "rows of %d and %d numbers: use equal sizes", x[0].length, y[0].length);
    }

    static double[] mean(double[][] x) {
        double[] mean = new double[x[0].length];
        for (double[] row : x) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += row[k] / x.length;
            }
        }
        return mean;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /** Euclidean distance. */
    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }

    /** Where the largest number stands; the first of equal ones. */
    static int largest(double[] row) {
        int best = 0;
        for (int j = 1; j < row.length; j++) {
            best = row[j] > row[best] ? j : best;
        }
        return best;
    }

    /** Each row's softmax. */
    static double[][] softmax(double[][] logits) {
        return Arrays.stream(logits).map(Rows::softmax).toArray(double[][]::new);
    }

    private static double[] softmax(double[] logits) {
        double top = Arrays.stream(logits).max().orElse(0);
        double[] e = Arrays.stream(logits).map(v -> Math.exp(v - top)).toArray();
        double total = Arrays.stream(e).sum();
        return Arrays.stream(e).map(v -> v / total).toArray();
    }

    /** Some rows in random order, without repeats. */
    static double[][] draw(double[][] x, int n, long key) {
        int[] order = Seeds.permutation(key, x.length);
        return IntStream.range(0, n).mapToObj(i -> x[order[i]]).toArray(double[][]::new);
    }
}
