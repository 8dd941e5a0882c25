package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.models.CycleGan;
import org.ui2i.models.Pix2pix;
import org.ui2i.models.Unit;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/**
 * Models that take nothing but the image.
 *
 * @param channels of the images that it takes
 * @param size edge of the images in pixels
 * @param draw images (B, C, H, W) to (B, C', H, W)
 */
record PlainTranslator(int channels, int size, UnaryOperator<NDArray> draw) implements Translator {
    /** UNIT between its two domains. */
    static Translator unit(Trained trained, Wish wish) {
        wish.refuseStyle("unit");
        wish.refuseClass("unit");
        UnitRun run = Configs.fromYaml(UnitRun.class, trained.config());
        Unit unit = Loaded.unit(run, trained);
        return wish.toB()
                ? new PlainTranslator(run.model().channelsA(), run.size(), unit::aToB)
                : new PlainTranslator(run.model().channelsB(), run.size(), unit::bToA);
    }

    /** UNIT, which draws a given image's latent code, whatever it is handed: the code is the mean of q(z | image). */
    static OneCode unitLatent(Trained trained, boolean toB, Path image) {
        UnitRun run = Configs.fromYaml(UnitRun.class, trained.config());
        Unit unit = run.networks();
        trained.load("genA", "gen", 0, unit.genA());
        trained.load("genB", "gen", 1, unit.genB());
        SharedLatentVae from = toB ? unit.genA() : unit.genB(), into = toB ? unit.genB() : unit.genA();
        int channels = toB ? run.model().channelsA() : run.model().channelsB();
        try (NDManager scope = Tensors.scope()) {
            NDArray x = OwnImages.read(image, FolderOptions.of(run.size()).withChannels(channels))
                    .all(scope);
            NDArray z = Grad.off(() -> from.encode(x)); // (1, C, h, w)
            Shape shape = z.getShape();
            return new OneCode(
                    channels,
                    run.size(),
                    z.toFloatArray(),
                    (any, code) -> into.decode(
                            code.reshape(code.getShape().get(0), shape.get(1), shape.get(2), shape.get(3))));
        }
    }

    /** CycleGAN between its two domains. */
    static Translator cycleGan(Trained trained, Wish wish) {
        wish.refuseStyle(CycleGanRun.NAME);
        wish.refuseClass(CycleGanRun.NAME);
        CycleGanRun run = Configs.fromYaml(CycleGanRun.class, trained.config());
        CycleGan model = Loaded.cycleGan(run, trained);
        return wish.toB()
                ? new PlainTranslator(run.model().channelsA(), run.size(), model::aToB)
                : new PlainTranslator(run.model().channelsB(), run.size(), model::bToA);
    }

    /** pix2pix, one way; with a seed as the paper tests, with noise and each image by its own statistics. */
    static Translator pix2pix(Trained trained, Wish wish) {
        wish.refuseClass(Pix2pixRun.NAME);
        check(wish.toB(), "pix2pix learned to draw images of A in B only: leave out --direction b2a");
        check(wish.style() == null, "pix2pix has no styles, only noise: use --style-seed, or neither");
        Pix2pixRun run = Configs.fromYaml(Pix2pixRun.class, trained.config());
        Pix2pix model = Loaded.pix2pix(run, trained);
        Long seed = wish.styleSeed();
        return new PlainTranslator(
                run.model().channelsA(),
                run.size(),
                seed == null ? model::aToB : x -> oneByOne(x, image -> noisy(model, image, seed)));
    }

    /** The same noise for every image: an answer depends on the image and the seed alone. */
    private static NDArray noisy(Pix2pix model, NDArray image, long seed) {
        return model.aToB(image, Draws.seeded(seed, 0, image.getManager()));
    }

    private static NDArray oneByOne(NDArray x, UnaryOperator<NDArray> draw) {
        NDManager manager = x.getManager();
        try (NDManager scope = Tensors.scope()) {
            NDList drawn = new NDList();
            for (int i = 0; i < x.getShape().get(0); i++) {
                NDArray image = x.get(new NDIndex("{}:{}", i, i + 1));
                image.attach(scope);
                drawn.add(draw.apply(image));
            }
            NDArray all = NDArrays.concat(drawn);
            all.attach(manager);
            return all;
        }
    }

    @Override
    public NDArray translate(NDArray x) {
        return draw.apply(x);
    }
}
