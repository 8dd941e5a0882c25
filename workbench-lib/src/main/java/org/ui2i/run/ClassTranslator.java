package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CocoFunitGenerator;
import org.ui2i.models.FewShotGenerator;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Init;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/** FUNIT and COCO-FUNIT: all images drawn in one class, which some images show. */
final class ClassTranslator implements Translator {
    private final int channels;
    private final FewShotGenerator gen;
    private final int size;
    private final float[] zY;

    /**
     * A translator.
     *
     * @param model its name, for messages
     * @param gen the generator that translates: the moving average
     * @param content its content encoder's numbers
     * @param classes its class encoder's numbers
     * @param size edge of the images in pixels
     * @param wish names the class's images
     */
    ClassTranslator(
            String model,
            FewShotGenerator gen,
            ContentEncoder.Config content,
            StyleEncoder.Config classes,
            int size,
            Wish wish) {
        wish.refuseStyle(model);
        this.channels = content.channels();
        this.gen = gen;
        this.size = size;
        int smallest = Math.max(2 << content.downs(), 1 << classes.downs());
        int step = 1 << content.downs();
        check(
                size >= smallest && size % step == 0,
                "size is %d: these networks take multiples of %d from %d on",
                size,
                step,
                smallest);
        check(
                !wish.classImages().isEmpty(),
                "%s draws in the class of given images: add --class A.png B.png ...",
                model);
        zY = classCode(wish.classImages());
    }

    /** With FUNIT's weights. */
    static ClassTranslator funit(FunitConfig config, FunitGenerator gen, int size, Wish wish) {
        return new ClassTranslator("funit", gen, config.contentEncoder(), config.classEncoder(), size, wish);
    }

    /** With the weights of a run, whose moving average translates. */
    static ClassTranslator funit(Trained trained, Wish wish) {
        FunitRun run = Configs.fromYaml(FunitRun.class, trained.config());
        FunitGenerator gen = new FunitGenerator(run.model(), Weights.seeded(0, Init.KAIMING));
        trained.loadAverage("gen", "gen", 0, gen);
        return funit(run.model(), gen, run.size(), wish);
    }

    /** With the weights of a run, whose moving average translates. */
    static ClassTranslator cocoFunit(Trained trained, Wish wish) {
        CocoFunitRun run = Configs.fromYaml(CocoFunitRun.class, trained.config());
        CocoFunitConfig config = run.model();
        CocoFunitGenerator gen = new CocoFunitGenerator(config, Weights.seeded(0, Init.KAIMING));
        trained.loadAverage("gen", "gen", 0, gen);
        return new ClassTranslator(
                CocoFunitRun.NAME, gen, config.contentEncoder(), config.styleEncoder(), run.size(), wish);
    }

    private float[] classCode(List<Path> images) {
        FolderOptions options = FolderOptions.of(size).withChannels(channels);
        try (NDManager scope = Tensors.scope()) {
            NDList all = new NDList();
            images.forEach(image -> all.add(OwnImages.read(image, options).all(scope)));
            NDArray y = all.size() == 1
                    ? all.head()
                    : all.head().getNDArrayInternal().concat(all.subNDList(1), 0);
            return Grad.off(() -> gen.classCode(y.expandDims(0))).toFloatArray();
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public NDArray translate(NDArray x) {
        long batch = x.getShape().get(0);
        NDArray code = Tensors.of(x.getManager(), zY, new Shape(1, zY.length)).broadcast(batch, zY.length);
        return Grad.off(() -> gen.decode(gen.content(x), code));
    }
}
