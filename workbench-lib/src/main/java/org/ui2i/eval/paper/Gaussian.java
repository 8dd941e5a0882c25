package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Symmetric;
import org.ui2i.tensor.Tensors;

/**
 * Mean and covariance of features, summed as they come. It holds d^2 numbers whatever n is: 34 MB for Inception's 2048.
 *
 * @param n rows seen
 * @param mean (d)
 * @param scatter (d, d) row by row: the sum of (x - mean) (x - mean)^T
 */
public record Gaussian(long n, double[] mean, double[] scatter) implements Serializable {
    /** Of no row yet. */
    public static final Gaussian NONE = new Gaussian(0, new double[0], new double[0]);

    private static final long serialVersionUID = 1;

    /**
     * Of some rows.
     *
     * @param rows (N, d) of any number type, N of 1 or more
     * @return their mean and scatter
     * @throws IllegalArgumentException if a number is NaN or infinite
     */
    public static Gaussian of(NDArray rows) {
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> {
                NDArray x = rows.toType(DataType.FLOAT64, true);
                x.attach(scope);
                NDArray mean = x.mean(new int[] {0});
                NDArray centred = x.sub(mean);
                double[] m = mean.toDoubleArray();
                check(
                        Arrays.stream(m).allMatch(Double::isFinite),
                        "features hold NaN or infinite numbers: see the network and the images that it is fed");
                return new Gaussian(
                        x.getShape().get(0),
                        m,
                        centred.transpose().matMul(centred).toDoubleArray());
            });
        }
    }

    /**
     * Of some rows.
     *
     * @param rows (N, d), N of 1 or more
     * @return their mean and scatter
     */
    public static Gaussian of(double[][] rows) {
        try (NDManager scope = Tensors.scope()) {
            double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
            return of(scope.create(flat, new Shape(rows.length, rows[0].length)));
        }
    }

    /**
     * Takes rows.
     *
     * @param rows (N, d)
     * @return a new one
     */
    public Gaussian add(NDArray rows) {
        return merge(of(rows));
    }

    /**
     * Joins two parts (Chan, Golub, LeVeque 1979), which loses no digits where a difference of raw sums would.
     * <pre>
     * mean = m_a + (m_b - m_a) n_b / n
     * scatter = S_a + S_b + (m_b - m_a) (m_b - m_a)^T n_a n_b / n
     * </pre>
     *
     * @param other of other rows of the same d
     * @return of all
     */
    public Gaussian merge(Gaussian other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        checkWidth(other);
        int d = mean.length;
        long all = n + other.n;
        double[] gap = new double[d], joined = new double[d], sums = new double[d * d];
        for (int i = 0; i < d; i++) {
            gap[i] = other.mean[i] - mean[i];
            joined[i] = mean[i] + gap[i] * other.n / all;
        }
        double weight = (double) n * other.n / all;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                int at = i * d + j;
                sums[at] = scatter[at] + other.scatter[at] + gap[i] * gap[j] * weight;
            }
        }
        return new Gaussian(all, joined, sums);
    }

    /**
     * Frechet distance of two Gaussians (Heusel et al. 2017), which is FID with Inception's pool3.
     * <pre>
     * |m_r - m_g|^2 + Tr(S_r + S_g - 2 (S_r S_g)^1/2),  S = scatter / (n - 1)
     * Tr (S_r S_g)^1/2 = sum l_i^1/2,  l: eigenvalues of F^T S_g F,  S_r = F F^T
     * </pre>
     * No root of an unsymmetric matrix is taken, so fewer rows than d are no special case; they do raise the distance.
     *
     * @param other of 2 rows or more, as this one
     * @return 0 or more
     */
    public double frechet(Gaussian other) {
        return frechet(other, 0);
    }

    /**
     * The same with a small number on both covariances' diagonals.
     *
     * @param other of 2 rows or more, as this one
     * @param ridge 0 or more
     * @return 0 or more
     */
    public double frechet(Gaussian other, double ridge) {
        checkWidth(other);
        double means = IntStream.range(0, mean.length)
                .mapToDouble(i -> (mean[i] - other.mean[i]) * (mean[i] - other.mean[i]))
                .sum();
        try (NDManager scope = Tensors.scope()) {
            NDArray r = covariance(scope, ridge), g = other.covariance(scope, ridge);
            NDArray f = Symmetric.factor(r);
            NDArray mixed = Grad.off(() -> f.transpose().matMul(g).matMul(f));
            double roots = Arrays.stream(Symmetric.eigenvalues(mixed).toDoubleArray())
                    .map(l -> Math.sqrt(Math.max(0, l)))
                    .sum();
            return Math.max(0, means + trace(ridge) + other.trace(ridge) - 2 * roots);
        }
    }

    private NDArray covariance(NDManager manager, double ridge) {
        check(n >= 2, "%d row of features has no covariance: give 2 or more", n);
        int d = mean.length;
        NDArray s = Ops.scale(manager.create(scatter, new Shape(d, d)), 1.0 / (n - 1));
        return ridge == 0 ? s : s.add(Ops.scale(manager.eye(d, d, 0, DataType.FLOAT64), ridge));
    }

    private double trace(double ridge) {
        int d = mean.length;
        return IntStream.range(0, d)
                        .mapToDouble(i -> scatter[i * d + i] / (n - 1))
                        .sum()
                + d * ridge;
    }

    private void checkWidth(Gaussian other) {
        check(
                mean.length == other.mean.length,
                "rows of %d and %d numbers: use equal sizes",
                mean.length,
                other.mean.length);
    }
}
