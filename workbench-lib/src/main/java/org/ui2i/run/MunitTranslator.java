package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.models.Munit;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/** MUNIT between its two domains, all images in one style: a given image's, or a random one. */
final class MunitTranslator implements Translator {
    private static final long USUAL_SEED = 1;

    private final MunitRun run;
    private final Munit munit;
    private final boolean toB;
    private final float[] style;

    MunitTranslator(Trained trained, Wish wish) {
        wish.refuseClass("munit");
        run = Configs.fromYaml(MunitRun.class, trained.config());
        munit = run.networks();
        trained.load("genA", "gen", 0, munit.genA());
        trained.load("genB", "gen", 1, munit.genB());
        toB = wish.toB();
        style = style(wish);
    }

    private float[] style(Wish wish) {
        check(
                wish.style() == null || wish.styleSeed() == null,
                "a style image and a style seed are given: use --style or --style-seed");
        try (NDManager scope = Tensors.scope()) {
            if (wish.style() != null) {
                return ofImage(wish.style(), scope);
            }
            long seed = wish.styleSeed() == null ? USUAL_SEED : wish.styleSeed();
            return munit.styles(1, Draws.seeded(seed, 0, scope)).toFloatArray();
        }
    }

    private float[] ofImage(Path image, NDManager scope) {
        check(Files.isRegularFile(image), "%s is no file: give one image, whose style is taken", image);
        NDArray x = OwnImages.read(image, FolderOptions.of(size()).withChannels(targetChannels()))
                .all(scope);
        return Grad.off(() -> (toB ? munit.genB() : munit.genA()).style(x)).toFloatArray();
    }

    private int targetChannels() {
        return toB ? run.model().channelsB() : run.model().channelsA();
    }

    @Override
    public int size() {
        return run.size();
    }

    @Override
    public int channels() {
        return toB ? run.model().channelsA() : run.model().channelsB();
    }

    @Override
    public NDArray translate(NDArray x) {
        NDArray s = Tensors.of(x.getManager(), style, new Shape(1, style.length));
        return toB ? munit.aToB(x, s) : munit.bToA(x, s);
    }
}
