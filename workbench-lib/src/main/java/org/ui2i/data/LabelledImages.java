package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ui2i.core.Lazy;
import org.ui2i.core.Seeds;
import org.ui2i.data.LabelledDomains.Domain;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

/**
 * Images of several domains, each with its domain's label (StarGAN, RelGAN). Bundled domains share no content. Every
 * epoch is a fresh permutation of all domains' images. Settings return a changed copy; images are read at the first
 * use.
 */
public final class LabelledImages implements Batches<LabelledBatch> {
    private static final int TRIPLES = 1; // draws beside the order of the images, 0
    private static final int THREE = 3;
    private final IntFunction<LabelledDomains> source;
    private final Origin origin;
    private final boolean flip;
    private final int size;
    private final int batch;
    private final Lazy<Ready> ready = new Lazy<>(this::read);

    /**
     * Where the images come from.
     *
     * @param pairs the set of unpaired images that has the true pairs; empty if there are none
     * @param made how images were made of files, for the hash
     */
    private record Origin(String pairs, String made) {}

    /** What the first use reads: image i is of domain {@code domainOf[i]}, whose images begin at {@code first}. */
    private record Ready(LabelledDomains domains, ImageSet images, int[] domainOf, int[] first, Order order) {}

    private LabelledImages(IntFunction<LabelledDomains> source, Origin origin, boolean flip, int size, int batch) {
        check(batch >= 1, "batch is %d: use at least 1", batch);
        this.source = source;
        this.origin = origin;
        this.flip = flip;
        this.size = size;
        this.batch = batch;
    }

    /** A bundled set at 32 pixels, 16 in a batch. */
    static LabelledImages bundled(IntFunction<LabelledDomains> source, String pairs) {
        return new LabelledImages(source, new Origin(pairs, ""), false, 32, 16);
    }

    /** Own images, a domain a folder, 16 in a batch. */
    static LabelledImages folders(Path root, FolderOptions options) {
        Origin origin = new Origin("", options.withSize(64).toString());
        IntFunction<LabelledDomains> read = pixels -> LabelledDomains.folders(root, options.withSize(pixels));
        return new LabelledImages(read, origin, options.flip(), options.size(), 16);
    }

    /**
     * Another image size.
     *
     * @param pixels edge; for bundled sets the atlas's tile or a divisor of it
     * @return a changed copy
     */
    public LabelledImages size(int pixels) {
        return new LabelledImages(source, origin, flip, pixels, batch);
    }

    /**
     * Another batch size.
     *
     * @param images in a batch
     * @return a changed copy
     */
    public LabelledImages batch(int images) {
        return new LabelledImages(source, origin, flip, size, images);
    }

    /**
     * What the numbers of a label mean.
     *
     * @return the labels
     */
    public Labels labels() {
        return ready.get().domains.labels();
    }

    /**
     * The domains.
     *
     * @return their names in order
     */
    public List<String> domains() {
        return ready.get().domains.all().stream().map(Domain::name).toList();
    }

    /**
     * A domain's label.
     *
     * @param domain its name
     * @return n numbers
     */
    public float[] label(String domain) {
        return domain(domain).label().clone();
    }

    /**
     * A domain's training images.
     *
     * @param domain its name
     * @return the images
     */
    public ImageSet images(String domain) {
        return domain(domain).images();
    }

