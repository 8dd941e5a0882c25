package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One training step: its number, its memory, its random draws, and forwards that the players share. */
public final class Step {
    private final NDManager manager;
    private final Draws draws;
    private final long seed;
    private final long number;
    private final int parts;
    private final IdentityHashMap<Object, Map<String, NDArray>> shared = new IdentityHashMap<>();

    /**
     * A step of a run.
     *
     * @param manager owns all that the step computes; its owner closes it
     * @param seed the run's seed
     * @param number the step's number, from 1
     */
    public Step(NDManager manager, long seed, long number) {
        this(manager, seed, number, Draws.seeded(seed, number, manager));
    }

    /**
     * A step with given draws, for checks against recorded numbers.
     *
     * @param manager owns all that the step computes
     * @param seed the run's seed
     * @param number the step's number
     * @param draws every random tensor
     */
    public Step(NDManager manager, long seed, long number, Draws draws) {
        this(manager, seed, number, draws, 1);
    }

    private Step(NDManager manager, long seed, long number, Draws draws, int parts) {
        this.manager = manager;
        this.seed = seed;
        this.number = number;
        this.draws = draws;
        this.parts = parts;
    }

    /**
     * This step for one part of its batch.
     *
     * @param owner owns what is computed for the part
     * @param index which part, from 0
     * @param of into how many parts of equal size the batch is cut
     * @return a step whose draws are the part's rows of this step's, from the next one on; it shares nothing yet
     */
    public Step part(NDManager owner, int index, int of) {
        return new Step(owner, seed, number, draws.part(index, owner), of);
    }

    /**
     * This part's step for the next turn: its draws go on, and so does what {@link #once} computed without a graph. What has
     * one is forgotten, since a graph a part would fill the memory that parts are to save; it is computed again when it is
     * asked for.
     *
     * @param owner owns what is computed from now on
     * @param index of the part, as before
     * @param keeper takes over what goes on
     * @return a step
     */
    public Step next(NDManager owner, int index, NDManager keeper) {
        Step next = part(owner, index, parts);
        shared.forEach((who, named) -> named.forEach((name, array) -> {
            if (!Grad.tracked(List.of(array))[0]) {
                array.attach(keeper);
                next.of(who).put(name, array);
            }
        }));
        return next;
    }

    /**
     * Who owns the step's arrays.
     *
     * @return the manager
     */
    public NDManager manager() {
        return manager;
    }

    /**
     * The step's random numbers.
     *
     * @return the draws
     */
    public Draws draws() {
        return draws;
    }

    /**
     * The run's seed.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * The step's number.
     *
     * @return from 1
     */
    public long number() {
        return number;
    }

    /**
     * Into how many parts of equal size the step's batch is cut, one of which this step sees: for what is no mean over
     * images.
     *
     * @return 1 unless a training accumulates gradients
     */
    public int parts() {
        return parts;
    }

    /**
     * A random order of a batch; {@link Draws.Stream#ORDER}.
     *
     * @param n images in the batch
     * @return a permutation of 0..n-1, (n), int64, as {@link Regions#rows} takes it
     */
    public NDArray order(long n) {
        int[] order = draws.permutation(Draws.Stream.ORDER, Math.toIntExact(n));
        return manager.create(Arrays.stream(order).asLongStream().toArray());
    }

    /**
     * Computes something once a step however many players ask for it. Only for what does not change between their turns.
     *
     * @param owner whose computation it is, such as the model: another owner's has nothing to do with it
     * @param name a name of this computation
     * @param work the computation
     * @return the first call's result
     */
    public NDArray once(Object owner, String name, Supplier<NDArray> work) {
        Map<String, NDArray> known = of(owner);
        NDArray result = known.get(name);
        if (result == null) {
            result = work.get();
            known.put(name, result);
        }
        return result;
    }

    /**
     * What {@link #once} computed, for the player whose turn will change it: handed out a last time and forgotten.
     *
     * @param owner whose computation it is
     * @param name a name of this computation
     * @param work the computation, if nobody has asked for it since the last change
     * @return the earlier result, or a fresh one
     */
    public NDArray last(Object owner, String name, Supplier<NDArray> work) {
        NDArray result = once(owner, name, work);
        of(owner).remove(name);
        return result;
    }

    /**
     * Whether players share an array.
     *
     * @param array any
     * @return true for a result of {@link #once} that no {@link #last} has taken
     */
    public boolean keeps(NDArray array) {
        return shared.values().stream()
                .anyMatch(named -> named.values().stream().anyMatch(each -> each == array));
    }

    private Map<String, NDArray> of(Object owner) {
        return shared.computeIfAbsent(owner, o -> new HashMap<>());
    }
}
