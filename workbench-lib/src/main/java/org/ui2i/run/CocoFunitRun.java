package org.ui2i.run;

import static org.ui2i.core.Check.check;

import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.FewShotPair;
import org.ui2i.models.CocoFunit;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Schedule;

/**
 * All that decides a training of COCO-FUNIT: config.yaml.
 *
 * @param data as {@link Datasets#fewShot} takes it
 * @param size edge of the images in pixels
 * @param batch items in a step
 * @param shots class images an item, K
 * @param fonts source fonts, drawn by the seed; 0 for all, and for own folders
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param halving steps after which the learning rate halves, again and again; 0 for never
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers; the discriminator gets as many classes as there are source fonts
 */
public record CocoFunitRun(
        String data,
        int size,
        int batch,
        int shots,
        int fonts,
        long seed,
        double decay,
        int halving,
        Scale scale,
        CocoFunitConfig model)
        implements FewShotRun {
    static final String NAME = "coco-funit";

    /** Checks the ranges. */
    public CocoFunitRun {
        FewShotRun.checked(data, size, batch, fonts, decay);
        scale.checkFits(data, batch);
        check(halving >= 0, "halving is %d: use a number of steps, or 0 for never", halving);
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
     * @param halving steps after which the learning rate halves, again and again; 0 for never
     * @param model the networks' numbers; the discriminator gets as many classes as there are source fonts
     */
    public CocoFunitRun(
            String data,
            int size,
            int batch,
            int shots,
            int fonts,
            long seed,
            double decay,
            int halving,
            CocoFunitConfig model) {
        this(data, size, batch, shots, fonts, seed, decay, halving, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link Datasets#fewShot} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static CocoFunitRun of(FunitRun.Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new CocoFunitRun(data, 32, 2, 1, 0, seed, 0, 0, CocoFunitConfig.tiny());
            case LAB -> new CocoFunitRun(data, 32, 16, 1, 0, seed, 0, 0, CocoFunitConfig.lab());
            case PAPER -> {
                Scale scale = Scale.images(data, 270 / 256., true);
                yield new CocoFunitRun(data, 256, 64, 1, 0, seed, 0, 100_000, scale, CocoFunitConfig.paper());
            }
        };
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public CocoFunit networks() {
        return new CocoFunit(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.steps(150_000);
    }

    @Override
    public Session<FewShotPair> session(long steps) {
        FewShotImages images = images();
        CocoFunitConfig fitting = model.withChannels(images.images().channels())
                .withClasses(images.classes().size());
        return new CocoFunitRun(data, size, batch, shots, fonts, seed, decay, halving, scale, fitting)
                .session(images, steps);
    }

    private Session<FewShotPair> session(FewShotImages images, long steps) {
        return session(
                NAME,
                "COCO-FUNIT",
                images,
                networks(),
                model.ema(),
                new Adam(model.disOptimizer()),
                new Adam(model.optimizer()),
                Schedule.fallingIn(decay, steps).halvedEvery(halving));
    }
}