    private Domain domain(String name) {
        return ready.get().domains.all().stream()
                .filter(domain -> domain.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no domain \"" + name + "\": the domains are " + domains()));
    }

    /**
     * True pairs for scores, of contents that no domain trains on.
     *
     * @param from the domain to translate from
     * @param to the domain to translate into
     * @param split VAL to choose settings, TEST for scores
     * @return aligned images
     */
    public TruePairs truth(String from, String to, Split split) {
        check(!origin.pairs.isEmpty(), "own folders have no true pairs (asked for %s): use scores without", split);
        check(split != Split.TRAIN, "training images have no pairs: ask for VAL or TEST");
        return UnpairedImages.bundled(origin.pairs, from, to).size(size).truth(split);
    }

    /**
     * Colour planes of all domains.
     *
     * @return 1 or 3
     */
    public int channels() {
        return ready.get().images.channels();
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public LabelledBatch batch(Step step) {
        Ready now = ready.get();
        now.images.ready(step.number(), number -> now.order.of(step.seed(), number, batch));
        return batch(step, now.order.of(step.seed(), step.number(), batch), 0);
    }

    /** {@code place} tells the windows of the batches of one step apart. */
    private LabelledBatch batch(Step step, int[] indices, int place) {
        Ready now = ready.get();
        int n = now.domains.labels().size();
        float[] label = new float[indices.length * n];
        for (int i = 0; i < indices.length; i++) {
            float[] own = now.domains.all().get(now.domainOf[indices[i]]).label();
            System.arraycopy(own, 0, label, i * n, n);
        }
        NDArray c = Tensors.of(step.manager(), label, new Shape(indices.length, n));
        List<String> sources = Arrays.stream(indices).mapToObj(now.images::name).toList();
        RandomWindows windows = new RandomWindows(now.images.height() - size, flip);
        NDArray x = now.images.windows(step.manager(), size, windows.of(indices, place, step));
        return new LabelledBatch(x, c, sources, step);
    }

    @Override
    public String hash() {
        return Sha256.of("labelled " + origin + " " + size + labels() + domains()
                + ready.get().images.hashes());
    }

    /**
     * The same images in threes of three domains; domains and images are drawn anew at each place.
     *
     * @return three batches a step
     */
    public Batches<LabelledTriple> triples() {
        return new Triples();
    }

    private final class Triples implements Batches<LabelledTriple> {
        @Override
        public LabelledTriple batch(Step step) {
            int[][] indices = indices(step.seed(), step.number());
            ready.get().images.ready(step.number(), number -> Arrays.stream(indices(step.seed(), number))
                    .flatMapToInt(Arrays::stream)
                    .toArray());
            return new LabelledTriple(
                    LabelledImages.this.batch(step, indices[0], 0),
                    LabelledImages.this.batch(step, indices[1], 1),
                    LabelledImages.this.batch(step, indices[2], 2));
        }

        private int[][] indices(long seed, long number) {
            int[][] indices = new int[THREE][batch];
            long key = Seeds.mix(seed, Draws.Stream.ORDER.ordinal(), number, 0, TRIPLES);
            for (int i = 0; i < batch; i++) {
                int[] drawn = three(Seeds.mix(key, i));
                for (int j = 0; j < THREE; j++) {
                    indices[j][i] = drawn[j];
                }
            }
            return indices;
        }

        /** An image of each of three different domains. */
        private int[] three(long key) {
            Ready now = ready.get();
            int n = now.domains.all().size();
            check(n >= THREE, "%s are %d domains: triples need three or more", domains(), n);
            int[] order = Seeds.permutation(key, n);
            return IntStream.range(0, THREE)
                    .map(j -> {
                        int from = now.first[order[j]], to = now.first[order[j] + 1];
                        return from + (int) (Seeds.uniform(key, j) * (to - from));
                    })
                    .toArray();
        }

        @Override
        public int batchSize() {
            return batch;
        }

        @Override
        public String hash() {
            return Sha256.of("triples " + LabelledImages.this.hash());
        }
    }

    private Ready read() {
        LabelledDomains domains = source.apply(size);
        ImageSet images =
                ImageSet.joined(domains.all().stream().map(Domain::images).toList());
        int[] first = new int[domains.all().size() + 1];
        int[] domainOf = new int[images.size()];
        for (int k = 0; k + 1 < first.length; k++) {
            first[k + 1] = first[k] + domains.all().get(k).images().size();
            Arrays.fill(domainOf, first[k], first[k + 1], k);
        }
        return new Ready(domains, images, domainOf, first, new Order(0, images.size()));
    }
}
