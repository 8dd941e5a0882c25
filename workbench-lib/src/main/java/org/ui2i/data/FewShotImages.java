package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Lazy;
import org.ui2i.core.Seeds;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Step;

/**
 * Content images and, for each, K images of another class, both among the source classes. Every epoch of the content
 * images is a fresh permutation; the class and its K images (all different) are drawn anew for each item. Settings return
 * a changed copy; images are read at the first use.
 */
public final class FewShotImages implements Batches<FewShotPair> {
    /** The letters that training leaves out unless told otherwise: scores show whether unseen contents work too. */
    public static final List<String> HELD_OUT = List.of("B", "K", "S", "a", "h", "y");

    /** The source font that gives the content glyphs of scores; {@link #fonts} always keeps it. */
    public static final String CONTENT_FONT = "Averia GWF Regular";

    private static final int CLASS_DRAWS = 1; // beside the order of the contents, 0
    private static final int PLACES = 2;
    private static final int LARGEST = 64; // what placed images are shrunk from

    private final IntFunction<ImageSet> source;
    private final Files files;
    private final Options options;
    private final Lazy<Ready> ready = new Lazy<>(this::read);

    /** How images were made of files, for the hash, and whether they are mirrored at random. */
    private record Files(String made, boolean flip) {}

    /** Settings; {@code fonts} 0: all. */
    private record Options(
            int size,
            int batch,
            int shots,
            boolean sameClass,
            List<String> heldOut,
            int fonts,
            long fontSeed,
            @Nullable Placing placing) {
        Options {
            check(batch >= 1, "batch is %d: use at least 1", batch);
            check(shots >= 1, "shots is %d: a class needs at least 1 image", shots);
        }
    }

    /** What the first use reads: image i is of class {@code classOf[i]}, whose images are {@code members}. */
    private record Ready(ImageSet images, List<String> classes, int[] classOf, int[][] members, Order order) {}

    private FewShotImages(IntFunction<ImageSet> source, Files files, Options options) {
        this.source = source;
        this.files = files;
        this.options = options;
    }

    /** 16 items of 32 pixels, one class image each. */
    static FewShotImages of(IntFunction<ImageSet> source) {
        return new FewShotImages(source, new Files("", false), new Options(32, 16, 1, false, HELD_OUT, 0, 0, null));
    }

    /**
     * Own images: every subfolder is a class, named after it. Batches of 16 contents and one class image each.
     *
     * @param root holds two or more folders of images
     * @param options size, windows, flips, grey, and what to do with unreadable files
     * @return the images
     */
    public static FewShotImages folders(Path root, FolderOptions options) {
        IntFunction<ImageSet> read = size -> ClassFolders.read(root, options.withSize(size));
        Options usual = new Options(options.size(), 16, 1, false, List.of(), 0, 0, null);
        Files files = new Files(options.withSize(64).toString(), options.flip());
        return new FewShotImages(read, files, usual);
    }

    /**
     * Another image size.
     *
     * @param pixels edge; the atlas's tile or a divisor of it
     * @return a changed copy
     */
    public FewShotImages size(int pixels) {
        Options o = options;
        return with(new Options(pixels, o.batch, o.shots, o.sameClass, o.heldOut, o.fonts, o.fontSeed, o.placing));
    }

    /**
     * Another batch size.
     *
     * @param items content images in a batch
     * @return a changed copy
     */
    public FewShotImages batch(int items) {
        Options o = options;
        return with(new Options(o.size, items, o.shots, o.sameClass, o.heldOut, o.fonts, o.fontSeed, o.placing));
    }

    /**
     * Another number of class images.
     *
     * @param k images of the class for each content image; the paper trains with 1
     * @return a changed copy
     */
    public FewShotImages shots(int k) {
        Options o = options;
        return with(new Options(o.size, o.batch, k, o.sameClass, o.heldOut, o.fonts, o.fontSeed, o.placing));
    }

    /**
     * Draws the class among all source classes, the content's own included, as the public code does. The default draws two
     * different classes, as the paper says.
     *
     * @return a changed copy
     */
    public FewShotImages sameClassAllowed() {
        Options o = options;
        return with(new Options(o.size, o.batch, o.shots, true, o.heldOut, o.fonts, o.fontSeed, o.placing));
    }

    /**
     * Leaves other letters out than {@link #HELD_OUT}.
     *
     * @param letters never shown, neither as content nor of a class; none: trains on all
     * @return a changed copy
     */
    public FewShotImages heldOut(String... letters) {
        Options o = options;
        return with(
                new Options(o.size, o.batch, o.shots, o.sameClass, List.of(letters), o.fonts, o.fontSeed, o.placing));
    }

    /**
     * Trains on some of the fonts: {@link #CONTENT_FONT} and random others, so that only the number of looks changes. Of
     * one seed, fewer fonts are among the more.
     *
     * @param n how many, at least 2
     * @param seed which
     * @return a changed copy
     */
    public FewShotImages fonts(int n, long seed) {
        check(n >= 2, "%d fonts: contents and classes are of different fonts, use at least 2", n);
        Options o = options;
        return with(new Options(o.size, o.batch, o.shots, o.sameClass, o.heldOut, n, seed, o.placing));
    }

    /**
     * Shows every image at a random place and scale on white paper of {@link #size} pixels.
     *
     * @param placing the range of scales
     * @return a changed copy
     */
    public FewShotImages placed(Placing placing) {
        Options o = options;
        return with(new Options(o.size, o.batch, o.shots, o.sameClass, o.heldOut, o.fonts, o.fontSeed, placing));
    }

