package org.ui2i.run;

import java.util.List;
import java.util.Map;
import org.ui2i.data.LabelledBatch;
import org.ui2i.data.LabelledImages;
import org.ui2i.models.StarGan;
import org.ui2i.models.StarGanConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/**
 * All that decides a training of StarGAN: config.yaml.
 *
 * @param data as {@link org.ui2i.data.Datasets#labelled} takes it
 * @param batch images in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record StarGanRun(String data, int batch, long seed, double decay, Scale scale, StarGanConfig model)
        implements LabelledRun {
    static final String NAME = "stargan";

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
    public StarGanRun {
        LabelledRun.checked(data, model.size(), batch, decay);
        scale.checkFits(data, batch);
        scale.checkWhole("StarGAN", "the labels to draw are those of the whole batch, in another order");
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link org.ui2i.data.Datasets#labelled} takes it
     * @param batch images in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param model the networks' numbers
     */
    public StarGanRun(String data, int batch, long seed, double decay, StarGanConfig model) {
        this(data, batch, seed, decay, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link org.ui2i.data.Datasets#labelled} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static StarGanRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new StarGanRun(data, 4, seed, 0, StarGanConfig.tiny());
            case LAB -> new StarGanRun(data, 16, seed, 0.5, StarGanConfig.lab());
            case PAPER -> new StarGanRun(data, 16, seed, 0.5, Scale.images(data, 1, true), StarGanConfig.paper());
        };
    }

    @Override
    public int size() {
        return model.size();
    }

    @Override
    public int period() {
        return model.nCritic();
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public StarGan networks() {
        return new StarGan(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.steps(200_000);
    }

    @Override
    public Session<LabelledBatch> session(long steps) {
        LabelledImages images = images();
        StarGanConfig fitting = model.withData(images.channels(), images.labels());
        return new StarGanRun(data, batch, seed, decay, scale, fitting).session(images, steps);
    }

    /**
     * On given images, whose channels and labels the networks have.
     *
     * @param images to train on
     * @param steps that are planned, D's
     * @return ready to train
     */
    public Session<LabelledBatch> session(LabelledImages images, long steps) {
        StarGan starGan = networks();
        Schedule rates = Schedule.fallingIn(decay, steps);
        Training<LabelledBatch> training = scale.on(new Training<LabelledBatch>(seed))
                .player(new Player("dis", new Adam(model.optimizer()), starGan.dis()).schedule(rates))
                .player(new Player("gen", new Adam(model.optimizer()), starGan.gen())
                        .every(model.nCritic())
                        .schedule(rates));
        return new Session<>(
                NAME,
                summary("StarGAN", images),
                Configs.toYaml(this),
                images,
                training,
                List.of(starGan::discriminator, starGan::generator),
                Map.of("gen", starGan.gen()),
                x -> SampleRows.labelled(x.x(), model.labels(), "", starGan::translate));
    }
}
