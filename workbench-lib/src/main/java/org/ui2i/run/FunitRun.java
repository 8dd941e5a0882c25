package org.ui2i.run;

import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.FewShotPair;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitConfig;
import org.ui2i.tensor.RmsProp;
import org.ui2i.train.Schedule;

/**
 * All that decides a training of FUNIT: config.yaml.
 *
 * @param data as {@link Datasets#fewShot} takes it
 * @param size edge of the images in pixels
 * @param batch items in a step
 * @param shots class images an item, K
 * @param fonts source fonts, drawn by the seed; 0 for all, and for own folders
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers; the discriminator gets as many classes as there are source fonts
 */
public record FunitRun(
        String data, int size, int batch, int shots, int fonts, long seed, double decay, Scale scale, FunitConfig model)
        implements FewShotRun {
    /** The bundled data. */
    public static final String GLYPHS = "glyph-fonts";

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
    public FunitRun {
        FewShotRun.checked(data, size, batch, fonts, decay);
        scale.checkFits(data, batch);
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link Datasets#fewShot} takes it
     * @param size edge of the images in pixels
     * @param batch items in a step
     * @param shots class images an item, K
     * @param fonts source fonts, drawn by the seed; 0 for all, and for own folders
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param model the networks' numbers; the discriminator gets as many classes as there are source fonts
     */
    public FunitRun(
            String data, int size, int batch, int shots, int fonts, long seed, double decay, FunitConfig model) {
        this(data, size, batch, shots, fonts, seed, decay, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link Datasets#fewShot} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static FunitRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new FunitRun(data, 32, 2, 1, 0, seed, 0, FunitConfig.tiny());
            case LAB -> new FunitRun(data, 32, 16, 1, 0, seed, 0, FunitConfig.lab());
            case PAPER ->
                new FunitRun(data, 128, 64, 1, 0, seed, 0, Scale.images(data, 140 / 128., true), FunitConfig.paper());
        };
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public Funit networks() {
        return new Funit(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.steps(100_000);
    }

    @Override
    public Session<FewShotPair> session(long steps) {
        FewShotImages images = images();
        FunitConfig fitting = model.withChannels(images.images().channels())
                .withClasses(images.classes().size());
        return new FunitRun(data, size, batch, shots, fonts, seed, decay, scale, fitting).session(images, steps);
    }

    private Session<FewShotPair> session(FewShotImages images, long steps) {
        return session(
                "funit",
                "FUNIT",
                images,
                networks(),
                model.ema(),
                new RmsProp(model.optimizer()),
                new RmsProp(model.optimizer()),
                Schedule.fallingIn(decay, steps));
    }
}
