package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import java.io.Serializable;

/**
 * What the Inception score needs of a classifier's probabilities, summed as they come.
 *
 * @param n rows seen
 * @param sum (K) of the probabilities
 * @param negentropy sum over rows and classes of p log p, natural logarithm
 */
public record ClassSums(long n, double[] sum, double negentropy) implements Serializable {
    /** Of no row yet. */
    public static final ClassSums NONE = new ClassSums(0, new double[0], 0);

    private static final long serialVersionUID = 1;

    /**
     * Of some rows.
     *
     * @param probabilities (N, K), N of 1 or more, each row in [0, 1] with sum 1
     * @return their sums
     */
    public static ClassSums of(double[]... probabilities) {
        double[] sum = new double[probabilities[0].length];
        double negentropy = 0;
        for (double[] row : probabilities) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += row[k];
                negentropy += plogp(row[k]);
            }
        }
        return new ClassSums(probabilities.length, sum, negentropy);
    }

    /**
     * Joins two parts.
     *
     * @param other of other rows of the same K
     * @return of all
     */
    public ClassSums merge(ClassSums other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        check(sum.length == other.sum.length, "%d classes and %d: use one classifier", sum.length, other.sum.length);
        double[] both = sum.clone();
        for (int k = 0; k < both.length; k++) {
            both[k] += other.sum[k];
        }
        return new ClassSums(n + other.n, both, negentropy + other.negentropy);
    }

    /**
     * The Inception score without its exponential, as MUNIT's table has it, over all rows at once (no splits).
     * <pre>E_x KL(p(y|x) || p(y)) = 1/N sum_x sum_y p log p - sum_y p(y) log p(y),  p(y) = mean over x</pre>
     *
     * @return 0 to log K; NaN of no row
     */
    public double meanKl() {
        double mean = negentropy / n;
        for (double s : sum) {
            mean -= plogp(s / n);
        }
        return n == 0 ? Double.NaN : Math.max(0, mean);
    }

    /**
     * The Inception score as it was defined (Salimans et al. 2016) and as FUNIT reports it: exp of {@link #meanKl}.
     *
     * @return 1 to K; NaN of no row
     */
    public double inceptionScore() {
        return Math.exp(meanKl());
    }

    private static double plogp(double p) {
        return p > 0 ? p * Math.log(p) : 0;
    }
}
