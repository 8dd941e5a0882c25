package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Images of which nothing is known, in two views each. Every epoch is a fresh permutation. Settings return a changed copy.
 */
public final class UnlabelledImages implements Batches<Views> {
    private final ImageSet images;
    private final Options options;
    private final Order order;

    private record Options(int batch, Augmentation first, Augmentation second) {
        Options {
            check(batch >= 2, "batch is %d: an image is compared with others, use at least 2", batch);
        }
    }

    private UnlabelledImages(ImageSet images, Options options) {
        this.images = images;
        this.options = options;
        order = new Order(0, images.size());
    }

    /**
     * Images in batches of 16; the second view is a window of at least 0.6 of the edge, not mirrored, in other colours.
     *
     * @param images of whatever domains; their manifest is not read but for names in messages
     * @return the images
     */
    public static UnlabelledImages of(ImageSet images) {
        return new UnlabelledImages(images, new Options(16, Augmentation.NONE, new Augmentation(0.6, false, 0.4)));
    }

    /**
     * Own images, all of a folder; if it holds none itself, those of its subfolders, whose names are not used.
     *
     * @param root the folder
     * @param options size, grey or colour, and what to do with unreadable files; centre squares
     * @return the images
     */
    static UnlabelledImages folder(Path root, FolderOptions options) {
        return of(
                ImageFolder.hasImages(root)
                        ? ImageFolder.read(root, options).images()
                        : ClassFolders.read(root, options));
    }

    /**
     * Another batch size.
     *
     * @param n images in a batch, at least 2
     * @return a changed copy
     */
    public UnlabelledImages batch(int n) {
        return new UnlabelledImages(images, new Options(n, options.first, options.second));
    }

    /**
     * Other views.
     *
     * @param first how the images are changed that are translated
     * @param second how their second views are: what differs between the views is what pseudo domains ignore
     * @return a changed copy
     */
    public UnlabelledImages views(Augmentation first, Augmentation second) {
        return new UnlabelledImages(images, new Options(options.batch, first, second));
    }

    /**
     * Both views mirrored at random, each by itself, besides what they are.
     *
     * @return a changed copy
     */
    public UnlabelledImages mirrored() {
        return views(options.first.mirrored(), options.second.mirrored());
    }

    /**
     * All images.
     *
     * @return without augmentation
     */
    public ImageSet images() {
        return images;
    }

    @Override
    public int batchSize() {
        return options.batch;
    }

    @Override
    public Views batch(Step step) {
        int[] indices = order.of(step.seed(), step.number(), options.batch);
        images.ready(step.number(), number -> order.of(step.seed(), number, options.batch));
        List<String> sources = new ArrayList<>();
        for (int i : indices) {
            sources.add(images.name(i));
        }
        NDArray x = images.tensor(step.manager(), indices);
        NDArray first = options.first.apply(x, step.draws());
        return new Views(first, options.second.apply(x, step.draws()), List.copyOf(sources), step);
    }

    @Override
    public String hash() {
        return Sha256.of("unlabelled " + options + images.hashes());
    }
}
