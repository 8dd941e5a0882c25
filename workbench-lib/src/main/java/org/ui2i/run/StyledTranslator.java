package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/** MUNIT and DUNIT between their two domains, all images in one style: a given image's, or a random one. */
final class StyledTranslator {
    private static final long USUAL_SEED = 1;

    private StyledTranslator() {}

    /**
     * The styles of the domain that is drawn in.
     *
     * @param channels of its images
     * @param length of a style code
     * @param of images, (B, C, H, W), to their styles, (B, n)
     */
    private record Styles(int channels, int length, UnaryOperator<NDArray> of) {}

    /** With the weights of a run. */
    static Translator munit(Trained trained, Wish wish) {
        wish.refuseClass("munit");
        MunitRun run = Configs.fromYaml(MunitRun.class, trained.config());
        Munit munit = Loaded.munit(run, trained);
        Styles toA = styles(run.model(), run.model().channelsA(), munit.genA());
        Styles toB = styles(run.model(), run.model().channelsB(), munit.genB());
        return wish.toB()
                ? new OneCode(toA.channels, run.size(), style(wish, toB, run.size()), munit::aToB)
                : new OneCode(toB.channels, run.size(), style(wish, toA, run.size()), munit::bToA);
    }

    /** With the weights of a run, whose detector finds the objects of A. */
    static Translator dunit(Trained trained, Wish wish) {
        wish.refuseClass(DunitRun.NAME);
        DunitRun run = Configs.fromYaml(DunitRun.class, trained.config());
        DunitRun.Networks networks = Loaded.dunit(run, trained);
        MunitConfig base = run.model().base();
        Styles toA = styles(base, base.channelsA(), networks.dunit().gen().a());
        Styles toB = styles(base, base.channelsB(), networks.dunit().gen().b());
        return wish.toB()
                ? new OneCode(toA.channels, run.size(), style(wish, toB, run.size()), networks.dunit()::aToB)
                : new OneCode(toB.channels, run.size(), style(wish, toA, run.size()), networks.dunit()::bToA);
    }

    private static Styles styles(MunitConfig config, int channels, MunitGenerator gen) {
        return new Styles(channels, config.gen().styleCode(), gen::style);
    }

    private static float[] style(Wish wish, Styles styles, int size) {
        check(
                wish.style() == null || wish.styleSeed() == null,
                "a style image and a style seed are given: use --style or --style-seed");
        try (NDManager scope = Tensors.scope()) {
            if (wish.style() != null) {
                return ofImage(wish.style(), styles, size, scope);
            }
            long seed = wish.styleSeed() == null ? USUAL_SEED : wish.styleSeed();
            return Draws.seeded(seed, 0, scope)
                    .noise(new Shape(1, styles.length))
                    .toFloatArray();
        }
    }

    private static float[] ofImage(Path image, Styles styles, int size, NDManager scope) {
        check(Files.isRegularFile(image), "%s is no file: give one image, whose style is taken", image);
        NDArray x = OwnImages.read(image, FolderOptions.of(size).withChannels(styles.channels))
                .all(scope);
        return Grad.off(() -> styles.of.apply(x)).toFloatArray();
    }
}
