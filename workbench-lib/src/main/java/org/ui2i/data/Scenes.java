package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ui2i.core.Lazy;
import org.ui2i.core.Seeds;
import org.ui2i.tensor.Step;
import tech.tablesaw.api.Table;

/**
 * Scenes of 64 x 64 pixels with one to four objects whose boxes are known, composed when asked for: domain A is drawn
 * by Noto by day, domain B by Twemoji by night. A scene is a function of (seed, part, index); the parts (training of A
 * and of B, validation, test) share no layout. Training scenes of A and of B show different emoji, test scenes emoji
 * that no training scene shows, validation scenes those of A's training in new places.
 */
public final class Scenes implements Batches<ScenePair> {
    /** Names of the classes; a box's label is a place in this list. */
    public static final List<String> CLASSES = List.of("face", "animal", "fruit", "plant", "vehicle");

    private static final int EDGE = 64;
    private static final int COUNT = 10_000; // training scenes a domain

    private final long seed;
    private final int batch;
    private final Order orderA = new Order(0, COUNT);
    private final Order orderB = new Order(1, COUNT);
    private final Lazy<List<SceneEmoji>> emoji;

    /** Which layouts and which emoji. */
    private enum Part {
        TRAIN_A("a"),
        TRAIN_B("b"),
        VAL("a"),
        TEST("test");

        private final String split;

        Part(String split) {
            this.split = split;
        }

        static Part of(Split split) {
            return split == Split.TRAIN ? TRAIN_A : valueOf(split.name());
        }
    }

    /** Rendered scenes. */
    private record Rendered(ImageSet images, List<List<Box>> boxes) {}

    Scenes(long seed, int batch) {
        this(seed, batch, new Lazy<>(() -> SceneEmoji.read(CLASSES)));
    }

    private Scenes(long seed, int batch, Lazy<List<SceneEmoji>> emoji) {
        check(batch >= 1, "batch is %d: use at least 1", batch);
        this.seed = seed;
        this.batch = batch;
        this.emoji = emoji;
    }

    /**
     * Another batch size.
     *
     * @param scenes of each domain in a batch
     * @return a changed copy
     */
    public Scenes batch(int scenes) {
        return new Scenes(seed, scenes, emoji);
    }

    /**
     * Other scenes.
     *
     * @param other decides every layout and background
     * @return a changed copy
     */
    public Scenes seed(long other) {
        return new Scenes(other, batch, emoji);
    }

    /**
     * Edge of the scenes.
     *
     * @return pixels
     */
    public int size() {
        return EDGE;
    }

    /**
     * The first training scenes of domain A.
     *
     * @param n how many, 1 to 10,000
     * @return colour images
     */
    public ImageSet a(int n) {
        return render(Part.TRAIN_A, ScenePainter.Look.NOTO_BY_DAY, first(n)).images;
    }

    /**
     * The first training scenes of domain B.
     *
     * @param n how many, 1 to 10,000
     * @return colour images
     */
    public ImageSet b(int n) {
        return render(Part.TRAIN_B, ScenePainter.Look.TWEMOJI_BY_NIGHT, first(n)).images;
    }

    /**
     * Scenes with their true counterparts.
     *
     * @param split TRAIN: the first scenes of A's training, for a look at what is learnt by heart; VAL: A's emoji in
     *     places not seen in training, to choose settings; TEST: emoji and places not seen in training, for scores
     * @param n how many, 1 to 10,000
     * @return the same scenes in both domains
     */
    public TrueScenes truth(Split split, int n) {
        Part part = Part.of(split);
        Rendered a = render(part, ScenePainter.Look.NOTO_BY_DAY, first(n));
        Rendered b = render(part, ScenePainter.Look.TWEMOJI_BY_NIGHT, first(n));
        return new TrueScenes(new TruePairs(a.images, b.images), a.boxes);
    }

    @Override
    public int batchSize() {
        return batch;
    }

    @Override
    public ScenePair batch(Step step) {
        Rendered a = render(Part.TRAIN_A, ScenePainter.Look.NOTO_BY_DAY, orderA.of(step.seed(), step.number(), batch));
        Rendered b =
                render(Part.TRAIN_B, ScenePainter.Look.TWEMOJI_BY_NIGHT, orderB.of(step.seed(), step.number(), batch));
        List<String> sources = new ArrayList<>();
        IntStream.range(0, batch).forEach(i -> sources.add(a.images.name(i)));
        IntStream.range(0, batch).forEach(i -> sources.add(b.images.name(i)));
        NDArray left = a.images.all(step.manager()), right = b.images.all(step.manager());
        return new ScenePair(left, a.boxes, right, List.copyOf(sources), step);
    }

    @Override
    public String hash() {
        ImageSet some = ImageSet.joined(List.of(a(8), b(8))); // any change of emoji or of the painting shows in these
        String codes = emoji.get().stream().map(SceneEmoji::code).collect(Collectors.joining(" "));
        return Sha256.of("scenes " + seed + " " + COUNT + " " + codes + some.hashes());
    }

    private static int[] first(int n) {
        check(n >= 1 && n <= COUNT, "%d scenes asked for: use 1 to %d", n, COUNT);
        return IntStream.range(0, n).toArray();
    }

    private Rendered render(Part part, ScenePainter.Look look, int[] indices) {
        Predicate<SceneEmoji> allowed = e -> e.split().equals(part.split);
        List<SceneEmoji> cast = emoji.get().stream().filter(allowed).toList();
        byte[][] pixels = new byte[indices.length][];
        List<List<Box>> boxes = new ArrayList<>();
        for (int i = 0; i < pixels.length; i++) {
            long key = Seeds.mix(seed, part.ordinal(), indices[i]);
            SceneLayout layout = SceneLayout.of(key, cast, CLASSES.size(), EDGE);
            pixels[i] = ScenePainter.paint(layout, look, EDGE);
            boxes.add(layout.boxes());
        }
        return new Rendered(new ImageSet(pixels, 3, EDGE, EDGE, manifest(part, look, indices, pixels)), boxes);
    }

    private static Table manifest(Part part, ScenePainter.Look look, int[] indices, byte[][] pixels) {
        Table table = Manifest.empty("scenes");
        boolean day = look == ScenePainter.Look.NOTO_BY_DAY;
        for (int i = 0; i < indices.length; i++) {
            table.intColumn("row").append(indices[i]);
            table.intColumn("column").append(0);
            table.stringColumn("domain").append(day ? "day" : "night");
            table.stringColumn("class").append("scene");
            table.stringColumn("content").append(part.name().toLowerCase(Locale.ROOT) + " " + indices[i]);
            table.stringColumn("split").append(part.split);
            table.stringColumn("source").append("composed of emoji");
            table.stringColumn("licence").append(day ? "Apache-2.0" : "CC-BY-4.0");
            table.stringColumn("sha256").append(Sha256.of(pixels[i]));
        }
        return table;
    }
}
