package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.ui2i.core.FileClaim;
import org.ui2i.core.Folders;
import org.ui2i.core.SafeFile;
import org.ui2i.plot.Png;
import org.ui2i.run.ModelRun;
import org.ui2i.run.RunScore;

/**
 * Trains the cells that are not done yet, one a task, and writes the tables of all.
 *
 * @param file what to train
 * @param out the sweep's folder
 * @param master who hands out executors
 * @param share what a cell gets
 * @param saveEvery steps between two checkpoints
 */
record Sweep(SweepFile file, Path out, Master master, Sessions.Share share, int saveEvery) {
    /** A cell that was given up, and why. */
    record Lost(Cell cell, String reason) {}

    Sweep {
        check(saveEvery >= 1, "a checkpoint every %d steps: use at least 1", saveEvery);
    }

    /**
     * Runs it. What can be refused is refused before anything is trained.
     *
     * @param console for a line a cell, and the table
     * @return the cells that failed
     * @throws IOException if the output cannot be written or the master cannot be reached
     */
    List<Lost> run(PrintWriter console) throws IOException {
        List<Cell> cells = file.cells();
        checkBuilt(cells);
        SweepFolder folder = new SweepFolder(out.toAbsolutePath().normalize());
        try (FileClaim claim = folder.claim()) {
            Map<Cell, CellResult> done = new LinkedHashMap<>();
            List<Cell> open = new ArrayList<>();
            for (Cell cell : cells) {
                folder.result(cell).ifPresentOrElse(result -> done.put(cell, result), () -> open.add(cell));
            }
            console.printf("%d cells, %d of them done already%n", cells.size(), done.size());
            console.flush();
            try (SparkSession spark = Sessions.open("ui2i sweep", master, share)) {
                List<Lost> lost = train(spark, folder, open, done, console);
                write(spark, folder, cells, done, console);
                console.printf("written: %s with results.csv, results.parquet and a figure a score%n", out);
                console.flush();
                return lost;
            }
        }
    }

    /** Builds one training of each arm here and throws it away. */
    private void checkBuilt(List<Cell> cells) {
        Map<String, Cell> byKey = new HashMap<>();
        String arm = "";
        for (Cell cell : cells) {
            try {
                ModelRun run = cell.run();
                Cell same = byKey.put(cell.key(), cell);
                check(same == null, "it is the same training as %s: leave one out", same);
                if (!cell.arm().equals(arm)) {
                    run.session(cell.base().steps()).training().discard();
                    checkScores(RunScore.of(run));
                    arm = cell.arm();
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("cell \"" + cell + "\": " + e.getMessage(), e);
            }
        }
    }

    private void checkScores(Set<RunScore> known) {
        for (RunScore score : Objects.requireNonNullElse(file.scores(), List.<RunScore>of())) {
            check(known.contains(score), "no score is \"%s\": there are %s for this model and data", score, known);
        }
    }

    private List<RunScore> scores() {
        return Objects.requireNonNullElse(file.scores(), List.of(RunScore.values()));
    }

    private List<Lost> train(
            SparkSession spark, SweepFolder folder, List<Cell> open, Map<Cell, CellResult> done, PrintWriter console)
            throws IOException {
        List<Lost> lost = new ArrayList<>();
        if (open.isEmpty()) {
            return lost;
        }
        spark.sparkContext().addSparkListener(new SweepProgress(folder, open, console));
        CellTraining training =
                new CellTraining(folder.root().toString(), saveEvery, new ArrayList<>(scores()), share.failures() - 1);
        List<CellResult> results = collected(spark, open, training);
        for (int i = 0; i < open.size(); i++) {
            if (results.get(i).ok()) {
                done.put(open.get(i), results.get(i));
            } else {
                lost.add(new Lost(open.get(i), results.get(i).failure()));
            }
        }
        return lost;
    }

    private static List<CellResult> collected(SparkSession spark, List<Cell> open, CellTraining training)
            throws IOException {
        try {
            return new JavaSparkContext(spark.sparkContext())
                    .parallelize(open, open.size())
                    .map(training)
                    .collect();
        } catch (Exception e) { // Scala declares no exceptions: a job's is a checked one
            throw new IOException(
                    "the sweep was broken off, and the same command goes on: " + Sessions.firstLine(e), e);
        }
    }

    private static void write(
            SparkSession spark, SweepFolder folder, List<Cell> cells, Map<Cell, CellResult> done, PrintWriter console)
            throws IOException {
        SweepTable table = new SweepTable();
        for (Cell cell : cells) {
            CellResult result = done.get(cell);
            if (result != null) {
                table.add(cell, result);
            }
        }
        Path root = folder.root(), parquet = root.resolve("results.parquet"), aside = root.resolve("results.part");
        SafeFile.write(root.resolve("results.csv"), table.csv().getBytes(StandardCharsets.UTF_8));
        table.parquet(spark, aside);
        Folders.delete(parquet);
        Files.move(aside, parquet);
        table.figures().forEach((score, image) -> Png.write(image, root.resolve(score + ".png")));
        console.print(table);
    }
}