    private FewShotImages with(Options changed) {
        return new FewShotImages(source, files, changed);
    }

    /**
     * The source classes; a batch's class numbers are places in this list.
     *
     * @return names, |S| of them
     */
    public List<String> classes() {
        return ready.get().classes;
    }

    /**
     * All training images.
     *
     * @return without the letters held out
     */
    public ImageSet images() {
        return ready.get().images;
    }

    @Override
    public int batchSize() {
        return options.batch;
    }

    /** What a step shows: contents, the classes that they are of and go to, and K images of each of the latter. */
    private record Drawn(int[] contents, long[] from, int[] shown, long[] to) {
        int[] indices() {
            return IntStream.concat(Arrays.stream(contents), Arrays.stream(shown))
                    .toArray();
        }
    }

    @Override
    public FewShotPair batch(Step step) {
        Ready now = ready.get();
        now.images.ready(
                step.number(), number -> drawn(now, step.seed(), number).indices());
        return pair(now.images, drawn(now, step.seed(), step.number()), step);
    }

    private Drawn drawn(Ready now, long seed, long number) {
        int k = options.shots;
        int[] contents = now.order.of(seed, number, options.batch);
        long[] from = new long[contents.length], to = new long[contents.length];
        int[] shown = new int[contents.length * k];
        long key = Seeds.mix(seed, Draws.Stream.ORDER.ordinal(), number, 0, CLASS_DRAWS);
        for (int i = 0; i < contents.length; i++) {
            int own = now.classOf[contents[i]], other = other(own, now.classes.size(), Seeds.uniform(key, i));
            int[] members = now.members[other], order = Seeds.permutation(Seeds.mix(key, i), members.length);
            from[i] = own;
            to[i] = other;
            for (int j = 0; j < k; j++) {
                shown[i * k + j] = members[order[j]];
            }
        }
        return new Drawn(contents, from, shown, to);
    }

    private int other(int own, int classes, double uniform) {
        return options.sameClass ? (int) (uniform * classes) : (own + 1 + (int) (uniform * (classes - 1))) % classes;
    }

    private FewShotPair pair(ImageSet images, Drawn drawn, Step step) {
        List<String> sources = new ArrayList<>();
        int edge = options.size;
        int n = drawn.contents.length;
        int[] indices = drawn.indices();
        Arrays.stream(indices).forEach(i -> sources.add(images.name(i)));
        NDArray all = tensor(images, step, indices);
        NDArray content = all.get(new NDIndex(":{}", n)).duplicate();
        NDArray looks =
                all.get(new NDIndex("{}:", n)).duplicate().reshape(n, options.shots, images.channels(), edge, edge);
        NDArray from = step.manager().create(drawn.from), to = step.manager().create(drawn.to);
        return new FewShotPair(content, from, looks, to, List.copyOf(sources), step);
    }

    private NDArray tensor(ImageSet images, Step step, int[] indices) {
        Placing placing = options.placing;
        if (placing == null) {
            RandomWindows windows = new RandomWindows(images.height() - options.size, files.flip);
            return images.windows(step.manager(), options.size, windows.of(indices, 0, step));
        }
        long key = Seeds.mix(step.seed(), Draws.Stream.ORDER.ordinal(), step.number(), 0, PLACES);
        return Placing.put(
                step.manager(), images, indices, options.size, placing.random(options.size, key, indices.length));
    }

    @Override
    public String hash() {
        return Sha256.of("few-shot " + options + files.made + ready.get().images.hashes());
    }

    private Ready read() {
        ImageSet all = source.apply(options.placing == null ? options.size : LARGEST);
        List<String> classes = chosen(IntStream.range(0, all.size())
                .mapToObj(i -> all.text("class", i))
                .distinct()
                .toList());
        int[] kept = IntStream.range(0, all.size())
                .filter(i ->
                        classes.contains(all.text("class", i)) && !options.heldOut.contains(all.text("content", i)))
                .toArray();
        check(kept.length > 0, "no letter is left: hold out fewer than %s", options.heldOut);
        check(classes.size() >= 2, "%s is the only class: few-shot training needs two or more", classes);
        ImageSet images = all.take(kept);
        int[] classOf = IntStream.range(0, kept.length)
                .map(i -> classes.indexOf(images.text("class", i)))
                .toArray();
        int[][] members = IntStream.range(0, classes.size())
                .mapToObj(c -> IntStream.range(0, kept.length)
                        .filter(i -> classOf[i] == c)
                        .toArray())
                .toArray(int[][]::new);
        for (int c = 0; c < members.length; c++) {
            check(
                    members[c].length >= options.shots,
                    "class %s has %d images, shots is %d: use fewer shots",
                    classes.get(c),
                    members[c].length,
                    options.shots);
        }
        return new Ready(images, classes, classOf, members, new Order(0, kept.length));
    }

    private List<String> chosen(List<String> all) {
        int n = options.fonts;
        if (n == 0) {
            return all;
        }
        check(n <= all.size(), "%d fonts are wanted, there are %d: use at most these", n, all.size());
        int[] order = Seeds.permutation(options.fontSeed, all.size());
        List<String> others = Arrays.stream(order)
                .mapToObj(all::get)
                .filter(name -> !name.equals(CONTENT_FONT))
                .toList();
        List<String> kept = new ArrayList<>(others.subList(0, n - 1));
        kept.add(CONTENT_FONT);
        return all.stream().filter(kept::contains).toList();
    }
}
