package org.ui2i.run;

import java.util.List;
import java.util.Map;
import org.ui2i.data.LabelledImages;
import org.ui2i.data.LabelledTriple;
import org.ui2i.models.RelGan;
import org.ui2i.models.RelGanConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/**
 * All that decides a training of RelGAN: config.yaml.
 *
 * @param data as {@link org.ui2i.data.Datasets#labelled} takes it, of three domains or more
 * @param batch triples of images in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record RelGanRun(String data, int batch, long seed, double decay, Scale scale, RelGanConfig model)
        implements LabelledRun {
    static final String NAME = "relgan";

    /** Ready numbers. */
    public enum Preset {
        /** seconds, for tests */
        TINY,
        /** minutes on two CPU cores */
        LAB,
        /** the paper's network; for a GPU */
        PAPER
    }

    /** Checks the ranges. */
    public RelGanRun {
        LabelledRun.checked(data, model.size(), batch, decay);
        scale.checkFits(data, batch);
        scale.checkWhole("RelGAN", "its switchable norms take statistics over the whole batch");
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link org.ui2i.data.Datasets#labelled} takes it, of three domains or more
     * @param batch triples of images in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param model the networks' numbers
     */
    public RelGanRun(String data, int batch, long seed, double decay, RelGanConfig model) {
        this(data, batch, seed, decay, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link org.ui2i.data.Datasets#labelled} takes it, of three domains or more
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static RelGanRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new RelGanRun(data, 2, seed, 0, RelGanConfig.tiny());
            case LAB -> new RelGanRun(data, 16, seed, 0.5, RelGanConfig.lab());
            case PAPER -> new RelGanRun(data, 4, seed, 0, RelGanConfig.paper());
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
    public RelGan networks() {
        return new RelGan(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.steps(200_000);
    }

    @Override
    public Session<LabelledTriple> session(long steps) {
        LabelledImages images = images();
        RelGanConfig fitting = model.withData(images.channels(), images.labels());
        return new RelGanRun(data, batch, seed, decay, scale, fitting).session(images, steps);
    }

    /**
     * On given images, whose channels and labels the networks have.
     *
     * @param images to train on
     * @param steps that are planned
     * @return ready to train
     */
    public Session<LabelledTriple> session(LabelledImages images, long steps) {
        RelGan relGan = networks();
        Schedule rates = Schedule.fallingIn(decay, steps);
        Training<LabelledTriple> training = scale.on(new Training<LabelledTriple>(seed))
                .player(new Player("dis", new Adam(model.optimizer()), relGan.dis()).schedule(rates))
                .player(new Player("gen", new Adam(model.optimizer()), relGan.gen()).schedule(rates));
        return new Session<>(
                NAME,
                summary("RelGAN", images),
                Configs.toYaml(this),
                images.triples(),
                training,
                List.of(relGan::discriminator, relGan::generator),
                Map.of("gen", relGan.gen()),
                x -> SampleRows.labelled(x.a().x(), model.labels(), "+ ", relGan::translate));
    }
}
