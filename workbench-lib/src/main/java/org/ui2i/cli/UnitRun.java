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
record UnitRun(String data, int size, int batch, long seed, double decay, UnitConfig model) implements ModelRun {
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

    UnpairedImages images() {
        return Datasets.unpaired(data).size(size).batch(batch);
    }

    Unit networks() {
        return new Unit(model, seed);
    }

    @Override
    public Session<Pair> session(long steps) {
        UnpairedImages images = images();
        UnitConfig fitting = model.withChannels(images.channels(), images.channels());
        return new UnitRun(data, size, batch, seed, decay, fitting).session(images, steps);
    }

    /** On given images, whose channels the networks have. */
    Session<Pair> session(UnpairedImages images, long steps) {
        Unit unit = networks();
        return new Session<>(
                "unit",
                summary(),
                Configs.toYaml(this),
                images,
                training(unit, Schedule.fallingIn(decay, steps)),
                List.of(unit::discriminator, unit::generator),
                Session.generators(unit.genA(), unit.genB()));
    }

    private Training<Pair> training(Unit unit, Schedule schedule) {
        return new Training<Pair>(seed)
                .player(new Player("dis", new Adam(model.optimizer()), unit.disA(), unit.disB()).schedule(schedule))
                .player(new Player("gen", new Adam(model.optimizer()), unit.genA(), unit.genB()).schedule(schedule));
    }

    private String summary() {
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
