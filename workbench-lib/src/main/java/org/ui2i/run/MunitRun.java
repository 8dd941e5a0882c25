package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.nn.Part;
import org.ui2i.train.Configs;
import org.ui2i.train.Schedule;

/**
 * All that decides a training of MUNIT: config.yaml.
 *
 * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
 * @param size edge of the images in pixels
 * @param batch images of each domain in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param halving steps after which the learning rate halves, again and again; 0 for never
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record MunitRun(
        String data, int size, int batch, long seed, double decay, int halving, Scale scale, MunitConfig model)
        implements PairRun {
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
    public MunitRun {
        PairRun.checked(size, batch, decay);
        scale.checkFits(data, batch);
        check(halving >= 0, "halving is %d: use a number of steps, or 0 for never", halving);
        check(
                size >= model.smallestImage() && size % (1 << model.gen().downs()) == 0,
                "size is %d: use a multiple of %d from %d on, or fewer gen.downs, gen.styleDowns, dis.layers, dis.scales",
                size,
                1 << model.gen().downs(),
                model.smallestImage());
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
     * @param size edge of the images in pixels
     * @param batch images of each domain in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param halving steps after which the learning rate halves, again and again; 0 for never
     * @param model the networks' numbers
     */
    public MunitRun(String data, int size, int batch, long seed, double decay, int halving, MunitConfig model) {
        this(data, size, batch, seed, decay, halving, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link org.ui2i.data.Datasets#unpaired} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static MunitRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new MunitRun(data, 16, 2, seed, 0, 0, MunitConfig.tiny());
            case LAB -> new MunitRun(data, 32, 4, seed, 0.5, 0, MunitConfig.lab());
            case PAPER ->
                new MunitRun(data, 256, 1, seed, 0, 100_000, Scale.images(data, 1, true), MunitConfig.paper());
        };
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public Munit networks() {
        return new Munit(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.steps(1_000_000);
    }

    @Override
    public Session<Pair> session(long steps) {
        UnpairedImages images = images();
        MunitConfig fitting = model.withChannels(images.channels(), images.channels());
        return new MunitRun(data, size, batch, seed, decay, halving, scale, fitting).session(images, steps);
    }

    /**
     * On given images, whose channels the networks have.
     *
     * @param images to train on
     * @param steps that are planned
     * @return ready to train
     */
    public Session<Pair> session(UnpairedImages images, long steps) {
        Munit munit = networks();
        Part[] dis = {munit.disA(), munit.disB()}, gen = {munit.genA(), munit.genB()};
        return new Session<>(
                "munit",
                summary("MUNIT", model.gen().filters()),
                Configs.toYaml(this),
                images,
                training(model.optimizer(), Schedule.fallingIn(decay, steps).halvedEvery(halving), dis, gen),
                List.of(munit::discriminator, munit::generator),
                Session.generators(munit.genA(), munit.genB()),
                x -> samples(munit, x));
    }

    private Map<String, NDArray> samples(Munit munit, Pair x) {
        int length = model.gen().styleCode();
        return SampleRows.of(
                "x_A",
                x.a(),
                "x_AB, style 1",
                munit.aToB(x.a(), SampleRows.styles(x.a(), 1, length)),
                "x_AB, style 2",
                munit.aToB(x.a(), SampleRows.styles(x.a(), 2, length)),
                "x_B",
                x.b(),
                "x_BA, style 1",
                munit.bToA(x.b(), SampleRows.styles(x.b(), 1, length)));
    }
}
