package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.List;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/**
 * All that decides a training of CycleGAN: config.yaml.
 *
 * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
 * @param batch images of each domain in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record CycleGanRun(String data, int batch, long seed, double decay, Scale scale, CycleGanConfig model)
        implements PairRun {
    static final String NAME = "cyclegan";

    /** Ready numbers. */
    public enum Preset {
        /** seconds, for tests */
        TINY,
        /** minutes on two CPU cores */
        LAB,
        /** the paper's network, for 256 pixels; for a GPU */
        PAPER
    }

    /** Checks the ranges. */
    public CycleGanRun {
        PairRun.checked(model.size(), batch, decay);
        scale.checkFits(data, batch);
        int step = 1 << model.gen().downs();
        check(
                model.size() >= model.smallestImage() && model.size() % step == 0,
                "size is %d: use a multiple of %d from %d on, or fewer gen.downs, dis.layers",
                model.size(),
                step,
                model.smallestImage());
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
     * @param batch images of each domain in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param model the networks' numbers
     */
    public CycleGanRun(String data, int batch, long seed, double decay, CycleGanConfig model) {
        this(data, batch, seed, decay, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static CycleGanRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new CycleGanRun(data, 2, seed, 0, CycleGanConfig.tiny());
            case LAB -> new CycleGanRun(data, 4, seed, 0.5, CycleGanConfig.lab());
            case PAPER ->
                new CycleGanRun(data, 1, seed, 0.5, Scale.images(data, 286 / 256., true), CycleGanConfig.paper());
        };
    }

    @Override
    public int size() {
        return model.size();
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public CycleGan networks() {
        return new CycleGan(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.epochs(200);
    }

    @Override
    public Session<Pair> session(long steps) {
        UnpairedImages images = images();
        CycleGanConfig fitting = model.withChannels(images.channels(), images.channels());
        return new CycleGanRun(data, batch, seed, decay, scale, fitting).session(images, steps);
    }

    /**
     * On given images, whose channels the networks have.
     *
     * @param images to train on
     * @param steps that are planned
     * @return ready to train
     */
    public Session<Pair> session(UnpairedImages images, long steps) {
        CycleGan networks = networks();
        return new Session<>(
                NAME,
                summary("CycleGAN", model.gen().filters()),
                Configs.toYaml(this),
                images,
                training(networks, Schedule.fallingIn(decay, steps)),
                List.of(networks::generator, networks::discriminator),
                Session.two("genAB", networks.genAB(), "genBA", networks.genBA()),
                SampleRows.twoWay(networks::aToB, networks::bToA));
    }

    /** The generators first: the discriminators see the fakes that were drawn before that step. */
    private Training<Pair> training(CycleGan networks, Schedule rates) {
        Adam gen = new Adam(model.optimizer()), dis = new Adam(model.optimizer());
        return scale.on(new Training<Pair>(seed))
                .player(new Player("gen", gen, networks.genAB(), networks.genBA()).schedule(rates))
                .player(new Player("dis", dis, networks.disA(), networks.disB()).schedule(rates))
                .keep("poolA", networks.poolA())
                .keep("poolB", networks.poolB());
    }
}
