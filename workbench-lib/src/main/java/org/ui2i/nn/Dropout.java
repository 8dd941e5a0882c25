package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Ops;

/** Dropout with its mask drawn in the open. */
public final class Dropout {
    private Dropout() {}

    /**
     * Drops a share of the elements and enlarges the others to keep the mean.
     * <pre>y = x mask / (1 - p)</pre>
     *
     * @param x any shape
     * @param p share to drop, in [0, 1)
     * @param draws where the mask comes from; null drops nothing (testing)
     * @return the same shape
     */
    public static NDArray apply(NDArray x, double p, @Nullable Draws draws) {
        if (draws == null || p == 0) {
            return x;
        }
        return Ops.scale(x.mul(draws.keep(p, x.getShape())), 1 / (1 - p));
    }
}
