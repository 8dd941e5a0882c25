package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.FileClaim;
import org.ui2i.data.Manifest;
import org.ui2i.data.OwnImages;
import org.ui2i.data.Sha256;
import org.ui2i.data.shard.ImageTree;
import org.ui2i.data.shard.Shard;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.PublishedWeights;
import tech.tablesaw.api.Row;

class FolderTranslationTest {
    private static final int IMAGES = 37;

    @TempDir
    private static Path weights;

    @TempDir
    private Path root;

    private Path in = Path.of(""), out = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        Session<?> session = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3).session(1);
        session.publish(weights, "by a test", PublishedWeights.Precision.HALF);
    }

    @BeforeEach
    void draw() throws IOException {
        in = root.resolve("in");
        out = root.resolve("out");
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
            image.createGraphics().fillRect(i % 30, i / 2, 10, 10 + i / 3);
            Png.write(image, in.resolve("d" + i % 3).resolve(String.format("%02d.png", i)));
        }
        Files.writeString(in.resolve("d1/broken.jpg"), "no image");
        Files.createFile(in.resolve("empty.png"));
    }

    private static TranslatorSource source(Wish wish) {
        return new TranslatorSource(new TrainedSource(null, weights, null, null), wish);
    }

    private FolderTranslation plan(Path to, int shard) throws IOException {
        return FolderTranslation.plan(in, to, source(Wish.a2b()), shard);
    }

    /** Hashes of all files below a folder, by relative path. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put("" + folder.relativize(file), Sha256.of(file));
            }
        }
        return files;
    }

    /** Of the pictures and the side table, without what is kept about them. */
    private static Map<String, String> results(Path folder) throws IOException {
        Map<String, String> files = files(folder);
        files.keySet().removeIf(name -> name.startsWith("manifest") || name.equals(".lock"));
        return files;
    }

    /** What the manifests say, an output for each input. */
    private static Map<String, String> manifest(Path folder) throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder.resolve("manifest"))) {
            for (Path file : all.toList()) {
                for (Row row : Manifest.text(file)) {
                    String output = row.getString("output") + " " + row.getString("sha256");
                    assertEquals(null, outputs.put(row.getString("input"), output), "twice");
                }
            }
        }
        return outputs;
    }

    @Test
    void everyImageBecomesAPictureOfItsPathAndBrokenOnesAreNamed() throws IOException {
        List<Long> progress = new ArrayList<>();
        FolderTranslation.Outcome outcome = plan(out, 16).run(Workers.here(), progress::add);
        assertEquals(IMAGES, outcome.translated());
        assertEquals(IMAGES, outcome.costs().images());
        assertEquals(0, outcome.kept());
        assertEquals(List.of(16L, 32L, 39L), progress);
        Map<String, String> results = results(out);
        assertEquals(IMAGES + 1, results.size(), results::toString);
        List<String> broken = Files.readAllLines(out.resolve("broken.csv"));
        assertEquals("\"input\",\"reason\"", broken.get(0));
        assertTrue(broken.get(1).startsWith("\"d1/broken.jpg\",\"not a PNG"), broken::toString);
        assertEquals("\"empty.png\",\"empty file\"", broken.get(2));
        Map<String, String> manifest = manifest(out);
        assertEquals(IMAGES + 2, manifest.size());
        assertEquals("d0/00.png " + results.get("d0/00.png"), manifest.get("d0/00.png"));
        assertEquals(" ", manifest.get("empty.png"));
    }

    @Test
    void picturesAreThoseOfTheTranslatorInBatchesWhateverTheShards() throws IOException {
        plan(out, 16).run(Workers.here(), done -> {});
        plan(root.resolve("whole"), 512).run(Workers.here(), done -> {});
        assertEquals(results(out), results(root.resolve("whole")));
        Translator translator = source(Wish.a2b()).read();
        try (NDManager scope = Tensors.scope()) {
            Path one = Files.createDirectory(root.resolve("first"));
            for (int i = 0; i < 13; i++) { // d0 has 13 images, d1 begins with three more and then has a broken one
                Files.copy(in.resolve(String.format("d0/%02d.png", 3 * i)), one.resolve(String.format("%02d.png", i)));
            }
            for (int i = 0; i < 3; i++) {
                Files.copy(in.resolve(String.format("d1/%02d.png", 3 * i + 1)), one.resolve(13 + i + ".png"));
            }
            List<BufferedImage> drawn = Png.images(translator.translate(
                    OwnImages.read(one, translator.preparation()).all(scope)));
            assertArrayEquals(Png.bytes(drawn.get(0)), Files.readAllBytes(out.resolve("d0/00.png")));
            assertArrayEquals(Png.bytes(drawn.get(14)), Files.readAllBytes(out.resolve("d1/04.png")));
        }
    }

    @Test
    void onlyWhatIsNotDoneIsDoneAgain() throws IOException {
        plan(out, 16).run(Workers.here(), done -> {});
        Map<String, String> first = files(out);
        FolderTranslation.Outcome again = plan(out, 16).run(Workers.here(), done -> {});
        assertEquals(IMAGES, again.kept());
        assertEquals(IMAGES, again.translated());
        assertEquals(2, again.broken().size());
        assertEquals(0, again.costs().images());
        Files.delete(out.resolve("d0/00.png"));
        assertEquals(16, plan(out, 16).run(Workers.here(), done -> {}).costs().images(), "a picture was lost");
        assertEquals(first, files(out));
        Files.writeString(in.resolve("d0/00.png"), "no image any more");
        FolderTranslation.Outcome changed = plan(out, 16).run(Workers.here(), done -> {});
        assertEquals(
                List.of(15, 3),
                List.of(changed.costs().images(), changed.broken().size()));
        assertTrue(Files.notExists(out.resolve("d0/00.png")), "a picture of what is no image any more");
        assertEquals(IMAGES + 2, manifest(out).size(), "the manifest of before is gone");
        FolderTranslation.Outcome other =
                FolderTranslation.plan(in, out, source(Wish.b2a()), 16).run(Workers.here(), done -> {});
        assertEquals(0, other.kept(), "the other direction is other work");
    }

    /** Dies in the middle of the second shard. */
    private record Dying() implements Workers {
        @Override
        public <T extends Serializable, R extends Serializable> void each(
                List<T> pieces, Task<T, R> task, Consumer<R> done) throws IOException {
            done.accept(task.of(pieces.get(0)));
            throw new IOException("killed");
        }

        @Override
        public void close() {}
    }

    /** Two threads do each piece at the same time. */
    private record Twice() implements Workers {
        @Override
        public <T extends Serializable, R extends Serializable> void each(
                List<T> pieces, Task<T, R> task, Consumer<R> done) {
            for (T piece : pieces) {
                List<R> results = Stream.of(piece, piece)
                        .parallel()
                        .map(p -> {
                            try {
                                return task.of(p);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toList();
                done.accept(results.get(0));
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void workThatWasCutOffOrDoneTwiceAtOnceEndsAsIfDoneOnce() throws IOException {
        plan(root.resolve("once"), 16).run(Workers.here(), done -> {});
        FolderTranslation cut = plan(out, 16);
        assertThrows(IOException.class, () -> cut.run(new Dying(), done -> {}));
        Path left = Files.createDirectories(out.resolve(".parts/killed"));
        Files.writeString(left.resolve("part.png"), "half a pict");
        FolderTranslation.Outcome rest = plan(out, 16).run(Workers.here(), done -> {});
        assertEquals(16, rest.kept());
        assertEquals(files(root.resolve("once")), files(out));
        plan(root.resolve("twice"), 16).run(new Twice(), done -> {});
        assertEquals(files(root.resolve("once")), files(root.resolve("twice")));
    }

    private String refused(Path from, Path to, TranslatorSource by) {
        return assertThrows(IllegalArgumentException.class, () -> FolderTranslation.plan(from, to, by, 16))
                .getMessage();
    }

    @Test
    void whatCannotBeDoneIsRefusedBeforeAnyWork() throws IOException {
        TranslatorSource good = source(Wish.a2b());
        assertTrue(refused(root.resolve("none"), out, good).endsWith("none is no folder: give a folder of images"));
        assertTrue(
                refused(Files.createDirectory(root.resolve("bare")), out, good).contains("hold no image"));
        String inside = refused(in, in.resolve("../in/new/out"), good);
        assertTrue(inside.contains("lies within"), inside);
        Path file = Files.createFile(root.resolve("file"));
        assertTrue(refused(in, file, good).contains("is a file: give a folder"));
        TranslatorSource none =
                new TranslatorSource(new TrainedSource(root.resolve("gone"), null, null, null), Wish.a2b());
        assertTrue(refused(in, out, none).contains("gone does not exist"));
        assertTrue(refused(in, out, source(Wish.like(in.resolve("d0/00.png")))).contains("leave out --class"));
        assertTrue(Files.notExists(out), "nothing was written");
    }

    @Test
    void aFolderIsWrittenByOneRunAtATime() throws IOException {
        FolderTranslation work = plan(out, 16);
        try (FileClaim claim = FileClaim.of(out.resolve(".lock"))) {
            String text = assertThrows(IllegalArgumentException.class, () -> work.run(Workers.here(), done -> {}))
                    .getMessage();
            assertTrue(claim != null && text.startsWith("another run translates into "), text);
        }
    }

    @Test
    void aProcessReadsTheNetworksOnceUntilOthersAreWanted() throws IOException {
        TranslatorSource source = source(Wish.a2b()).absolute(),
                other = source(Wish.b2a()).absolute();
        Translator first = ShardTask.translator(source.json(), source.hash());
        assertSame(first, ShardTask.translator(source.json(), source.hash()));
        assertNotSame(first, ShardTask.translator(other.json(), other.hash()));
    }

    @Test
    void aMachineWithoutTheFoldersOrWithOtherWeightsSaysSo() throws IOException {
        ShardTask there = new ShardTask("" + in, "" + out, "" + root.resolve("none"), "", "");
        Shard shard = Shard.of(ImageTree.list(in), 16).get(0);
        String text = assertThrows(IllegalArgumentException.class, () -> there.of(shard))
                .getMessage();
        assertTrue(text.contains("none is not on this machine"), text);
        String json = source(Wish.a2b()).absolute().json();
        text = assertThrows(IllegalArgumentException.class, () -> ShardTask.translator(json, "another"))
                .getMessage();
        assertTrue(text.contains("put the same files on every machine"), text);
    }
}
