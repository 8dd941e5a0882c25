package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.tribuo.math.la.DenseMatrix.EigenDecomposition;

/**
 * Codes seen along the directions in which they vary most (principal component analysis), to draw them in the plane.
 * <pre>y = V^T (x - mean),  V the eigenvectors of the covariance with the largest eigenvalues</pre>
 * The sign of an axis means nothing.
 *
 * @param coordinates (N, axes), in the codes' unit
 * @param shares of the whole variance, an axis each, falling
 */
public record PrincipalAxes(double[][] coordinates, double[] shares) {
    /**
     * Turns codes.
     *
     * @param codes (N, d), N of 2 or more, not all equal
     * @param axes 1 to d
     * @return the codes along so many axes
     */
    public static PrincipalAxes of(NDArray codes, int axes) {
        double[][] x = Rows.of(codes);
        int d = x[0].length;
        check(axes >= 1 && axes <= d, "%d axes of codes of %d numbers: use 1 to %d", axes, d, d);
        double[] mean = Rows.mean(x);
        EigenDecomposition parts = Covariance.eigen(Covariance.of(x, mean));
        double[] values = parts.eigenvalues().toArray();
        double all = Arrays.stream(values).sum();
        check(all > 0, "%d codes are all equal: they have no axes", x.length);
        int[] order = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -values[k]))
                .mapToInt(k -> k)
                .limit(axes)
                .toArray();
        double[][] directions = Arrays.stream(order)
                .mapToObj(k -> IntStream.range(0, d)
                        .mapToDouble(i -> parts.eigenvectors().get(i, k))
                        .toArray())
                .toArray(double[][]::new);
        double[][] seen = Arrays.stream(x)
                .map(row -> Arrays.stream(directions)
                        .mapToDouble(v -> Rows.dot(v, row) - Rows.dot(v, mean))
                        .toArray())
                .toArray(double[][]::new);
        return new PrincipalAxes(
                seen, Arrays.stream(order).mapToDouble(k -> values[k] / all).toArray());
    }
}
