package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;
import org.ui2i.JavaProcess;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Listener;

/** Of every model: a run that another process resumes ends with the checkpoint of a straight one, byte for byte. */
class ResumeTest {
    private static final int STEPS = 5;

    @TempDir
    private Path folder;

    /** Small, with a schedule, a phase or a rhythm that begins before some cuts and after others. */
    private static ModelRun run(ModelKind kind) {
        return switch (kind) {
            case UNIT -> tiny(kind, "glyph-styles", "size=16", "decay=0.5");
            case MUNIT -> tiny(kind, "glyph-styles", "decay=0.5", "halving=2");
            case FUNIT -> tiny(kind, "glyph-fonts", "decay=0.5");
            case COCO_FUNIT -> tiny(kind, "glyph-fonts", "decay=0.5", "halving=2");
            case TUNIT -> tiny(kind, "mixture:letters,mnist");
            case DUNIT -> tiny(kind, "scenes", "batch=1", "decay=0.5");
            case PIX2PIX -> tiny(kind, "emoji-edges", "decay=0.5");
            case CYCLEGAN -> tiny(kind, "emoji-drawers", "decay=0.5"); // a pool of 4 images
            case STARGAN -> tiny(kind, "hand-tones", "decay=0.5");
            case RELGAN -> tiny(kind, "glyph-cuts", "decay=0.5");
        };
    }

    private static ModelRun tiny(ModelKind kind, String data, String... sets) {
        return kind.run(ModelKind.Preset.TINY, data, List.of(sets));
    }

    private static Session<?> session(ModelKind kind, Path into, int every) {
        Session<?> session = run(kind).session(STEPS);
        session.training().saving(into.resolve(kind.toString()), every);
        return session;
    }

    /** Hands the checkpoints of a straight run, after some of its steps, over to the other process. */
    private record Copies(ModelKind kind, List<Path> cuts) implements Listener {
        @Override
        public void saved(Path checkpoint) {
            try (NDManager scope = Tensors.scope()) {
                Path into = cuts.get(0)
                        .resolveSibling(
                                "cut" + Checkpoint.read(checkpoint, scope).step());
                if (cuts.contains(into)) {
                    Path run = Files.createDirectories(into.resolve(kind.toString()));
                    Files.copy(checkpoint, run.resolve(checkpoint.getFileName()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The other process: resumes every model below a folder. */
    static final class Resumes {
        private Resumes() {}

        public static void main(String[] args) {
            for (String cut : args) {
                for (ModelKind kind : ModelKind.values()) {
                    Session<?> session = session(kind, Path.of(cut), STEPS);
                    long at = session.training()
                            .resume(Path.of(cut).resolve(kind.toString()))
                            .step();
                    session.train((int) (STEPS - at), Listener.all());
                }
            }
        }
    }

    @Test
    void anotherProcessEndsWithTheStraightRunsCheckpointByteForByte() throws IOException, InterruptedException {
        int first = FaultCounts.count(2, 1), last = FaultCounts.count(2, STEPS - 1);
        Path straight = folder.resolve("straight");
        List<Path> cuts = IntStream.rangeClosed(first, last)
                .mapToObj(cut -> folder.resolve("cut" + cut))
                .toList();
        for (ModelKind kind : ModelKind.values()) {
            session(kind, straight, 1).train(STEPS, new Copies(kind, cuts));
        }
        JavaProcess.End other = new JavaProcess(Resumes.class, "-Xmx1g")
                .with("OMP_NUM_THREADS", Integer.toString(Tensors.threads()))
                .run(cuts.stream().map(Path::toString).toArray(String[]::new));
        assertEquals(0, other.code(), other.said());
        int members = 0;
        for (ModelKind kind : ModelKind.values()) {
            for (Path cut : cuts) {
                members += assertSame(kind, straight, cut);
            }
        }
        FaultCounts.figure(
                "resumed by another process: %d models, cut after each of %d of %d steps; all %d members of the last"
                        + " checkpoints (weights, moments, averages, pools, queues, rates, history) equal a straight"
                        + " run's byte for byte",
                ModelKind.values().length, cuts.size(), STEPS, members);
    }

    private static int assertSame(ModelKind kind, Path straight, Path cut) throws IOException {
        Map<String, byte[]> expected = members(straight.resolve(kind.toString()));
        Map<String, byte[]> found = members(cut.resolve(kind.toString()));
        assertEquals(expected.keySet(), found.keySet());
        assertTrue(expected.keySet().stream().anyMatch(name -> name.startsWith("opt/")), kind::toString);
        expected.forEach((name, bytes) ->
                assertArrayEquals(bytes, found.get(name), () -> kind + " differs from " + cut + " in " + name));
        return expected.size();
    }

    /** All but the times. */
    private static Map<String, byte[]> members(Path run) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(run.resolve("last.ckpt")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
        members.remove("timing.csv");
        members.put("beside", Files.readAllBytes(run.resolve("history.csv")));
        return members;
    }
}
