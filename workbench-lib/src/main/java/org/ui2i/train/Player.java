package org.ui2i.train;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.ui2i.data.Batch;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Optimizer;

/** One of a training's players: networks that one optimizer changes to lower one objective. */
public final class Player {
    private final String name;
    private final Optimizer optimizer;
    private final double baseRate;
    private final List<Part> parts;
    private final List<NDArray> weights = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Ema> averages = new ArrayList<>();
    private final List<LongConsumer> hooks = new ArrayList<>();
    private final List<Player> also = new ArrayList<>();
    private Schedule schedule = Schedule.constant();
    private boolean scheduled;
    private int every = 1;
    private int times = 1;
    private long first = 1;
    private long last = Long.MAX_VALUE;

    /**
     * A player that steps once in every step, at a constant rate.
     *
     * @param name as its terms appear in the history, letters, digits, - and _
     * @param optimizer its own: moments are not shared between players
     * @param parts the networks it changes, at least one; a child that two share is changed once
     */
    public Player(String name, Optimizer optimizer, Part... parts) {
        check(name.matches("[\\w-]+"), "a player is named \"%s\": use letters, digits, - and _", name);
        check(parts.length > 0, "player %s has no network: give at least one", name);
        this.name = name;
        this.optimizer = optimizer;
        this.baseRate = optimizer.learningRate();
        this.parts = List.of(parts);
        Set<NDArray> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < parts.length; i++) {
            String prefix = i + "/";
            parts[i].weights().forEach((path, array) -> {
                if (seen.add(array)) {
                    weights.add(array);
                    names.add(prefix + path);
                }
            });
        }
        check(!weights.isEmpty(), "player %s has no weights to change: give it a network that has some", name);
    }

    /**
     * Steps only in every k-th step.
     *
     * @param k 1 for every step
     * @return this
     */
    public Player every(int k) {
        check(k >= 1, "player %s steps every %d steps: use at least 1", name, k);
        every = k;
        return this;
    }

    /**
     * Steps several times on the same batch; its last terms are recorded.
     *
     * @param k 1 for once
     * @return this
     */
    public Player times(int k) {
        check(k >= 1, "player %s steps %d times: use at least 1", name, k);
        times = k;
        return this;
    }

    /**
     * Steps only from some step on, after others have warmed up.
     *
     * @param step its first step, 1 for the run's
     * @return this
     */
    public Player from(long step) {
        check(step >= 1, "player %s steps from step %d on: use at least 1", name, step);
        first = step;
        return this;
    }

    /**
     * Steps only up to some step, and stands still afterwards.
     *
     * @param step its last step, 0 for none at all
     * @return this
     */
    public Player until(long step) {
        check(step >= 0, "player %s steps until step %d: use 0 or more", name, step);
        last = step;
        return this;
    }

    /**
     * Lets each of its steps change another player's networks, too: by its own objective's gradient, with the other's
     * optimizer and moments. So TUNIT's guiding network steps twice: on its own objective, and on the generator's.
     *
     * @param other a player of the same training
     * @return this
     */
    public Player alsoSteps(Player other) {
        check(other != this, "player %s also steps itself: it does so anyway", name);
        also.add(other);
        return this;
    }

    /**
     * Changes the learning rate over time.
     *
     * @param change factor on the optimizer's rate at the time the player was made
     * @return this
     */
    public Player schedule(Schedule change) {
        schedule = change;
        scheduled = true;
        return this;
    }

    /**
     * Updates an average at the end of each step in which it has its turn, after all players' turns; the average is saved
     * in checkpoints.
     *
     * @param ema the average
     * @return this
     */
    public Player average(Ema ema) {
        averages.add(ema);
        return this;
    }

    /**
     * Runs something after each of its steps.
     *
     * @param hook takes the step's number; what it changes must live in a network to be saved
     * @return this
     */
    public Player after(LongConsumer hook) {
        hooks.add(hook);
        return this;
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    List<Part> parts() {
        return parts;
    }

    /** What its optimizer changes, each array once. */
    List<NDArray> weights() {
        return weights;
    }

    List<Ema> averages() {
        return averages;
    }

    List<Player> also() {
        return also;
    }

    boolean stepsIn(long number) {
        return number >= first && number <= last && number % every == 0;
    }

    /** What follows all players' turns in a step. */
    void end() {
        averages.forEach(Ema::update);
    }

    /**
     * Where its objective leads from here.
     *
     * @param values the terms, unweighted, and their total
     * @param gradients of the total, for its own weights and then those of the players that it also steps
     */
    record Slope(Map<String, Double> values, List<NDArray> gradients) {}

    /** Its turn in a step: the terms' values, or an exception before anything of its own has changed. */
    Map<String, Double> step(long number, Supplier<Slope> at) {
        if (scheduled) {
            optimizer.setLearningRate(baseRate * schedule.factor(number));
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < times; i++) {
            Slope slope = at.get();
            values = slope.values;
            change(slope);
            hooks.forEach(hook -> hook.accept(number));
        }
        return values;
    }

    <B extends Batch> Slope slope(B batch, Objective<B> objective) {
        LossTerms terms = Grad.on(() -> objective.at(batch));
        Map<String, Double> values = Grad.off(terms::values);
        values.forEach((term, value) -> {
            if (!Double.isFinite(value)) {
                throw new Training.NotFinite(name + "/" + term, value, batch);
            }
        });
        List<NDArray> changed = new ArrayList<>(weights);
        also.forEach(other -> changed.addAll(other.weights));
        List<NDArray> grads = Grad.on(() -> Grad.of(terms.total(), changed));
        if (!Grad.finite(grads)) {
            throw new Training.NotFinite("the gradient of " + name + "'s " + bad(grads), Double.NaN, batch);
        }
        return new Slope(values, grads);
    }

    private void change(Slope slope) {
        List<NDArray> rest = change(slope.gradients);
        for (Player other : also) {
            rest = other.change(rest);
        }
        slope.gradients.forEach(NDArray::close);
    }

    /** One optimizer step by the first gradients; the others are handed back. */
    private List<NDArray> change(List<NDArray> grads) {
        optimizer.step(weights, grads.subList(0, weights.size()));
        return grads.subList(weights.size(), grads.size());
    }

    private String bad(List<NDArray> grads) {
        List<String> names = new ArrayList<>(this.names);
        also.forEach(other -> other.names.forEach(path -> names.add(other.name + "/" + path)));
        for (int i = 0; i < grads.size(); i++) {
            if (!Grad.finite(grads.subList(i, i + 1))) {
                return names.get(i);
            }
        }
        return "weights"; // unreachable: one of them is not finite
    }
}
