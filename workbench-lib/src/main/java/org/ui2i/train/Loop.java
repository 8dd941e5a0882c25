package org.ui2i.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ui2i.data.Batch;
import org.ui2i.data.Batches;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.NotEnoughMemory;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

/** One run of a training: its steps one after the other, on the thread that called. */
final class Loop<B extends Batch> {
    private final Training<B> training;
    private final Batches<B> data;
    private final List<Objective<B>> objectives;
    private final Listener listener;
    private final long last;
    private final int parts;
    private final Pace pace;
    private final List<NDArray> networks = new ArrayList<>();

    Loop(Training<B> training, Batches<B> data, int steps, Listener listener, List<Objective<B>> objectives) {
        this.training = training;
        this.data = data;
        this.objectives = objectives;
        this.listener = listener;
        parts = training.parts();
        long first = training.stepNow() + 1;
        last = training.stepNow() + steps;
        pace = new Pace(data.batchSize(), first, last);
        Set<NDArray> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        training.networks().values().stream().filter(seen::add).forEach(networks::add);
    }

    History run() {
        boolean interrupted = poll(false);
        try {
            listener.started(training.historyNow(), training.stepNow() + 1, last);
            while (training.stepNow() < last && !training.stopped()) {
                one();
                // Taken down here, so that files and listeners are not cut off by it, and put up again at the end.
                interrupted = poll(interrupted);
                training.saving().every(training, listener);
            }
            training.saving().end(training, listener);
            return training.historyNow();
        } catch (Training.NotFinite e) {
            throw new Training.NotFinite(e, training.saving().lastGood());
        } catch (EngineException | OutOfMemoryError e) {
            NotEnoughMemory memory = NotEnoughMemory.behind(e);
            if (memory == null) {
                throw e;
            }
            throw memory.with(training.saving().lastGood());
        } finally {
            training.setStopped(false);
            listener.finished(training.historyNow());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean poll(boolean before) {
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            training.setStopped(true);
        }
        return before || interrupted;
    }

    private void one() {
        long begun = System.nanoTime();
        long number = training.stepNow() + 1;
        Map<String, Double> values = step(number);
        training.set(number, training.dataHash());
        double seconds = (System.nanoTime() - begun) / 1e9;
        Progress progress = pace.stepped(number, values, seconds);
        training.historyNow().add(progress, seconds);
        listener.stepped(progress);
    }

    /** What follows all players' turns: hooks, which still see the averages of the turns, then the averages. */
    private boolean end(B batch) {
        training.hooks().forEach(hook -> hook.accept(batch));
        training.players().stream()
                .filter(player -> player.stepsIn(batch.step().number()))
                .forEach(Player::end);
        return true;
    }

    /**
     * One player's. What it computed from weights makes room for the next one, but for what {@link Step#once} keeps. All
     * else stays: the engine borrows the memory of arrays made of Java's numbers, and a graph that players share reads it.
     */
    private Map<String, Double> turn(NDManager scope, B batch, Player player, Objective<B> objective) {
        Set<NDArray> before = Collections.newSetFromMap(new IdentityHashMap<>());
        before.addAll(scope.getManagedArrays());
        Map<String, Double> values = player.step(batch.step().number(), () -> player.slope(batch, objective));
        List<NDArray> fresh = scope.getManagedArrays().stream()
                .filter(array -> !before.contains(array) && !batch.step().keeps(array))
                .toList();
        boolean[] tracked = fresh.isEmpty() ? new boolean[0] : Grad.tracked(fresh);
        for (int i = 0; i < tracked.length; i++) {
            if (tracked[i] && !fresh.get(i).hasGradient()) { // no weights of a network that was attached to the step
                fresh.get(i).close();
            }
        }
        return values;
    }

    private Map<String, Double> step(long number) {
        Map<String, Double> all = new LinkedHashMap<>();
        List<Player> players = training.players();
        try (NDManager scope = Tensors.scope()) {
            // The networks hang on the step's scope until it closes: a result joins its first operand's manager, so a
            // term that starts with a weight (a penalty on weights) would otherwise live as long as the network.
            networks.forEach(array -> array.tempAttach(scope));
            B batch = Grad.off(() -> data.batch(new Step(scope, training.seed(), number)));
            Parts<B> cut = parts == 1 ? null : new Parts<>(batch, parts, networks);
            for (int i = 0; i < players.size(); i++) {
                Player player = players.get(i);
                Objective<B> objective = objectives.get(i);
                if (player.stepsIn(number)) {
                    Map<String, Double> values = cut == null
                            ? turn(scope, batch, player, objective)
                            : player.step(number, () -> cut.slope(player, objective));
                    values.forEach((term, value) -> all.put(player.name() + "/" + term, value));
                }
            }
            Grad.off(() -> end(batch));
        }
        return all;
    }
}
