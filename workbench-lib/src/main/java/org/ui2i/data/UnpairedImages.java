package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ui2i.core.Lazy;
import org.ui2i.tensor.Step;
import tech.tablesaw.api.Table;

/**
 * Two domains of images without pairs. Every epoch of each domain is its own permutation of that domain's images.
 * Settings return a changed copy; images are read at the first use.
 */
public final class UnpairedImages implements Batches<Pair> {
    private final Sides sides;
    private final int size;
    private final int batch;
    private final boolean shared;
    private final Lazy<Ready> ready = new Lazy<>(this::read);

    /** What the first use reads. */
    private record Ready(Sides.Loaded images, Order orderA, Order orderB) {}

    private UnpairedImages(Sides sides, int size, int batch, boolean shared) {
        check(batch >= 1, "batch is %d: use at least 1", batch);
        this.sides = sides;
        this.size = size;
        this.batch = batch;
        this.shared = shared;
    }

    static UnpairedImages of(Sides sides, int size) {
        return new UnpairedImages(sides, size, 8, false);
    }

    /**
     * A bundled set at 32 pixels, 8 of each domain in a batch, with disjoint contents in the two domains.
     *
     * @param name one of {@link Datasets#names()}
     * @param domains the two domains, as the set's method in {@link Datasets} takes them; none for the set's usual ones
     * @return the images
     */
    public static UnpairedImages bundled(String name, String... domains) {
        return Datasets.unpaired(domains.length == 0 ? name : name + ":" + String.join(",", domains));
    }

    /**
     * Own images at 64 pixels, unreadable files skipped.
     *
     * @param dirA folder of domain A
     * @param dirB folder of domain B
     * @return the images
     */
    public static UnpairedImages folders(Path dirA, Path dirB) {
        return folders(dirA, dirB, FolderOptions.of(64));
    }

    /**
     * Own images.
     *
     * @param dirA folder of domain A
     * @param dirB folder of domain B
     * @param options size, windows, flips, grey, and what to do with unreadable files
     * @return the images
     */
    public static UnpairedImages folders(Path dirA, Path dirB, FolderOptions options) {
        return of(new FolderSides(dirA, dirB, options), options.size());
    }

    /**
     * Another image size.
     *
     * @param pixels edge; for bundled sets the atlas's tile or a divisor of it
     * @return a changed copy
     */
    public UnpairedImages size(int pixels) {
        return new UnpairedImages(sides, pixels, batch, shared);
    }

    /**
     * Another batch size.
     *
     * @param images of each domain in a batch
     * @return a changed copy
     */
    public UnpairedImages batch(int images) {
        return new UnpairedImages(sides, size, images, shared);
    }

    /**
     * Whether both domains show the same contents (still unpaired in the batches). The number of training images stays
     * the same, so that the two variants compare fairly.
     *
     * @param same false, the default: contents of A and B are disjoint
     * @return a changed copy
     */
    public UnpairedImages sharedContent(boolean same) {
        return new UnpairedImages(sides, size, batch, same);
    }

    /**
     * The same data in pairs, for models that learn from pairs. Of bundled sets, each training content is shown in both
     * domains; of own folders, images of the same name are a pair.
     *
     * @return all training pairs
     */
    public PairedImages paired() {
        return PairedImages.of(sides, size, batch);
    }

    /**
     * Training images of domain A.
     *
     * @return the centre windows, no augmentation
     */
    public ImageSet a() {
        return ready.get().images.a().centre(size);
    }

    /**
     * Training images of domain B.
     *
     * @return the centre windows, no augmentation
     */
    public ImageSet b() {
        return ready.get().images.b().centre(size);
    }

    /**
     * True pairs for scores; their contents never appear in training if the split is not TRAIN.
     *
     * @param split VAL to choose settings, TEST for scores
     * @return aligned images
     */
    public TruePairs truth(Split split) {
        return sides.truth(split, size);
    }

    /**
     * What the data are: a line a fact, unreadable files by name.
     *
     * @return columns domain, item, value
     */
    public Table inspect() {
        return ready.get().images.report().copy();
    }

    /**
     * Colour planes of both domains.
     *
     * @return 1 or 3
     */
    public int channels() {
        return ready.get().images.a().channels();
    }

    /**
     * Edge of the images in a batch.
     *
     * @return pixels
     */
    public int size() {
        return size;
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public Pair batch(Step step) {
        Ready now = ready.get();
        List<String> sources = new ArrayList<>();
        NDArray a = draw(now.images.a(), now.orderA, 0, step, sources);
        NDArray b = draw(now.images.b(), now.orderB, 1, step, sources);
        return new Pair(a, b, List.copyOf(sources), step);
    }

    @Override
    public String hash() {
        Sides.Loaded images = ready.get().images;
        return Sha256.of(sides.describe() + " " + size + " " + shared
                + images.a().hashes() + images.b().hashes());
    }

    private NDArray draw(ImageSet images, Order order, int domain, Step step, List<String> sources) {
        int[] indices = order.of(step.seed(), step.number(), batch);
        images.ready(step.number(), number -> order.of(step.seed(), number, batch));
        Arrays.stream(indices).forEach(i -> sources.add(images.name(i)));
        List<ImageSet.Window> windows =
                new RandomWindows(images.height() - size, sides.flip()).of(indices, domain, step);
        return images.windows(step.manager(), size, windows);
    }

    private Ready read() {
        Sides.Loaded images = sides.train(size, shared);
        return new Ready(
                images, new Order(0, images.a().size()), new Order(1, images.b().size()));
    }
}
