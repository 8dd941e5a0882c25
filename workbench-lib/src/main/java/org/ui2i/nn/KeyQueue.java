package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * The last keys of earlier images, oldest first (MoCo: He et al. 2020): what a code is told apart from. It has no weights;
 * its buffers, saved with checkpoints, are the keys and how many there are.
 */
public final class KeyQueue extends Part {
    private final int capacity;
    private final NDArray keys;
    private final NDArray filled;

    /**
     * An empty queue.
     *
     * @param capacity N, most keys it holds
     * @param length n of a key
     * @param weights where its memory comes from
     */
    public KeyQueue(int capacity, int length, Weights weights) {
        check(capacity >= 1 && length >= 1, "%d keys of length %d: use at least 1", capacity, length);
        this.capacity = capacity;
        keys = buffer("keys", weights.constant(new Shape(capacity, length), 0));
        filled = buffer("filled", weights.constant(1, 0));
    }

    /**
     * How many keys it holds.
     *
     * @return 0 to N
     */
    public int size() {
        return (int) filled.toFloatArray()[0];
    }

    /**
     * The keys.
     *
     * @return (size, n), oldest first; the next {@link #push} does not change it
     */
    public NDArray keys() {
        try (NDArray live = keys.get(new NDIndex("0:{}", size()))) {
            return live.duplicate();
        }
    }

    /**
     * Takes keys in and lets the oldest go.
     *
     * @param newest keys of the images seen last, (B, n)
     */
    public void push(NDArray newest) {
        Grad.off(() -> {
            try (NDArray old = keys();
                    NDArray all = old.concat(newest, 0)) {
                return keep(all);
            }
        });
    }

    private boolean keep(NDArray all) {
        long rows = all.getShape().get(0);
        long kept = Math.min(rows, capacity);
        try (NDArray last = all.get(new NDIndex("{}:", rows - kept));
                NDArray rest = all.getManager()
                        .zeros(new Shape(capacity - kept, all.getShape().get(1)));
                NDArray whole = last.concat(rest, 0);
                NDArray count = all.getManager().full(new Shape(1), (float) kept)) {
            Ops.copy(whole, keys);
            Ops.copy(count, filled);
        }
        return true;
    }

    /** Dot products with all keys. */
    @Override
    public NDArray forward(NDArray q) { // (B, n) -> (B, size)
        try (NDArray k = keys();
                NDArray columns = k.transpose()) {
            return q.matMul(columns);
        }
    }
}
