package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.Pair;
import org.ui2i.data.PairedImages;
import org.ui2i.models.Pix2pix;
import org.ui2i.models.Pix2pixConfig;
import org.ui2i.nn.Part;
import org.ui2i.train.Configs;
import org.ui2i.train.Schedule;

/**
 * All that decides a training of pix2pix: config.yaml.
 *
 * @param data as {@link Datasets#paired} takes it
 * @param size edge of the images in pixels
 * @param batch pairs in a step
 * @param seed decides initial weights and every draw
 * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
 * @param scale how own images are cut, and how steps are computed
 * @param model the networks' numbers
 */
public record Pix2pixRun(String data, int size, int batch, long seed, double decay, Scale scale, Pix2pixConfig model)
        implements PairRun {
    static final String NAME = "pix2pix";

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
    public Pix2pixRun {
        PairRun.checked(size, batch, decay);
        scale.checkFits(data, batch);
        scale.checkWhole("pix2pix", "its batch norms take statistics over the whole batch");
        check(
                size >= model.smallestImage() && size % (1 << model.gen().downs()) == 0,
                "size is %d: use a multiple of %d from %d on, or fewer gen.downs, dis.layers",
                size,
                1 << model.gen().downs(),
                model.smallestImage());
    }

    /**
     * At the usual scale.
     *
     * @param data as {@link Datasets#paired} takes it
     * @param size edge of the images in pixels
     * @param batch pairs in a step
     * @param seed decides initial weights and every draw
     * @param decay share of the steps, at the end, in which the learning rate falls linearly to zero; 0 for none
     * @param model the networks' numbers
     */
    public Pix2pixRun(String data, int size, int batch, long seed, double decay, Pix2pixConfig model) {
        this(data, size, batch, seed, decay, Scale.USUAL, model);
    }

    /**
     * A preset.
     *
     * @param preset how large
     * @param data as {@link Datasets#paired} takes it
     * @param seed decides initial weights and every draw
     * @return settings to start from
     */
    public static Pix2pixRun of(Preset preset, String data, long seed) {
        return switch (preset) {
            case TINY -> new Pix2pixRun(data, 16, 2, seed, 0, Pix2pixConfig.tiny());
            case LAB -> new Pix2pixRun(data, 32, 4, seed, 0.5, Pix2pixConfig.lab());
            case PAPER ->
                new Pix2pixRun(data, 256, 1, seed, 0, Scale.images(data, 286 / 256., true), Pix2pixConfig.paper());
        };
    }

    /**
     * The networks, not trained yet.
     *
     * @return fresh ones, of this seed
     */
    public Pix2pix networks() {
        return new Pix2pix(model, seed);
    }

    @Override
    public Length paperLength() {
        return Length.epochs(200);
    }

    @Override
    public Session<Pair> session(long steps) {
        PairedImages images = images().paired();
        Pix2pixConfig fitting = model.withChannels(images.channels(), images.channels());
        return new Pix2pixRun(data, size, batch, seed, decay, scale, fitting).session(images, steps);
    }

    /**
     * On given pairs, whose channels the networks have.
     *
     * @param images to train on
     * @param steps that are planned
     * @return ready to train
     */
    public Session<Pair> session(PairedImages images, long steps) {
        Pix2pix pix2pix = networks();
        Part[] dis = {pix2pix.dis()}, gen = {pix2pix.gen()};
        return new Session<>(
                NAME,
                summary(NAME, model.gen().filters()),
                Configs.toYaml(this),
                images,
                training(model.optimizer(), Schedule.fallingIn(decay, steps), dis, gen),
                List.of(pix2pix::discriminator, pix2pix::generator),
                Map.of("gen", pix2pix.gen()),
                x -> SampleRows.of("x_A", x.a(), "x_AB", pix2pix.aToB(x.a()), "x_B, its partner", x.b()));
    }
}
