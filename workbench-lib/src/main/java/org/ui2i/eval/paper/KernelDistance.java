package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

/** Squared maximum mean discrepancy with a cubic kernel (Binkowski et al. 2018): KID with Inception's pool3. */
public final class KernelDistance {
    private KernelDistance() {}

    /**
     * The unbiased estimate of all rows.
     * <pre>
     * k(x, y) = (x.y / d + 1)^3
     * mean_(i != j) k(r_i, r_j) + mean_(i != j) k(g_i, g_j) - 2 mean k(r_i, g_j)
     * </pre>
     *
     * @param r (N, d), N of 2 or more
     * @param g (M, d), M of 2 or more
     * @return about 0 for sets of one kind; may be negative
     */
    public static double of(double[][] r, double[][] g) {
        check(r[0].length == g[0].length, "rows of %d and %d numbers: use equal sizes", r[0].length, g[0].length);
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> {
                NDArray x = tensor(r, scope), y = tensor(g, scope);
                return within(x)
                        + within(y)
                        - 2 * cubic(x.matMul(y.transpose()), r[0].length).mean().getDouble();
            });
        }
    }

    /**
     * The mean over random subsets, as it is reported; each subset drawn without replacement.
     *
     * @param r (N, d)
     * @param g (M, d)
     * @param size rows in each subset, 2 to N and M
     * @param subsets how many, 1 or more
     * @param seed of the draws
     * @return the mean
     */
    public static double of(double[][] r, double[][] g, int size, int subsets, long seed) {
        check(
                size >= 2 && size <= Math.min(r.length, g.length) && subsets >= 1,
                "%d subsets of %d rows out of %d and %d: use 1 or more, of 2 rows up to the smaller set",
                subsets,
                size,
                r.length,
                g.length);
        return IntStream.range(0, subsets)
                .mapToDouble(i -> of(draw(r, size, Seeds.mix(seed, i, 0)), draw(g, size, Seeds.mix(seed, i, 1))))
                .average()
                .orElse(Double.NaN);
    }

    private static double[][] draw(double[][] x, int n, long key) {
        int[] order = Seeds.permutation(key, x.length);
        return IntStream.range(0, n).mapToObj(i -> x[order[i]]).toArray(double[][]::new);
    }

    private static NDArray tensor(double[][] rows, NDManager manager) {
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return manager.create(flat, new Shape(rows.length, rows[0].length));
    }

    private static double within(NDArray x) {
        long n = x.getShape().get(0), d = x.getShape().get(1);
        check(n >= 2, "%d row of features has no pair: give 2 or more", n);
        double all = cubic(x.matMul(x.transpose()), d).sum().getDouble();
        double same = cubic(x.square().sum(new int[] {1}), d).sum().getDouble();
        return (all - same) / ((double) n * (n - 1));
    }

    private static NDArray cubic(NDArray products, long d) {
        NDArray v = Ops.scale(products, 1.0 / d).add(1);
        return v.mul(v).mul(v);
    }
}
