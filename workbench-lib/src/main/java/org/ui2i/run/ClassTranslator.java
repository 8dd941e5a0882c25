package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CocoFunitGenerator;
import org.ui2i.models.FewShotGenerator;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.models.Tunit;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/** FUNIT, COCO-FUNIT and TUNIT: all images drawn in one class, which some images show. */
final class ClassTranslator {
    private ClassTranslator() {}

    /** With the weights of a run, whose moving average translates. */
    static Translator funit(Trained trained, Wish wish) {
        FunitRun run = Configs.fromYaml(FunitRun.class, trained.config());
        FunitConfig config = run.model();
        FunitGenerator gen = Loaded.funit(run, trained);
        return fewShot("funit", gen, config.contentEncoder(), config.classEncoder(), run.size(), wish);
    }

    /** With the weights of a run, whose moving average translates. */
    static Translator cocoFunit(Trained trained, Wish wish) {
        CocoFunitRun run = Configs.fromYaml(CocoFunitRun.class, trained.config());
        CocoFunitConfig config = run.model();
        CocoFunitGenerator gen = Loaded.cocoFunit(run, trained);
        return fewShot(CocoFunitRun.NAME, gen, config.contentEncoder(), config.styleEncoder(), run.size(), wish);
    }

    /** With the weights of a run, whose moving averages give styles and translate; a class is what the images show. */
    static Translator tunit(Trained trained, Wish wish) {
        TunitRun run = Configs.fromYaml(TunitRun.class, trained.config());
        Tunit tunit = Loaded.tunit(run, trained);
        return translator(
                run.model().channels(),
                run.size(),
                classImages(TunitRun.NAME, wish),
                y -> tunit.style(y).mean(new int[] {0}, true),
                tunit::translate);
    }

    private static Translator fewShot(
            String model,
            FewShotGenerator gen,
            ContentEncoder.Config content,
            StyleEncoder.Config classes,
            int size,
            Wish wish) {
        int smallest = Math.max(2 << content.downs(), 1 << classes.downs());
        int step = 1 << content.downs();
        check(
                size >= smallest && size % step == 0,
                "size is %d: these networks take multiples of %d from %d on",
                size,
                step,
                smallest);
        return translator(
                content.channels(),
                size,
                classImages(model, wish),
                y -> gen.classCode(y.expandDims(0)),
                (x, zY) -> gen.decode(gen.content(x), zY));
    }

    private static List<Path> classImages(String model, Wish wish) {
        wish.refuseStyle(model);
        check(
                !wish.classImages().isEmpty(),
                "%s draws in the class of given images: add --class A.png B.png ...",
                model);
        return wish.classImages();
    }

    /**
     * A translator.
     *
     * @param channels of the images
     * @param size edge of the images in pixels
     * @param classes images of the class, one or more
     * @param ofClass the class's code: (K, C, H, W) to (1, n)
     * @param draw images (B, C, H, W) and a code each (B, n), to (B, C, H, W)
     */
    private static Translator translator(
            int channels, int size, List<Path> classes, UnaryOperator<NDArray> ofClass, BinaryOperator<NDArray> draw) {
        FolderOptions options = FolderOptions.of(size).withChannels(channels);
        try (NDManager scope = Tensors.scope()) {
            NDList all = new NDList();
            classes.forEach(image -> all.add(OwnImages.read(image, options).all(scope)));
            NDArray y = NDArrays.concat(all, 0);
            return new OneCode(channels, size, Grad.off(() -> ofClass.apply(y)).toFloatArray(), draw);
        }
    }
}
