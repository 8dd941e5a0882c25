package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Quality and variety apart (Naeem et al. 2020): each real image has a ball round its features that reaches to its k-th
 * nearest real neighbour; do generated images lie in such balls, and do all balls hold one? Rows (N, d) as in
 * {@link FeatureDistance}.
 *
 * @param density mean number of balls that hold a generated image, over k; about 1 for real images, may exceed it
 * @param coverage share of balls that hold a generated image; below 1 even for real ones
 * @param k neighbours
 */
public record Manifold(double density, double coverage, int k) {
    /** The usual number of neighbours. */
    public static final int NEIGHBOURS = 5;

    /**
     * Density and coverage with k = 5.
     *
     * @param real (N, d), more than 5 rows
     * @param generated (M, d)
     * @return both
     */
    public static Manifold of(NDArray real, NDArray generated) {
        return of(Rows.of(real), Rows.of(generated), NEIGHBOURS);
    }

    /**
     * Density and coverage.
     * <pre>
     * density  = 1 / (k M) sum_j sum_i [|g_j - r_i| < NN_k(r_i)]
     * coverage = 1 / N sum_i [some j: |g_j - r_i| < NN_k(r_i)],   NN_k: distance to the k-th nearest other real row
     * </pre>
     *
     * @param real (N, d), more than k rows
     * @param generated (M, d)
     * @param k neighbours, at least 1
     * @return both
     */
    public static Manifold of(NDArray real, NDArray generated, int k) {
        return of(Rows.of(real), Rows.of(generated), k);
    }

    static Manifold of(double[][] real, double[][] generated, int k) {
        Rows.checkWidths(real, generated);
        check(k >= 1 && k < real.length, "k is %d for %d real images: use 1 to %d", k, real.length, real.length - 1);
        double inside = 0, covered = 0;
        for (int i = 0; i < real.length; i++) {
            double[] r = real[i];
            double radius = radius(real, i, k);
            long held = Arrays.stream(generated)
                    .filter(g -> Rows.distance(g, r) < radius)
                    .count();
            inside += held;
            covered += held > 0 ? 1 : 0;
        }
        return new Manifold(inside / ((double) k * generated.length), covered / real.length, k);
    }

    private static double radius(double[][] real, int i, int k) {
        double[] distances = new double[real.length - 1];
        for (int j = 0, at = 0; j < real.length; j++) {
            if (j != i) {
                distances[at++] = Rows.distance(real[i], real[j]);
            }
        }
        Arrays.sort(distances);
        return distances[k - 1];
    }
}
