package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Parts one after the other; an empty sequence returns its input. */
public final class Sequence extends Part {
    private final List<Part> chain = new ArrayList<>();

    /**
     * Adds a part at the end.
     *
     * @param name its step in the path of its weights
     * @param part the part
     * @return this
     */
    public Sequence then(String name, Part part) {
        chain.add(child(name, part));
        return this;
    }

    /**
     * n parts of a kind.
     *
     * @param name the kind; the parts are name0, name1, ...
     * @param n how many, 0 or more
     * @param make the i-th part
     * @return the sequence
     */
    public static Sequence of(String name, int n, IntFunction<? extends Part> make) {
        Sequence sequence = new Sequence();
        for (int i = 0; i < n; i++) {
            sequence.then(name + i, make.apply(i));
        }
        return sequence;
    }

    /**
     * Residual blocks of one width: what UNIT's domains share.
     *
     * @param n how many, 0 or more
     * @param channels in and out
     * @param padding at the borders
     * @param weights where the initial weights come from
     * @return the sequence
     */
    public static Sequence residual(int n, int channels, Padding padding, Weights weights) {
        return residual(n, channels, padding, Norm.INSTANCE, Branch.PLAIN, weights);
    }

    static Sequence residual(int n, int channels, Padding padding, Norm norm, Branch branch, Weights weights) {
        return of("res", n, i -> new ResBlock(channels, padding, norm, branch, weights));
    }

    @Override
    public NDArray forward(NDArray x) {
        return chain(x, chain);
    }

    @Override
    protected Symbol body(Symbol x) {
        Symbol h = x;
        for (Part part : chain) {
            h = part.script(h);
        }
        return h;
    }
}
