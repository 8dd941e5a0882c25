package org.ui2i.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.run.Session;
import org.ui2i.train.Configs;
import org.ui2i.train.Listener;

/** Two worker processes, of which one is killed in the middle of a training. */
class KilledExecutorTest {
    private static final int STEPS = 100;

    @TempDir
    private Path folder;

    private final SweepFile file = Configs.fromYaml(
            SweepFile.class,
            "{model: unit, data: glyph-styles, preset: tiny, steps: " + STEPS + ", seeds: [1, 2], scores: []}");

    @Test
    @Timeout(600)
    void theCellGoesOnFromItsCheckpointElsewhereAndEndsAsIfNothingHadHappened() throws IOException {
        StringWriter out = new StringWriter();
        Sweep sweep = new Sweep(
                file, folder, new Master("local-cluster[2,1,1024]"), new Sessions.Share(1, false, "1g", 5), 10);
        CompletableFuture<Boolean> killed = CompletableFuture.supplyAsync(this::killOne);
        assertEquals(List.of(), sweep.run(new PrintWriter(out, true)), out::toString);
        assertTrue(killed.join(), "no executor was killed in the middle of a cell");

        SweepFolder done = new SweepFolder(folder);
        int attempts = 0;
        for (Cell cell : file.cells()) {
            CellResult result = done.result(cell).orElseThrow();
            assertEquals(STEPS, result.steps());
            attempts += result.attempt();
            assertEquals(straight(cell), Files.readString(done.cell(cell).resolve("history.csv")));
        }
        assertEquals(3, attempts, out::toString); // one of the two began twice
        assertTrue(out.toString().contains(" is lost: its cells go on elsewhere"), out::toString);
        assertTrue(out.toString().contains("  attempt 2"), out::toString);
    }

    private static String straight(Cell cell) {
        Session<?> session = cell.run().session(STEPS);
        session.train(STEPS, Listener.all());
        String csv = session.training().history().csv();
        session.training().discard();
        return csv;
    }

    /** As soon as a cell has a checkpoint and before it is done. */
    private boolean killOne() {
        SweepFolder sweep = new SweepFolder(folder);
        List<Path> cells = file.cells().stream().map(sweep::cell).toList();
        while (true) {
            for (Path cell : cells) {
                if (Files.exists(cell.resolve("result.yaml"))) {
                    return false;
                }
                if (Files.exists(cell.resolve("last.ckpt"))) {
                    return killExecutor(cell);
                }
            }
            pause();
        }
    }

    /** {@code kill -9} for the process that trains a cell, as the run's manifest says. */
    private static boolean killExecutor(Path cell) {
        try {
            Matcher said = Pattern.compile("process (\\d+)").matcher(Files.readString(cell.resolve("manifest.json")));
            assertTrue(said.find());
            return ProcessHandle.current()
                    .descendants() // a process of its own, started by a worker
                    .filter(process -> process.pid() == Long.parseLong(said.group(1)))
                    .findFirst()
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
