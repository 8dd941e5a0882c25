package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ui2i.core.Lazy;
import org.ui2i.tensor.Step;

/**
 * Digits for domain adaptation: the source domain's labels are given in training, the target domain's never. The target's
 * labels serve scores only.
 */
public final class DigitDomains implements Batches<LabelledPair> {
    private final String source;
    private final String target;
    private final int size;
    private final int batch;
    private final Lazy<Ready> ready = new Lazy<>(this::read);

    private record Ready(ImageSet a, ImageSet b, Order orderA, Order orderB) {}

    DigitDomains(String source, String target, int size, int batch) {
        check(batch >= 1, "batch is %d: use at least 1", batch);
        this.source = source;
        this.target = target;
        this.size = size;
        this.batch = batch;
    }

    /**
     * Another image size.
     *
     * @param pixels 32 or a divisor of it
     * @return a changed copy
     */
    public DigitDomains size(int pixels) {
        return new DigitDomains(source, target, pixels, batch);
    }

    /**
     * Another batch size.
     *
     * @param images of each domain in a batch
     * @return a changed copy
     */
    public DigitDomains batch(int images) {
        return new DigitDomains(source, target, size, images);
    }

    /**
     * The other direction: source and target exchanged.
     *
     * @return a changed copy
     */
    public DigitDomains reversed() {
        return new DigitDomains(target, source, size, batch);
    }

    /**
     * Images of the labelled domain.
     *
     * @param split MNIST: TRAIN 4,000, VAL 500, TEST 1,000, each digit equally often
     * @return white on black, one channel
     */
    public ImageSet source(Split split) {
        return load(source, split, size);
    }

    /**
     * Images of the unlabelled domain.
     *
     * @param split optical digits: TRAIN 1,197, VAL 200, TEST 400
     * @return white on black, one channel
     */
    public ImageSet target(Split split) {
        return load(target, split, size);
    }

    /**
     * The digits that images show.
     *
     * @param images of either domain; the target's only for scores
     * @return 0 to 9, one an image
     */
    public static int[] labels(ImageSet images) {
        return IntStream.range(0, images.size())
                .map(i -> Integer.parseInt(images.text("class", i)))
                .toArray();
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public LabelledPair batch(Step step) {
        Ready now = ready.get();
        int[] left = now.orderA.of(step.seed(), step.number(), batch);
        int[] right = now.orderB.of(step.seed(), step.number(), batch);
        int[] digits = labels(now.a.take(left));
        NDArray labels = step.manager()
                .create(java.util.Arrays.stream(digits).asLongStream().toArray());
        List<String> sources = new ArrayList<>();
        java.util.Arrays.stream(left).forEach(i -> sources.add(now.a.name(i)));
        java.util.Arrays.stream(right).forEach(i -> sources.add(now.b.name(i)));
        NDArray a = now.a.tensor(step.manager(), left), b = now.b.tensor(step.manager(), right);
        return new LabelledPair(a, labels, b, List.copyOf(sources), step);
    }

    @Override
    public String hash() {
        Ready now = ready.get();
        return Sha256.of("digits " + source + " " + target + " " + size + now.a.hashes() + now.b.hashes());
    }

    static ImageSet load(String domain, Split split, int size) {
        Path folder = Path.of(domain);
        if (Files.isDirectory(folder)) {
            check(split != Split.VAL, "digits in %s have no split %s: use TRAIN or TEST", domain, split);
            Path digits = folder.resolve(split == Split.TRAIN ? "train" : "test");
            return ClassFolders.read(digits, FolderOptions.of(size).withChannels(1));
        }
        return Atlas.read(
                Datasets.folder("digits"),
                domain,
                table -> table.where(table.stringColumn("split").eval(split::holds)),
                size,
                1);
    }

    private Ready read() {
        ImageSet a = source(Split.TRAIN), b = target(Split.TRAIN);
        return new Ready(a, b, new Order(0, a.size()), new Order(1, b.size()));
    }
}
