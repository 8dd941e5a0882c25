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
    private Schedule schedule = Schedule.constant();
    private boolean scheduled;
    private int every = 1;
    private int times = 1;

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
     * Updates an average after each of its steps; the average is saved in checkpoints.
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

    List<Ema> averages() {
        return averages;
    }

    boolean stepsIn(long number) {
        return number % every == 0;
    }

    /** Its turn in a step: the terms' values, or an exception before anything of its own has changed. */
    <B extends Batch> Map<String, Double> step(B batch, Objective<B> objective) {
        if (scheduled) {
            optimizer.setLearningRate(baseRate * schedule.factor(batch.step().number()));
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < times; i++) {
            values = once(batch, objective);
            averages.forEach(Ema::update);
            hooks.forEach(hook -> hook.accept(batch.step().number()));
        }
        return values;
    }

    private <B extends Batch> Map<String, Double> once(B batch, Objective<B> objective) {
        LossTerms terms = Grad.on(() -> objective.at(batch));
        Map<String, Double> values = Grad.off(terms::values);
        values.forEach((term, value) -> {
            if (!Double.isFinite(value)) {
                throw new Training.NotFinite(name + "/" + term, value, batch);
            }
        });
        List<NDArray> grads = Grad.on(() -> Grad.of(terms.total(), weights));
        if (!Grad.finite(grads)) {
            throw new Training.NotFinite("the gradient of " + name + "'s " + bad(grads), Double.NaN, batch);
        }
        optimizer.step(weights, grads);
        grads.forEach(NDArray::close);
        return values;
    }

    private String bad(List<NDArray> grads) {
        for (int i = 0; i < grads.size(); i++) {
            if (!Grad.finite(grads.subList(i, i + 1))) {
                return names.get(i);
            }
        }
        return "weights"; // unreachable: one of them is not finite
    }
}
