package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.FewShotPair;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitConfig;
import org.ui2i.tensor.RmsProp;
import org.ui2i.train.Configs;
import org.ui2i.train.Ema;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

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
 * @param model the networks' numbers; the discriminator gets as many classes as there are source fonts
 */
public record FunitRun(
        String data, int size, int batch, int shots, int fonts, long seed, double decay, FunitConfig model)
        implements ModelRun {
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
        check(
                data.equals(GLYPHS) || data.startsWith("folder:"),
                "FUNIT has no data \"%s\": use %s or folder:PATH, a subfolder a class",
                data,
                GLYPHS);
        check(fonts == 0 || data.equals(GLYPHS), "fonts is %d: own folders are all trained on, leave it out", fonts);
        check(size >= 8 && batch >= 1, "size is %d and batch %d: use at least 8 and 1", size, batch);
        check(decay >= 0 && decay <= 1, "decay is %s: use a share in [0, 1]", decay);
        check(fonts == 0 || fonts >= 2, "fonts is %d: two classes are drawn, use 0 (all) or at least 2", fonts);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data {@code glyph-fonts} or {@code folder:PATH}, as {@link Datasets#fewShot} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static FunitRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new FunitRun(data, 32, 2, 1, 0, seed, 0, FunitConfig.tiny());
            case LAB -> new FunitRun(data, 32, 16, 1, 0, seed, 0, FunitConfig.lab());
            case PAPER -> new FunitRun(data, 64, 64, 1, 0, seed, 0, FunitConfig.paper());
        };
    }

    /**
     * The images.
     *
     * @return as {@link #data} says, of these sizes
     */
    public FewShotImages images() {
        FewShotImages all = Datasets.fewShot(data).size(size).batch(batch).shots(shots);
        return fonts == 0 ? all : all.fonts(fonts, seed);
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
    public Session<FewShotPair> session(long steps) {
        FewShotImages images = images();
        FunitConfig fitting = model.withChannels(images.images().channels())
                .withClasses(images.classes().size());
        return new FunitRun(data, size, batch, shots, fonts, seed, decay, fitting).session(images, steps);
    }

    /** On given images, whose classes the discriminator has; the moving average is what is published. */
    private Session<FewShotPair> session(FewShotImages images, long steps) {
        Funit funit = networks();
        Schedule rate = Schedule.fallingIn(decay, steps);
        FunitConfig.Average ema = model.ema();
        Ema average = ema.warmUp()
                ? Ema.withWarmUp(funit.gen(), funit.genTest(), ema.decay())
                : Ema.of(funit.gen(), funit.genTest(), ema.decay());
        Training<FewShotPair> training = new Training<FewShotPair>(seed)
                .player(new Player("dis", new RmsProp(model.optimizer()), funit.dis()).schedule(rate))
                .player(new Player("gen", new RmsProp(model.optimizer()), funit.gen())
                        .schedule(rate)
                        .average(average));
        return new Session<>(
                "funit",
                summary(),
                Configs.toYaml(this),
                images,
                training,
                List.of(funit::discriminator, funit::generator),
                Map.of("gen", funit.genTest()));
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "FUNIT on %s, %d classes, %d x %d, batch %d, seed %d, %d filters",
                data,
                model.dis().classes(),
                size,
                size,
                batch,
                seed,
                model.gen().filters());
    }
}
