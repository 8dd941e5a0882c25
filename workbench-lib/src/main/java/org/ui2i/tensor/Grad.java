package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gradients as functions. Autograd's mode belongs to a thread and differs between threads from the start, so every call
 * here sets and restores it.
 */
public final class Grad {
    private Grad() {}

    /**
     * Computes without a graph: results carry no gradient and nothing is kept for a backward pass.
     *
     * @param work the computation
     * @param <T> its result
     * @return what {@code work} returned
     */
    public static <T> T off(Supplier<T> work) {
        return in(false, work);
    }

    /**
     * Computes with a graph.
     *
     * @param work the computation
     * @param <T> its result
     * @return what {@code work} returned
     */
    public static <T> T on(Supplier<T> work) {
        return in(true, work);
    }

    /**
     * d loss / d params, and of nothing else: weights that are not listed cost nothing and get nothing.
     *
     * @param loss 0-dim
     * @param params arrays that require a gradient; one that the loss does not depend on gets zeros
     * @return gradients in the order and shapes of {@code params}, on the loss's manager; the graph is freed. Each lies
     *     in memory row by row: double backward leaves some otherwise, and the engine's fused Adam would not notice
     */
    public static List<NDArray> of(NDArray loss, List<NDArray> params) {
        return gradients(loss, params, false);
    }

    /**
     * As {@link #of}, but the gradients have a graph themselves (double backward), for penalties on gradients.
     *
     * @param loss 0-dim
     * @param params arrays that require a gradient
     * @return differentiable gradients
     */
    public static List<NDArray> withGraph(NDArray loss, List<NDArray> params) {
        return on(() -> gradients(loss, params, true));
    }

    /**
     * Whether every number is finite, in one engine call and one read.
     *
     * @param arrays float32, at least one
     * @return false if any is NaN or infinite
     */
    public static boolean finite(List<NDArray> arrays) {
        TorchArchive ops = TorchArchive.ops();
        try (NDArray result =
                off(() -> ops.run("finite", List.of(arrays), ops.ints(0), true).get(0))) {
            return result.toBooleanArray()[0];
        }
    }

    /**
     * Which arrays gradients flow through, in one engine call; DJL's own answer holds for weights only.
     *
     * @param arrays at least one
     * @return true for weights, and for what was computed from them with a graph
     */
    public static boolean[] tracked(List<NDArray> arrays) {
        TorchArchive ops = TorchArchive.ops();
        try (NDArray result =
                off(() -> ops.run("tracked", List.of(arrays), ops.ints(0), true).get(0))) {
            long[] flags = result.toLongArray();
            boolean[] tracked = new boolean[flags.length];
            for (int i = 0; i < flags.length; i++) {
                tracked[i] = flags[i] == 1;
            }
            return tracked;
        }
    }

    private static List<NDArray> gradients(NDArray loss, List<NDArray> params, boolean createGraph) {
        TorchArchive ops = TorchArchive.ops();
        return ops.gradients(loss, params, ops.ints(createGraph ? 1 : 0));
    }

    private static <T> T in(boolean mode, Supplier<T> work) {
        Tensors.root(); // the mode is the engine's: it must run before it is asked
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(mode);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /**
     * The same numbers, cut off from the graph.
     *
     * @param x any array
     * @return an array that shares x's memory and has no history
     */
    public static NDArray detach(NDArray x) {
        return x.stopGradient();
    }
}
