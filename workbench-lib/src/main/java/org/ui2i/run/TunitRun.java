package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.UnlabelledImages;
import org.ui2i.data.Views;
import org.ui2i.models.Tunit;
import org.ui2i.models.TunitConfig;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.RmsProp;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Training;

/**
 * All that decides a training of TUNIT: config.yaml.
 *
 * @param data as {@link Datasets#unlabelled} takes it
 * @param batch images in a step
 * @param seed decides initial weights and every draw
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record TunitRun(String data, int batch, long seed, Scale scale, TunitConfig model) implements ModelRun {
    static final String NAME = "tunit";

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
    public TunitRun {
        Datasets.checkUnlabelled(data);
        scale.checkFits(data, batch);
        scale.checkWhole("TUNIT", "the mutual information is one of the whole batch");
        check(scale.resize() == 1, "resize is %s, but TUNIT's views are windows anyway: leave it out", scale.resize());
        check(batch >= 2, "batch is %d: an image is compared with others, use at least 2", batch);
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link Datasets#unlabelled} takes it
     * @param batch images in a step
     * @param seed decides initial weights and every draw
     * @param model the networks' numbers
     */
    public TunitRun(String data, int batch, long seed, TunitConfig model) {
        this(data, batch, seed, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link Datasets#unlabelled} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static TunitRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new TunitRun(data, 4, seed, TunitConfig.tiny());
            case LAB -> new TunitRun(data, 32, seed, TunitConfig.lab());
            case PAPER -> new TunitRun(data, 32, seed, Scale.images(data, 1, true), TunitConfig.paper());
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
    public Tunit networks() {
        return new Tunit(model, seed);
    }

    @Override
    public TunitRun allPlayers() {
        return new TunitRun(
                data,
                batch,
                seed,
                scale,
                model.withWarmUp(new TunitConfig.WarmUp(0, model.warmUp().after())));
    }

    @Override
    public Length paperLength() {
        return Length.steps(200_000);
    }

    /** Both views are mirrored, each by itself, where the scale says so. */
    private UnlabelledImages images() {
        UnlabelledImages images = Datasets.unlabelled(data, size()).batch(batch);
        return scale.flip() ? images.mirrored() : images;
    }

    @Override
    public Session<Views> session(long steps) {
        UnlabelledImages images = images();
        int n = images.images().size();
        check(
                model.contrast().queue() < n,
                "there are %d images, and a queue of %d keys would hold an image's own: use contrast.queue of at most %d",
                n,
                model.contrast().queue(),
                n - batch);
        TunitConfig fitting = model.withChannels(images.images().channels());
        return new TunitRun(data, batch, seed, scale, fitting).session(images, steps);
    }

    private Session<Views> session(UnlabelledImages images, long steps) {
        Tunit tunit = networks();
        return new Session<>(
                NAME,
                summary(steps),
                Configs.toYaml(this),
                images,
                training(tunit),
                List.of(tunit::guidance, tunit::discriminator, tunit::generator),
                Session.two("guide", tunit.guideTest(), "gen", tunit.genTest()),
                x -> samples(tunit, x.x()));
    }

    /** Each image in the style of the next one. */
    private static Map<String, NDArray> samples(Tunit tunit, NDArray x) {
        NDArray y = SampleRows.next(x);
        return SampleRows.of("content", x, "style", y, "drawn", tunit.translate(x, tunit.style(y)));
    }

    private Training<Views> training(Tunit tunit) {
        long joint = model.warmUp().steps() + 1L;
        Player guide = new Player("guide", new Adam(model.guideOptimizer()), tunit.guide())
                .average(FewShotRun.average(model.keys(), tunit.guide(), tunit.guideTest()));
        return scale.on(new Training<Views>(seed))
                .player(guide)
                .player(new Player("dis", new RmsProp(model.optimizer()), tunit.dis()).from(joint))
                .player(new Player("gen", new RmsProp(model.optimizer()), tunit.gen())
                        .from(joint)
                        .alsoSteps(guide)
                        .average(FewShotRun.average(model.ema(), tunit.gen(), tunit.genTest())))
                .keep("queue", tunit.queue())
                .atEnd(tunit::enqueue);
    }

    private String summary(long steps) {
        return String.format(
                Locale.ROOT,
                "TUNIT on %s, %d pseudo domains, %d x %d, batch %d, seed %d, %s",
                data,
                model.guide().domains(),
                size(),
                size(),
                batch,
                seed,
                phases(steps) + scale.remark());
    }

    private String phases(long steps) {
        int alone = model.warmUp().steps();
        if (alone == 0) {
            return "all players from the first step on";
        }
        return alone < steps
                ? "C alone for " + alone + " steps"
                : "C alone in all " + steps + " steps: D and G come in after " + alone + ", nothing translates yet";
    }
}
