package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.Arrays;

/** How a number follows another one that is moved in equal steps. */
public final class Trend {
    private Trend() {}

    /**
     * Rank correlation (Spearman 1904): whether one number always rises with the other, however unevenly.
     * <pre>cov(r, s) / (sd(r) sd(s)),  r and s the ranks of x and y; equal numbers share the mean of their ranks</pre>
     *
     * @param x at least two numbers
     * @param y as many
     * @return in [-1, 1]: 1 if y rises with x; 0 where one of them never changes
     */
    public static double spearman(double[] x, double[] y) {
        check(
                x.length == y.length && x.length >= 2,
                "%d numbers against %d: give pairs, two or more",
                x.length,
                y.length);
        double[] r = ranks(x), s = ranks(y);
        double mean = (x.length + 1) / 2.0, both = 0, rr = 0, ss = 0;
        for (int i = 0; i < r.length; i++) {
            both += (r[i] - mean) * (s[i] - mean);
            rr += (r[i] - mean) * (r[i] - mean);
            ss += (s[i] - mean) * (s[i] - mean);
        }
        return rr == 0 || ss == 0 ? 0 : both / Math.sqrt(rr * ss);
    }

    /** 1 for the smallest. */
    static double[] ranks(double[] x) {
        return Arrays.stream(x)
                .map(v -> {
                    long below = Arrays.stream(x).filter(other -> other < v).count();
                    long same = Arrays.stream(x).filter(other -> other == v).count();
                    return below + (same + 1) / 2.0;
                })
                .toArray();
    }

    /**
     * How uneven the steps from number to number are, of several series at once.
     * <pre>mean_i sd_k(d_ik) / |mean_ik d_ik|,  d_ik = y_i(k+1) - y_ik,  sd with n</pre>
     *
     * @param series rows y_i of equally many numbers, at least two each
     * @return 0 for equal steps; sqrt(n - 1) where one of n steps makes all the difference; NaN or infinite where the
     *     steps cancel out
     */
    public static double unevenness(double[]... series) {
        double sd = 0, mean = 0;
        for (double[] y : series) {
            check(y.length >= 2, "a series of %d numbers has no step: give two or more", y.length);
            double m = (y[y.length - 1] - y[0]) / (y.length - 1), squares = 0;
            for (int k = 0; k + 1 < y.length; k++) {
                squares += (y[k + 1] - y[k] - m) * (y[k + 1] - y[k] - m);
            }
            sd += Math.sqrt(squares / (y.length - 1));
            mean += m;
        }
        return sd / Math.abs(mean);
    }
}
