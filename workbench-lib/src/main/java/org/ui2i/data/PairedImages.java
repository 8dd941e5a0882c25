package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import org.ui2i.core.Lazy;
import org.ui2i.tensor.Step;

/**
 * Two domains of images in pairs: image i of a batch's B is the counterpart of image i of its A, cut out and mirrored alike.
 * Every epoch is its own permutation of the pairs. Settings return a changed copy; images are read at the first use.
 */
public final class PairedImages implements Batches<Pair> {
    private final Sides sides;
    private final int size;
    private final int batch;
    private final Lazy<Ready> ready = new Lazy<>(this::read);

    /** What the first use reads. */
    private record Ready(TruePairs pairs, Order order) {}

    private PairedImages(Sides sides, int size, int batch) {
        check(batch >= 1, "batch is %d: use at least 1", batch);
        this.sides = sides;
        this.size = size;
        this.batch = batch;
    }

    static PairedImages of(Sides sides, int size, int batch) {
        return new PairedImages(sides, size, batch);
    }

    /**
     * Another image size.
     *
     * @param pixels edge; for bundled sets the atlas's tile or a divisor of it
     * @return a changed copy
     */
    public PairedImages size(int pixels) {
        return new PairedImages(sides, pixels, batch);
    }

    /**
     * Another batch size.
     *
     * @param pairs in a batch
     * @return a changed copy
     */
    public PairedImages batch(int pairs) {
        return new PairedImages(sides, size, pairs);
    }

    /**
     * The training pairs.
     *
     * @return the centre windows, no augmentation
     */
    public TruePairs pairs() {
        TruePairs all = ready.get().pairs;
        return new TruePairs(all.a().centre(size), all.b().centre(size));
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
     * Colour planes of both domains.
     *
     * @return 1 or 3
     */
    public int channels() {
        return ready.get().pairs.a().channels();
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
        ImageSet a = now.pairs.a(), b = now.pairs.b();
        int[] indices = now.order.of(step.seed(), step.number(), batch);
        a.ready(step.number(), number -> now.order.of(step.seed(), number, batch));
        b.ready(step.number(), number -> now.order.of(step.seed(), number, batch));
        List<ImageSet.Window> windows = new RandomWindows(a.height() - size, sides.flip()).of(indices, 0, step);
        NDArray x = a.windows(step.manager(), size, windows), y = b.windows(step.manager(), size, windows);
        return new Pair(x, y, Arrays.stream(indices).mapToObj(a::name).toList(), step);
    }

    @Override
    public String hash() {
        TruePairs pairs = ready.get().pairs;
        return Sha256.of(sides.describe() + " pairs " + size + pairs.a().hashes()
                + pairs.b().hashes());
    }

    private Ready read() {
        TruePairs pairs = sides.pairs(size);
        return new Ready(pairs, new Order(0, pairs.size()));
    }
}
