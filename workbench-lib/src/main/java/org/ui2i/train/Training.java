package org.ui2i.train;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ui2i.data.Batch;
import org.ui2i.data.Batches;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Optimizer;
import org.ui2i.tensor.Precision;
import org.ui2i.tensor.Tensors;

/**
 * Trains any number of players that take turns on the same batches. Built without objectives: those are handed to
 * {@link #run}, so that a notebook's edited loss is the one that runs. Running again continues.
 * <pre>{@code
 * Training<Pair> training = new Training<Pair>(seed)
 *         .player("dis", new Adam(config), dA, dB)
 *         .player("gen", new Adam(config), gA, gB);
 * History history = training.run(data, Budget.steps(2000), plot, x -> discriminator(x), x -> generator(x));
 * }</pre>
 *
 * <p>A step's arrays live until the step ends; nobody closes anything. An interrupt of the thread (a notebook's stop
 * button) or {@link #stop} ends the run after the current step; history and weights are then those of that step.
 *
 * @param <B> kind of batch
 */
public final class Training<B extends Batch> {
    private final long seed;
    private final List<Player> players = new ArrayList<>();
    private final Map<String, Part> kept = new LinkedHashMap<>();
    private final List<Consumer<B>> hooks = new ArrayList<>();
    private final History history = new History();
    private final ReentrantLock lock = new ReentrantLock();
    private final Saving saving = new Saving();
    private volatile boolean stopped;
    private long step;
    private int parts = 1;
    private Precision precision = Precision.FP32;
    private String model = "";
    private String config = "";
    private String dataHash = "";
    private boolean resumed;

    /** A loss or gradient is NaN or infinite. The player named has not changed anything in this step. */
    public static final class NotFinite extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotFinite(String what, double value, Batch batch) {
            super(String.format(
                    "%s is %s in step %d, on the batch %s: lower the learning rate, or look at these items",
                    what, value, batch.step().number(), batch.sources()));
        }

