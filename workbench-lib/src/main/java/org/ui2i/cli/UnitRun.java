package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Locale;
import org.ui2i.data.Datasets;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/**
 * All that decides a training of UNIT: config.yaml.
 *
 * @param data as {@link Datasets#unpaired} takes it
 * @param size edge of the images in pixels
 * @param batch images of each domain in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param model the networks' numbers
 */
record UnitRun(String data, int size, int batch, long seed, double decay, UnitConfig model) {
    private static final List<String> OWN = List.of("data", "size", "batch", "seed", "decay", "model");

    /** Ready numbers. */
    enum Preset {
        /** seconds, for tests */
        TINY,
        /** minutes on two CPU cores */
        LAB,
        /** the paper's network; for a GPU */
        PAPER,
        /** the public code base's later branch; for a GPU */
        LATER
    }

    /** Checks the ranges. */
    UnitRun {
        check(size >= 8 && batch >= 1, "size is %d and batch %d: use at least 8 and 1", size, batch);
        check(decay >= 0 && decay <= 1, "decay is %s: use a share in [0, 1]", decay);
    }

    static UnitRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new UnitRun(data, 32, 2, seed, 0, UnitConfig.tiny());
            case LAB -> new UnitRun(data, 32, 8, seed, 0.5, UnitConfig.lab());
            case PAPER -> new UnitRun(data, 64, 1, seed, 0, UnitConfig.paper());
            case LATER -> new UnitRun(data, 64, 1, seed, 0, UnitConfig.later());
        };
    }

    /** With settings {@code field=value}; a field of the model needs no {@code model.} before it. */
    UnitRun with(List<String> sets) {
        return Configs.with(this, sets.stream().map(UnitRun::full).toList());
    }

    private static String full(String set) {
        String first = set.split("[.=]", 2)[0].strip();
        return OWN.contains(first) ? set : "model." + set;
    }

    /** The networks take the channels that the images have. */
    UnitRun withChannels(int channels) {
        return new UnitRun(data, size, batch, seed, decay, model.withChannels(channels, channels));
    }

    UnpairedImages images() {
        return Datasets.unpaired(data).size(size).batch(batch);
    }

    Unit networks() {
        return new Unit(model, seed);
    }

    /** The players, with the rate's schedule over so many steps. */
    Training<Pair> training(Unit unit, long steps) {
        Schedule schedule = schedule(steps);
        return new Training<Pair>(seed)
                .config(Configs.toYaml(this))
                .player(new Player("dis", new Adam(model.optimizer()), unit.disA(), unit.disB()).schedule(schedule))
                .player(new Player("gen", new Adam(model.optimizer()), unit.genA(), unit.genB()).schedule(schedule));
    }

    private Schedule schedule(long steps) {
        long from = Math.round(steps * (1 - decay));
        return from < 1 || from >= steps ? Schedule.constant() : Schedule.linearToZero(from, steps);
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "UNIT on %s, %d x %d, batch %d, seed %d, %d filters",
                data,
                size,
                size,
                batch,
                seed,
                model.filters());
    }
}
