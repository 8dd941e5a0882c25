package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import org.ui2i.tensor.Ops;

/**
 * How a residual block's branch ends.
 * <pre>y = x + s last(h)</pre>
 *
 * @param last after the branch's last norm; none in most papers, ReLU in COCO-FUNIT
 * @param scale s, how much the branch counts; 1 in most papers, 0.1 in TUNIT
 */
public record Branch(Activation last, double scale) {
    /** without activation, counting in full */
    public static final Branch PLAIN = new Branch(Activation.NONE, 1);

    /** Checks the range. */
    public Branch {
        check(scale > 0, "the branch counts %s: use a positive number", scale);
    }

    /** x + s h, h activated already; h is left open. */
    NDArray join(NDArray x, NDArray h) {
        if (scale == 1) {
            return x.add(h);
        }
        try (NDArray scaled = Ops.scale(h, scale)) {
            return x.add(scaled);
        }
    }

    Symbol join(Symbol x, Symbol h) {
        return x.torch("add", scale == 1 ? h : h.torch("mul", scale));
    }
}
