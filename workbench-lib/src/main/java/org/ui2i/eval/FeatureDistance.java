package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tribuo.math.la.DenseMatrix.EigenDecomposition;
import org.ui2i.core.Seeds;

/**
 * Distances between two sets of images, real and generated, by their features: rows (N, d) such as {@link Judge#features}
 * gives, in float64. The numbers depend on the feature net and on n, so {@link FeatureReport} prints both with them.
 */
public final class FeatureDistance {
    private static final double RIDGE = 1e-6;

    private FeatureDistance() {}

    /**
     * Distance between Gaussians of the features (Heusel et al. 2017), never to be called FID without naming the features.
     * <pre>
     * |m_r - m_g|^2 + Tr(S_r + S_g - 2 (S_r^1/2 S_g S_r^1/2)^1/2),  S = covariance (divisor n - 1) + 1e-6 I
     * </pre>
     * Few images raise it: compare equal n, 10 d or more.
     *
     * @param real (N, d), N of 2 or more
     * @param generated (M, d), M of 2 or more
     * @return 0 or more; 0 for equal means and covariances
     */
    public static double frechet(NDArray real, NDArray generated) {
        return frechet(Rows.of(real), Rows.of(generated));
    }

    static double frechet(double[][] r, double[][] g) {
        Rows.checkWidths(r, g);
        double[] mr = Rows.mean(r), mg = Rows.mean(g);
        double[][] sr = Covariance.of(r, mr, RIDGE), sg = Covariance.of(g, mg, RIDGE), root = root(sr);
        double mixed = 0;
        for (double v :
                Covariance.eigen(times(root, times(sg, root))).eigenvalues().toArray()) {
            mixed += Math.sqrt(Math.max(0, v));
        }
        double means = Rows.distance(mr, mg);
        return Math.max(0, means * means + trace(sr) + trace(sg) - 2 * mixed);
    }

    /** A^1/2 = V diag(l^1/2) V^T of a symmetric matrix without negative eigenvalues l. */
    private static double[][] root(double[][] a) {
        EigenDecomposition parts = Covariance.eigen(a);
        double[] l = parts.eigenvalues().toArray();
        double[][] v = new double[l.length][l.length];
        double[][] scaled = new double[l.length][l.length];
        for (int i = 0; i < l.length; i++) {
            for (int k = 0; k < l.length; k++) {
                v[k][i] = parts.eigenvectors().get(i, k);
                scaled[i][k] = v[k][i] * Math.sqrt(Math.max(0, l[k]));
            }
        }
        return times(scaled, v);
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[0].length; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    private static double trace(double[][] a) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i][i]).sum();
    }

    /**
     * Squared maximum mean discrepancy with a cubic kernel, unbiased (Binkowski et al. 2018, there called KID).
     * <pre>
     * k(x, y) = (x.y / d + 1)^3
     * mean_(i != j) k(r_i, r_j) + mean_(i != j) k(g_i, g_j) - 2 mean k(r_i, g_j)
     * </pre>
     *
     * @param real (N, d), N of 2 or more
     * @param generated (M, d), M of 2 or more
     * @return about 0 for sets of one kind; may be negative
     */
    public static double kernel(NDArray real, NDArray generated) {
        return kernel(Rows.of(real), Rows.of(generated));
    }

    /**
     * The mean of {@link #kernel(NDArray, NDArray)} over random subsets, as it is commonly reported.
     *
     * @param real (N, d)
     * @param generated (M, d)
     * @param size rows in each subset, 2 to N and M, drawn without replacement
     * @param subsets how many
     * @param seed of the draws
     * @return the mean
     */
    public static double kernel(NDArray real, NDArray generated, int size, int subsets, long seed) {
        double[][] r = Rows.of(real), g = Rows.of(generated);
        check(
                size >= 2 && size <= Math.min(r.length, g.length) && subsets >= 1,
                "%d subsets of %d rows out of %d and %d: use 1 or more, of 2 rows up to the smaller set",
                subsets,
                size,
                r.length,
                g.length);
        return IntStream.range(0, subsets)
                .mapToDouble(i ->
                        kernel(Rows.draw(r, size, Seeds.mix(seed, i, 0)), Rows.draw(g, size, Seeds.mix(seed, i, 1))))
                .average()
                .orElse(Double.NaN);
    }

    static double kernel(double[][] r, double[][] g) {
        Rows.checkWidths(r, g);
        double across = Arrays.stream(r)
                .mapToDouble(x -> Arrays.stream(g).mapToDouble(y -> cubic(x, y)).sum())
                .sum();
        return within(r) + within(g) - 2 * across / ((double) r.length * g.length);
    }

    private static double within(double[][] x) {
        check(x.length >= 2, "%d row of features has no pair: give 2 or more", x.length);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * cubic(x[i], x[j]);
            }
        }
        return sum / ((double) x.length * (x.length - 1));
    }

    private static double cubic(double[] x, double[] y) {
        double v = Rows.dot(x, y) / x.length + 1;
        return v * v * v;
    }
}
