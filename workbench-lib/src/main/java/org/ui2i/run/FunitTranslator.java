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
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/** FUNIT: all images drawn in one class, which some images show. */
final class FunitTranslator implements Translator {
    private final FunitConfig config;
    private final FunitGenerator gen;
    private final int size;
    private final float[] zY;

    /**
     * A translator.
     *
     * @param config the generator's numbers
     * @param gen the generator that translates: the moving average
     * @param size edge of the images in pixels
     * @param wish names the class's images
     */
    FunitTranslator(FunitConfig config, FunitGenerator gen, int size, Wish wish) {
        wish.refuseStyle("funit");
        this.config = config;
        this.gen = gen;
        this.size = size;
        int smallest =
                Math.max(2 << config.gen().contentDowns(), 1 << config.gen().classDowns());
        int step = 1 << config.gen().contentDowns();
        check(
                size >= smallest && size % step == 0,
                "size is %d: these networks take multiples of %d from %d on",
                size,
                step,
                smallest);
        zY = classCode(wish.classImages());
    }

    /** With the weights of a run, whose moving average translates. */
    static FunitTranslator of(Trained trained, Wish wish) {
        FunitRun run = Configs.fromYaml(FunitRun.class, trained.config());
        FunitGenerator gen = new FunitGenerator(run.model(), Weights.seeded(0, Init.KAIMING));
        trained.loadAverage("gen", "gen", 0, gen);
        return new FunitTranslator(run.model(), gen, run.size(), wish);
    }

    private float[] classCode(List<Path> images) {
        check(!images.isEmpty(), "funit draws in the class of given images: add --class A.png B.png ...");
        FolderOptions options = FolderOptions.of(size).withChannels(config.channels());
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
        return config.channels();
    }

    @Override
    public NDArray translate(NDArray x) {
        long batch = x.getShape().get(0);
        NDArray code = Tensors.of(x.getManager(), zY, new Shape(1, zY.length)).broadcast(batch, zY.length);
        return Grad.off(() -> gen.decode(gen.content(x), code));
    }
}
