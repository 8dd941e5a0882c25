package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.ui2i.eval.paper.ClassSums;

/**
 * How much the outputs for one input differ. The m outputs of an input lie next to each other: (N m, ...). Noise is diverse
 * too, so read it beside the outputs' validity.
 */
public final class Diversity {
    private Diversity() {}

    /**
     * Mean absolute difference of images in [0, 1], over the pairs of outputs of each input.
     * <pre>mean over n of 2 / (m (m - 1)) sum_(i < j) L1(x_ni, x_nj)</pre>
     *
     * @param outputs (N m, C, H, W) in [-1, 1]
     * @param m outputs of each input, at least 2
     * @return in [0, 1]; 0 if the style is ignored
     */
    public static double l1(NDArray outputs, int m) {
        return pairs(Rows.of(outputs), m, Diversity::l1);
    }

    /**
     * The same, where a pair counts 0 unless both of its outputs are valid: noise does not raise it.
     *
     * @param outputs (N m, C, H, W) in [-1, 1]
     * @param m outputs of each input, at least 2
     * @param valid one an output, such as what a {@link Judge} says
     * @return in [0, 1]
     */
    public static double l1(NDArray outputs, int m, List<Boolean> valid) {
        double[][] rows = Rows.of(outputs);
        check(valid.size() == rows.length, "%d outputs, %d verdicts: give one each", rows.length, valid.size());
        for (int i = 0; i < rows.length; i++) {
            rows[i] = valid.get(i) ? rows[i] : new double[0];
        }
        return pairs(rows, m, (x, y) -> x.length == 0 || y.length == 0 ? 0 : l1(x, y));
    }

    private static double l1(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += Math.abs(x[k] - y[k]) / 2;
        }
        return sum / x.length;
    }

    /**
     * The same with the Euclidean distance of features, what is usually reported with LPIPS.
     * <pre>mean over n of 2 / (m (m - 1)) sum_(i < j) |f_ni - f_nj|</pre>
     *
     * @param features (N m, d) such as {@link Judge#features} of the outputs
     * @param m outputs of each input, at least 2
     * @return 0 or more, in the features' units
     */
    public static double distance(NDArray features, int m) {
        return pairs(Rows.of(features), m, Rows::distance);
    }

    static double pairs(double[][] x, int m, ToDoubleBiFunction<double[], double[]> distance) {
        checkGroups(x.length, m);
        double sum = 0;
        for (int from = 0; from < x.length; from += m) {
            for (int i = from; i < from + m; i++) {
                for (int j = from; j < i; j++) {
                    sum += distance.applyAsDouble(x[i], x[j]);
                }
            }
        }
        int groups = x.length / m;
        return sum / groups / (m * (m - 1) / 2.0);
    }

    private static void checkGroups(int rows, int m) {
        check(m >= 2, "%d output of each input has no pair: use 2 or more", m);
        check(
                rows % m == 0,
                "%d outputs are no whole number of inputs with %d outputs each: give all outputs",
                rows,
                m);
    }

    /**
     * IS without its exponential, as MUNIT's table has it: how sure a classifier is of each output and how many classes the
     * outputs spread over.
     * <pre>IS = E_x KL(p(y|x) || p(y)),  p(y) = mean over all outputs</pre>
     * FUNIT's has one: {@link #expIs}.
     *
     * @param probabilities (N, K) such as {@link Judge#probabilities}
     * @return 0 to log K
     */
    public static double is(NDArray probabilities) {
        return ClassSums.of(Rows.of(probabilities)).meanKl();
    }

    /**
     * CIS (Huang et al. 2018), without an exponential: the same within the outputs of one input, which one output for
     * all styles makes 0.
     * <pre>CIS = E_x1 E_(x12|x1) KL(p(y|x12) || p(y|x1)),  p(y|x1) = mean over the outputs of x1</pre>
     *
     * @param probabilities (N m, K) of the outputs
     * @param m outputs of each input, at least 2
     * @return 0 to log K
     */
    public static double cis(NDArray probabilities, int m) {
        double[][] p = Rows.of(probabilities);
        checkGroups(p.length, m);
        return IntStream.range(0, p.length / m)
                .mapToDouble(i ->
                        ClassSums.of(Arrays.copyOfRange(p, i * m, (i + 1) * m)).meanKl())
                .average()
                .orElse(Double.NaN);
    }

    /**
     * exp of {@link #is}: the score as it was defined (Salimans et al. 2016) and as FUNIT reports it.
     *
     * @param probabilities (N, K)
     * @return 1 to K
     */
    public static double expIs(NDArray probabilities) {
        return Math.exp(is(probabilities));
    }

    /**
     * exp of {@link #cis}: what MUNIT's public test script prints, unlike its table.
     *
     * @param probabilities (N m, K)
     * @param m outputs of each input
     * @return 1 to K
     */
    public static double expCis(NDArray probabilities, int m) {
        return Math.exp(cis(probabilities, m));
    }
}
