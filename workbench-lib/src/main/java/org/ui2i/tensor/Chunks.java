package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A network's work on many items, {@link #SIZE} at a time: every array that it makes on the way is freed after each chunk
 * instead of when the items' own scope closes. For networks that take each item by itself, without a graph; not for batch norm
 * with the batch's own statistics.
 */
public final class Chunks {
    private static final int SIZE = 32;

    private Chunks() {}

    /**
     * Items one by one through a network.
     *
     * @param x (N, ...)
     * @param work (n, ...) to (n, ...), n up to {@link #SIZE}
     * @return its (N, ...) results, on x's manager
     */
    public static NDArray of(NDArray x, UnaryOperator<NDArray> work) {
        return of(x, x, (some, same) -> work.apply(some));
    }

    /**
     * Pairs of items through a network.
     *
     * @param x (N, ...)
     * @param y (N, ...)
     * @param work (n, ...) and (n, ...) to (n, ...), n up to {@link #SIZE}
     * @return its (N, ...) results, on x's manager
     */
    public static NDArray of(NDArray x, NDArray y, BinaryOperator<NDArray> work) {
        long n = x.getShape().get(0);
        check(
                n == y.getShape().get(0),
                "%s items against %s: give as many",
                n,
                y.getShape().get(0));
        NDList results = new NDList();
        for (long from = 0; from < n; from += SIZE) {
            NDIndex some = new NDIndex("{}:{}", from, Math.min(n, from + SIZE));
            try (NDManager scope = Tensors.scope()) {
                NDArray a = x.get(some), b = y.get(some);
                a.attach(scope);
                b.attach(scope);
                NDArray result = Grad.off(() -> work.apply(a, b));
                result.attach(x.getManager());
                results.add(result);
            }
        }
        NDArray all = NDArrays.concat(results, 0);
        results.close();
        return all;
    }
}
