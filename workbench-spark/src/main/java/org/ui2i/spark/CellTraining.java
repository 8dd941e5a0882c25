package org.ui2i.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.resource.ResourceInformation;
import org.ui2i.run.ModelRun;
import org.ui2i.run.RunScore;
import org.ui2i.run.Session;
import org.ui2i.train.History;
import org.ui2i.train.Listener;
import org.ui2i.train.RunFolder;
import org.ui2i.train.Training;

/**
 * What a task does: trains one cell, from its last checkpoint if there is one, and scores it. A training that cannot go on
 * is a result, since a second attempt would end like the first; only a lost executor makes Spark try again.
 *
 * @param out the sweep's folder, on a file system that all executors share
 * @param saveEvery steps between two checkpoints
 * @param scores what to score by
 * @param attempts after so many lost executors the cell is given up
 */
record CellTraining(String out, int saveEvery, List<RunScore> scores, int attempts)
        implements Function<Cell, CellResult> {
    private static final String GPU = "gpu", DEVICE = "UI2I_DEVICE";

    @Override
    public CellResult call(Cell cell) throws IOException {
        String host = InetAddress.getLocalHost().getHostName();
        int attempt = TaskContext.get().attemptNumber() + 1;
        if (attempt > attempts) {
            return CellResult.failed(host, attempt, "its executor was lost " + attempts + " times: is memory short?");
        }
        useOwnGpu();
        try {
            return trained(cell, host, attempt);
        } catch (IllegalArgumentException | Training.NotFinite | UncheckedIOException | IOException e) {
            return CellResult.failed(host, attempt, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // the engine's, whose messages may be long
            return CellResult.failed(
                    host, attempt, e.toString().lines().findFirst().orElse(""));
        }
    }

    /** The GPU that Spark lent to this executor; the engine, one a process, is not started yet at the first cell. */
    private static void useOwnGpu() {
        ResourceInformation gpu = TaskContext.get().resourcesJMap().get(GPU);
        if (gpu != null) {
            System.setProperty(DEVICE, GPU + gpu.addresses()[0]);
        }
    }

    private CellResult trained(Cell cell, String host, int attempt) throws IOException {
        SweepFolder sweep = new SweepFolder(Path.of(out));
        Path folder = sweep.cell(cell);
        ModelRun run = cell.run();
        Session<?> session = run.session(cell.base().steps());
        try {
            session.training().saving(folder, saveEvery);
            resume(session, folder);
            int left = (int) (cell.base().steps() - session.training().step());
            if (left > 0) {
                session.train(left, new Describing(session, folder, cell));
            }
            if (session.training().step() < cell.base().steps()) {
                return CellResult.failed(
                        host, attempt, "stopped at step " + session.training().step());
            }
            History history = session.training().history();
            double seconds = Math.rint(history.seconds() * 10) / 10;
            CellResult result = new CellResult(history.size(), seconds, host, attempt, scores(run, session), "");
            sweep.write(cell, result);
            return result;
        } finally {
            session.training().discard();
        }
    }

    private static void resume(Session<?> session, Path folder) {
        if (Files.exists(folder.resolve("last.ckpt")) || Files.exists(folder.resolve("previous.ckpt"))) {
            session.training().resume(folder);
        }
    }

    private Map<String, Double> scores(ModelRun run, Session<?> session) {
        Map<String, Double> named = new TreeMap<>();
        if (!scores.isEmpty()) {
            RunScore.score(run, session).forEach((score, value) -> {
                if (scores.contains(score)) {
                    named.put(score.toString(), value);
                }
            });
        }
        return named;
    }

    /** Writes what the run is once the folder is this training's own. */
    private record Describing(Session<?> session, Path folder, Cell cell) implements Listener {
        @Override
        public void started(History history, long first, long last) {
            try {
                String command = String.format(
                        "./workbench sweep: %s, by executor %s, process %d",
                        cell,
                        SparkEnv.get().executorId(),
                        ProcessHandle.current().pid());
                RunFolder.describe(
                        folder, session.config(), cell.seed(), session.data().hash(), command);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
