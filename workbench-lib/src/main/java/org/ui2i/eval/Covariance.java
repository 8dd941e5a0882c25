package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseMatrix.EigenDecomposition;

/** How the numbers of rows vary together. */
final class Covariance {
    private Covariance() {}

    /** (d, d) of N rows, N of 2 or more, with divisor N - 1. */
    static double[][] of(double[][] x, double[] mean) {
        check(x.length >= 2, "%d row of features has no covariance: give 2 or more", x.length);
        int d = mean.length;
        double[][] s = new double[d][d];
        for (double[] row : x) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    s[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (x.length - 1);
                }
            }
        }
        return s;
    }

    /** Of a matrix that is symmetric but for rounding. */
    static EigenDecomposition eigen(double[][] a) {
        double[][] even = new double[a.length][a.length]; // rounding must not leave it unsymmetric
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                even[i][j] = (a[i][j] + a[j][i]) / 2;
            }
        }
        return DenseMatrix.createDenseMatrix(even)
                .eigenDecomposition()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the covariance has no eigenvalues: the features hold NaN or infinite numbers, see their net"));
    }
}
