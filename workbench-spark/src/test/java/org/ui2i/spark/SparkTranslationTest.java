package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Sha256;
import org.ui2i.plot.Png;
import org.ui2i.run.FolderTranslation;
import org.ui2i.run.TrainedSource;
import org.ui2i.run.TranslatorSource;
import org.ui2i.run.Wish;
import org.ui2i.run.Workers;

/** A folder translated on Spark is the folder translated here, whoever dies meanwhile. */
class SparkTranslationTest {
    private static final int IMAGES = 150;
    private static final String LOCAL_CLUSTER = "local-cluster[2,1,1024]";

    @TempDir
    private static Path root;

    private static Map<String, String> here = Map.of();

    @BeforeAll
    static void translateHere() throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
            image.createGraphics().fillRect(i % 30, i / 8, 10, 10 + i / 15);
            Png.write(image, root.resolve("in/d" + i % 3).resolve(i + ".png"));
        }
        Files.writeString(root.resolve("in/d1/broken.jpg"), "no image");
        here = translated(Workers.here(), "here", done -> {});
        assertEquals(IMAGES + 1, here.size());
    }

    /** Hashes of the pictures and of the side table. */
    private static Map<String, String> translated(Workers workers, String to, LongConsumer progress)
            throws IOException {
        Path weights = Path.of(System.getProperty("ui2i.root", ".."), "checkpoints", "unit-glyphs");
        TranslatorSource source = new TranslatorSource(new TrainedSource(null, weights, null, null), Wish.a2b());
        FolderTranslation.Outcome outcome = FolderTranslation.plan(root.resolve("in"), root.resolve(to), source, 16)
                .run(workers, progress);
        assertEquals(IMAGES, outcome.translated());
        assertEquals(0, outcome.kept());
        assertEquals(1, outcome.broken().size());
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root.resolve(to))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put("" + root.resolve(to).relativize(file), Sha256.of(file));
            }
        }
        files.keySet().removeIf(name -> name.equals(".lock"));
        long manifests =
                files.keySet().stream().filter(n -> n.startsWith("manifest")).count();
        assertEquals((IMAGES + 1 + 15) / 16, manifests);
        files.keySet()
                .removeIf(
                        name -> name.startsWith("manifest")); // compared by what they say of each input, in the library
        return files;
    }

    @Test
    void threadsWriteTheSameBytes() throws IOException {
        try (Workers workers = Workers.at("local[2]")) {
            assertEquals(here, translated(workers, "threads", done -> {}));
        }
    }

    @Test
    void anExecutorThatDiesLosesAndDoublesNothing() throws IOException {
        AtomicInteger killed = new AtomicInteger();
        try (Workers workers = Workers.at(LOCAL_CLUSTER)) {
            assertEquals(here, translated(workers, "cluster", done -> {
                if (killed.compareAndSet(0, 1)) { // after the first shard, long before the last
                    ScaleBench.killExecutor();
                }
            }));
        }
        assertEquals(1, killed.get());
    }

    @Test
    void executorsWithoutTheEngineAreFoundOutBeforeAnyWork() {
        String all = System.getProperty("java.class.path");
        String without = Stream.of(all.split(File.pathSeparator))
                .filter(jar -> !jar.contains("pytorch-engine"))
                .collect(Collectors.joining(File.pathSeparator));
        try {
            System.setProperty("java.class.path", without);
            String text = assertThrows(IllegalArgumentException.class, () -> Workers.at(LOCAL_CLUSTER))
                    .getMessage();
            assertTrue(text.startsWith("an executor cannot compute ("), text);
        } finally {
            System.setProperty("java.class.path", all);
        }
    }

    @Test
    void whatATaskRefusesIsSaidOnce() throws IOException {
        try (Workers workers = Workers.at("local[2]")) {
            Workers.Task<Integer, Integer> refusing = piece -> {
                throw new IllegalArgumentException("piece " + piece + " is wrong: use another");
            };
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> workers.each(List.of(1), refusing, done -> {}));
            assertEquals("piece 1 is wrong: use another", refusal.getMessage());
            Workers.Task<Integer, Integer> failing = piece -> {
                throw new IOException("disk " + piece + " is full");
            };
            IOException failure = assertThrows(IOException.class, () -> workers.each(List.of(7), failing, done -> {}));
            assertTrue(failure.getMessage().endsWith(": disk 7 is full"), failure.getMessage());
        }
    }
}
