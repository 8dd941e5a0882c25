package org.ui2i.nn;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

/**
 * A network or a piece of one. Its weights exist from construction on. A child that two parents share stays one object:
 * its weights are listed, counted and trained once. Every part is a DJL block too, so DJL's {@code Model} and
 * {@code Predictor} take it.
 */
public abstract class Part extends AbstractBlock {
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, NDArray> ownWeights = new LinkedHashMap<>();
    private final Map<String, NDArray> ownBuffers = new LinkedHashMap<>();
    private boolean evaluated;

    /** A part without weights; subclasses add theirs. */
    protected Part() {}

    /**
     * What the part computes.
     *
     * @param x the input, (B, ...)
     * @return the output; it hangs on x's manager
     */
    public abstract NDArray forward(NDArray x);

    /**
     * What the part computes, as TorchScript: the same as {@link #forward}.
     *
     * @param x the input
     * @return the output
     * @throws IllegalArgumentException if it is none of the parts that write themselves
     */
    protected Symbol body(Symbol x) {
        throw new IllegalArgumentException(
                "a " + getClass().getSimpleName()
                        + " does not write itself as TorchScript: export a generator or an encoder, or give this part a body(Symbol)");
    }

    /**
     * Writes a call of this part.
     *
     * @param x the input, in the TorchScript of a part that has this one in it
     * @return the output
     */
    public final Symbol script(Symbol x) {
        return x.writer().call(this, List.of("x"), List.of(x), in -> body(in.get(0)));
    }

    /**
     * Adds a trainable array.
     *
     * @param name short, e.g. {@code weight}
     * @param array its initial values, owned by this part from now on
     * @return the array
     */
    protected final NDArray weight(String name, NDArray array) {
        array.setRequiresGradient(true);
        ownWeights.put(name, array);
        return register(name, array, Parameter.Type.WEIGHT, true);
    }

    /**
     * Adds an array that is saved but not trained, such as a running mean.
     *
     * @param name short
     * @param array its initial values
     * @return the array
     */
    protected final NDArray buffer(String name, NDArray array) {
        ownBuffers.put(name, array);
        return register(name, array, Parameter.Type.OTHER, false);
    }

    /**
     * Adds a child.
     *
     * @param name its step in the path of its weights
     * @param part the child
     * @param <P> its type
     * @return the child
     */
    protected final <P extends Part> P child(String name, P part) {
        check(parts.put(name, part) == null, "two children are named \"%s\": give each its own name", name);
        return addChildBlock(name, part);
    }

    private NDArray register(String name, NDArray array, Parameter.Type type, boolean trained) {
        Parameter parameter = Parameter.builder()
                .setName(name)
                .setType(type)
                .optRequiresGrad(trained)
                .optArray(array)
                .build();
        addParameter(parameter);
        return array;
    }

    /**
     * The trainable arrays by path, for example {@code encoder/down0/weight}; each array once.
     *
     * @return live arrays in order of construction
     */
    public final Map<String, NDArray> weights() {
        Map<String, NDArray> found = new LinkedHashMap<>();
        collect("", found, false, seen());
        return found;
    }

    /**
     * Weights and buffers by path; each array once.
     *
     * @return live arrays in order of construction
     */
    public final Map<String, NDArray> state() {
        Map<String, NDArray> found = new LinkedHashMap<>();
        collect("", found, true, seen());
        return found;
    }

    private static Set<NDArray> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private void collect(String path, Map<String, NDArray> found, boolean buffers, Set<NDArray> seen) {
        ownWeights.forEach((name, array) -> add(path + name, array, found, seen));
        if (buffers) {
            ownBuffers.forEach((name, array) -> add(path + name, array, found, seen));
        }
        parts.forEach((name, part) -> part.collect(path + name + "/", found, buffers, seen));
    }

    private static void add(String path, NDArray array, Map<String, NDArray> found, Set<NDArray> seen) {
        if (seen.add(array)) {
            found.put(path, array);
        }
    }