        NotFinite(NotFinite plain, String lastGood) {
            super(plain.getMessage() + "; " + lastGood, plain);
        }
    }

    /**
     * No players, no steps.
     *
     * @param seed decides every random draw of the run
     */
    public Training(long seed) {
        this.seed = seed;
    }

    /**
     * Adds a player that steps once in every step.
     *
     * @param name as its terms appear in the history
     * @param optimizer its own
     * @param parts the networks it changes
     * @return this
     */
    public Training<B> player(String name, Optimizer optimizer, Part... parts) {
        return player(new Player(name, optimizer, parts));
    }

    /**
     * Adds a player; players step in the order in which they were added.
     *
     * @param player with a name of its own
     * @return this
     */
    public Training<B> player(Player player) {
        check(step == 0, "player %s comes after step %d: add players before the first run", player.name(), step);
        check(
                players.stream().noneMatch(p -> p.name().equals(player.name())),
                "two players are named \"%s\": give each its own name",
                player.name());
        player.also()
                .forEach(other -> check(
                        players.contains(other),
                        "player %s also steps %s, which is no player yet: add %s before",
                        player.name(),
                        other.name(),
                        other.name()));
        players.add(player);
        return this;
    }

    /**
     * Adds a network that no player changes but checkpoints must hold, such as a queue or a mapping of a hook.
     *
     * @param name its name in the checkpoint
     * @param part the network
     * @return this
     */
    public Training<B> keep(String name, Part part) {
        kept.put(name, part);
        return this;
    }

    /**
     * Runs something at the end of every step, after all players' turns and before the averages move.
     *
     * @param hook takes the step's batch, without a graph; what it changes must be {@link #keep kept} to be saved
     * @return this
     */
    public Training<B> atEnd(Consumer<B> hook) {
        hooks.add(hook);
        return this;
    }

    /**
     * Cuts each step's batch into parts, so that one part's graph is held at a time: in a turn, the parts' gradients are
     * averaged, and the player steps once. Draws with a row an image are the whole batch's, cut; so the step is the whole
     * batch's, but for rounding, if the objective is a mean over images and no network takes statistics over the batch.
     * Forwards that players share are computed again in each turn. Checkpoints hold whole steps.
     *
     * @param count k, a divisor of the batch size; 1 for whole batches
     * @return this
     */
    public Training<B> accumulate(int count) {
        check(count >= 1, "the batch is cut into %d parts: use 1 (whole batches) or more", count);
        parts = count;
        return this;
    }

    /**
     * Computes objectives and their gradients less finely.
     *
     * @param choice of convolutions and linear layers; fp32 unless it is set
     * @return this
     * @throws IllegalArgumentException if this machine or process does not compute it
     */
    public Training<B> precision(Precision choice) {
        choice.checkHere();
        precision = choice;
        return this;
    }

    /**
     * Says which networks these are, so that a checkpoint can be used without its run.
     *
     * @param name for example {@code unit}
     * @return this
     */
    public Training<B> model(String name) {
        model = name;
        return this;
    }

    /**
     * Says what the networks and data are made of; a checkpoint of another configuration is then refused.
     *
     * @param yaml from {@link Configs#toYaml}
     * @return this
     */
    public Training<B> config(String yaml) {
        config = yaml;
        return this;
    }

    /**
     * Writes checkpoints and the history while it runs: every so many steps, at the end and when interrupted. The last
     * two checkpoints are kept.
     *
     * @param folder made if it is not there; holds {@code last.ckpt, previous.ckpt, history.csv, timing.csv}
     * @param every steps between two checkpoints, at least 1
     * @return this
     */
    public Training<B> saving(Path folder, int every) {
        saving.into(folder, every);
        return this;
    }

    /**
     * Keeps the checkpoint of every so many steps besides, as {@code step-N.ckpt} in the folder of {@link #saving}.
     *
     * @param every steps between two of them; 0 for none
     * @return this
     */
    public Training<B> keeping(int every) {
        saving.keeping(every);
        return this;
    }

    /**
     * Trains, or goes on training.
     *
     * @param data batches as a function of the step
     * @param steps how many further steps, at least 1
     * @param objectives one a player, in the players' order
     * @return the history of all steps so far
     * @throws NotFinite if a loss or gradient is not finite
     */
    @SafeVarargs
    public final History run(Batches<B> data, int steps, Objective<B>... objectives) {
        return run(data, steps, Listener.all(), objectives);
    }

    /**
     * Trains, or goes on training, while a listener watches.
     *
     * @param data batches as a function of the step
     * @param steps how many further steps, at least 1
     * @param listener see {@link Listener#all} for several
     * @param objectives one a player, in the players' order
     * @return the history of all steps so far
     * @throws NotFinite if a loss or gradient is not finite
     * @throws org.ui2i.tensor.NotEnoughMemory if a step needs more than there is; a smaller one may follow
     * @throws IllegalArgumentException if another training writes into the folder of {@link #saving}
     */
    @SafeVarargs
    public final History run(Batches<B> data, int steps, Listener listener, Objective<B>... objectives) {
        check(steps >= 1, "%d steps asked for: use at least 1", steps);
        check(
                objectives.length == players.size(),
                "%d objectives for the players %s: give one a player, in this order",
                objectives.length,
                players.stream().map(Player::name).toList());
        check(
                data.batchSize() % parts == 0,
                "a batch of %d cannot be cut into %d equal parts: use a divisor for accumulate",
                data.batchSize(),
                parts);
        List<Objective<B>> list =
                List.of(objectives).stream().map(each -> each.in(precision)).toList();
        check(!lock.isHeldByCurrentThread(), "a listener starts a run: start it after this one has ended");
        return locked(() -> {
            accept(data.hash());
            try (Saving.Held held = saving.hold()) {
                return new Loop<>(this, data, steps, listener, list).run();
            }
        });
    }

    private void accept(String hash) {
        check(
                !resumed || dataHash.isEmpty() || dataHash.equals(hash),
                "the data's hash is %s, but the checkpoint was trained on %s: use the same data",
                hash,
                dataHash);
        dataHash = hash;
    }

    /**
     * Asks a run on another thread to end after its current step; if none runs, the next one ends before its first.
     */
    public void stop() {
        stopped = true;
    }

    /**
     * How many steps are done.
     *
     * @return over all runs; a run that is still stopping is waited for
     */
    public long step() {
        return locked(() -> step);
    }

    /**
     * How many numbers the players change.
     *
     * @return each counted once, also where players share a network
     */
    public long count() {
        Set<NDArray> weights = Collections.newSetFromMap(new IdentityHashMap<>());
        players.forEach(player ->
                player.parts().forEach(part -> weights.addAll(part.weights().values())));
        return weights.stream().mapToLong(NDArray::size).sum();
    }

    /**
     * All steps so far; a run that is still stopping is waited for.
     *
     * @return the history
     */
    public History history() {
        return locked(() -> history);
    }

    /**
     * Writes a checkpoint: networks with buffers, averages, optimizers, step, rates, history, seed, configuration.
     *
     * @param file the checkpoint; replaced in one go, never left half written
     */
    public void save(Path file) {
        locked(() -> {
            saving.write(Checkpoint.of(this), file);
            return file;
        });
    }

    /**
     * Takes over a checkpoint; the next run goes on from there as if it had never ended: on the CPU bit for bit, with as
     * many threads ({@code OMP_NUM_THREADS}; another number of them rounds sums otherwise).
     *
     * @param file a checkpoint, or a folder that {@link #saving} wrote into; a damaged newest file is passed over for
     *     the one before it
     * @return what was loaded
     * @throws IllegalArgumentException if the checkpoint is of another seed, configuration or network; the difference
     *     is named and nothing has changed
     */
    public Checkpoint.Resumed resume(Path file) {
        return locked(() -> {
            try (NDManager scope = Tensors.scope()) {
                Checkpoint.Loaded loaded = Checkpoint.newest(file, scope);
                loaded.content().restore(this);
                resumed = true;
                saving.resumed(loaded.from().file());
                return loaded.from();
            } catch (IOException e) {
                throw new UncheckedIOException("no checkpoint can be read at " + file + ": " + e.getMessage(), e);
            }
        });
    }

    /**
     * Tells networks apart: equal if all weights, buffers and averages are, bit for bit.
     *
     * @return SHA-256 in hex, as {@link Checkpoint#weightsHash} gives it
     */
    public String weightsHash() {
        return locked(() -> Checkpoint.hash(networks()));
    }

    /** Frees the networks and the optimizers; nothing can be done with this training, or with its networks, afterwards. */
    public void discard() {
        locked(() -> {
            players.forEach(player -> player.optimizer().close());
            networks().values().forEach(NDArray::close);
            return true;
        });
    }

    /** Every network's arrays by path: weights, buffers, averages, what is kept; each array once. */
    Map<String, NDArray> networks() {
        return Checkpoint.networks(players, kept);
    }

    List<Player> players() {
        return players;
    }

    List<Consumer<B>> hooks() {
        return hooks;
    }

    /**
     * What decides every random draw.
     *
     * @return the run's seed
     */
    public long seed() {
        return seed;
    }

    int parts() {
        return parts;
    }

    String model() {
        return model;
    }

    String config() {
        return config;
    }

    String dataHash() {
        return dataHash;
    }

    boolean stopped() {
        return stopped;
    }

    void setStopped(boolean now) {
        stopped = now;
    }

    Saving saving() {
        return saving;
    }

    /** For the checkpoint, which holds the lock. */
    long stepNow() {
        return step;
    }

    History historyNow() {
        return history;
    }

    void set(long newStep, String newDataHash) {
        step = newStep;
        dataHash = newDataHash;
    }

    /** One run at a time: a cancelled cell's thread is still in its native step when the next cell starts. */
    private <T> T locked(Supplier<T> work) {
        try {
            if (!lock.tryLock()) { // an interrupted thread may still read the history
                lock.lockInterruptibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the training's last run was still stopping", e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
