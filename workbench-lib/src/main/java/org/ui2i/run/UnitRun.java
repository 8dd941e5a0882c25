package org.ui2i.run;

import java.util.List;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.Part;
import org.ui2i.train.Configs;
import org.ui2i.train.Schedule;

/**
 * All that decides a training of UNIT: config.yaml.
 *
 * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
 * @param size edge of the images in pixels
 * @param batch images of each domain in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record UnitRun(String data, int size, int batch, long seed, double decay, Scale scale, UnitConfig model)
        implements PairRun {
    /** Ready numbers. */
    public enum Preset {
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
    public UnitRun {
        PairRun.checked(size, batch, decay);
        scale.checkFits(data, batch);
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
     * @param size edge of the images in pixels
     * @param batch images of each domain in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param model the networks' numbers
     */
    public UnitRun(String data, int size, int batch, long seed, double decay, UnitConfig model) {
        this(data, size, batch, seed, decay, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static UnitRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new UnitRun(data, 32, 2, seed, 0, UnitConfig.tiny());
            case LAB -> new UnitRun(data, 32, 8, seed, 0.5, UnitConfig.lab());
            case PAPER -> new UnitRun(data, 256, 1, seed, 0, Scale.images(data, 1, true), UnitConfig.paper());
            case LATER -> new UnitRun(data, 64, 1, seed, 0, UnitConfig.later());
        };
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public Unit networks() {
        return new Unit(model, seed);
    }

    /** Of the public code's street scenes. */
    @Override
    public Length paperLength() {
        return Length.steps(500_000);
    }

    @Override
    public Session<Pair> session(long steps) {
        UnpairedImages images = images();
        UnitConfig fitting = model.withChannels(images.channels(), images.channels());
        return new UnitRun(data, size, batch, seed, decay, scale, fitting).session(images, steps);
    }

    /**
     * On given images, whose channels the networks have.
     *
     * @param images to train on
     * @param steps that are planned
     * @return ready to train
     */
    public Session<Pair> session(UnpairedImages images, long steps) {
        Unit unit = networks();
        Part[] dis = {unit.disA(), unit.disB()}, gen = {unit.genA(), unit.genB()};
        return new Session<>(
                "unit",
                summary("UNIT", model.filters()),
                Configs.toYaml(this),
                images,
                training(model.optimizer(), Schedule.fallingIn(decay, steps), dis, gen),
                List.of(unit::discriminator, unit::generator),
                Session.generators(unit.genA(), unit.genB()),
                SampleRows.twoWay(unit::aToB, unit::bToA));
    }
}