    /**
     * Copies values into the part's own arrays.
     *
     * @param state by path, exactly the names and shapes of {@link #state}
     * @throws IllegalArgumentException naming the first missing, unknown or misshaped array
     */
    public final void load(Map<String, NDArray> state) {
        Map<String, NDArray> own = state();
        List<NDArray> values = new ArrayList<>(); // all are checked before the first is copied
        own.forEach((name, array) -> values.add(fitting(name, array, state.get(name))));
        state.keySet()
                .forEach(name -> check(
                        own.containsKey(name), "\"%s\" is unknown here: these weights are of another network", name));
        Iterator<NDArray> next = values.iterator();
        own.values().forEach(array -> Ops.copy(next.next(), array));
    }

    private static NDArray fitting(String name, NDArray array, @Nullable NDArray found) {
        NDArray value = present(found, "\"%s\" is missing: these weights are of another network", name);
        check(
                value.getShape().equals(array.getShape()),
                "\"%s\" has shape %s, but the network's is %s: use the configuration that it was trained with",
                name,
                value.getShape(),
                array.getShape());
        return value;
    }

    /**
     * Computes without gathering statistics: batch norms use the running ones, spectral norms their last vectors. Outside,
     * every forward is one of training and moves them.
     *
     * @param work uses this part
     * @param <T> its result
     * @return what {@code work} returned
     */
    public final <T> T evaluate(Supplier<T> work) {
        boolean before = evaluated;
        setEvaluated(true);
        try {
            return work.get();
        } finally {
            setEvaluated(before);
        }
    }

    /**
     * Computes as in training, by the batch's own statistics, but gathers none: afterwards all buffers are what they were.
     * pix2pix draws its test images so.
     *
     * @param work uses this part
     * @param <T> its result
     * @return what {@code work} returned
     */
    public final <T> T unmoved(Supplier<T> work) {
        Map<String, NDArray> all = state();
        all.keySet().removeAll(weights().keySet());
        List<NDArray> buffers = List.copyOf(all.values());
        List<NDArray> before = buffers.stream().map(NDArray::duplicate).toList();
        try {
            return work.get();
        } finally {
            for (int i = 0; i < buffers.size(); i++) {
                Ops.copy(before.get(i), buffers.get(i));
                before.get(i).close();
            }
        }
    }

    /** What an array of this part, not of its children, is called; null for others. */
    final @Nullable String nameOf(NDArray array) {
        return Stream.concat(ownWeights.entrySet().stream(), ownBuffers.entrySet().stream())
                .filter(e -> e.getValue() == array)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether this part's array of that name is trained. */
    final boolean trains(String name) {
        return ownWeights.containsKey(name);
    }

    private void setEvaluated(boolean mode) {
        evaluated = mode;
        parts.values().forEach(part -> part.setEvaluated(mode));
    }

    /** Whether this is a forward within {@link #evaluate}. */
    final boolean evaluated() {
        return evaluated;
    }

    /**
     * How many trainable numbers the part holds.
     *
     * @return the sum over {@link #weights}
     */
    public final long count() {
        return weights().values().stream().mapToLong(NDArray::size).sum();
    }

    /**
     * The direct children by name.
     *
     * @return in order
     */
    public final Map<String, Part> parts() {
        return Collections.unmodifiableMap(parts);
    }

    /**
     * Runs parts one after the other and closes what lies between: only the graph, if any, keeps what it needs.
     *
     * @param x the input, left open
     * @param chain the parts
     * @return the last part's output
     */
    static NDArray chain(NDArray x, Iterable<? extends Part> chain) {
        NDArray h = x;
        for (Part part : chain) {
            h = replace(h, part.forward(h), x);
        }
        return h;
    }

    /** Closes an intermediate result once the next one is there, unless it is the caller's input or the same array. */
    static NDArray replace(NDArray old, NDArray next, NDArray keep) {
        if (old != keep && old != next) {
            old.close();
        }
        return next;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        return new NDList(forward(inputs.head()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        try (NDManager scope = Tensors.scope()) {
            return new Shape[] {
                Grad.off(() -> forward(scope.zeros(inputShapes[0]))).getShape()
            };
        }
    }

    /**
     * The children's kinds, shapes of weights and counts, one line each.
     *
     * @return a table in text
     */
    public final String summary() {
        List<String> lines = new ArrayList<>();
        weights().forEach((name, array) -> lines.add(String.format("%-40s %s", name, array.getShape())));
        lines.add(String.format("%-40s %,d", "parameters", count()));
        return String.join("\n", lines);
    }
}
