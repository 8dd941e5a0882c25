package org.ui2i.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** A line for every cell that is done and every executor that is lost; called by a thread of Spark's. */
final class SweepProgress extends SparkListener {
    private final SweepFolder folder;
    private final List<Cell> cells;
    private final PrintWriter console;
    private int done;

    /**
     * A listener.
     *
     * @param folder where results lie
     * @param cells of the job, task i trains cell i
     * @param console for the lines
     */
    SweepProgress(SweepFolder folder, List<Cell> cells, PrintWriter console) {
        this.folder = folder;
        this.cells = cells;
        this.console = console;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (!end.taskInfo().successful() || end.stageId() > 0) { // later stages write tables
            return;
        }
        Cell cell = cells.get(end.taskInfo().index());
        try {
            folder.result(cell).ifPresent(result -> say(cell, result));
        } catch (IOException e) {
            console.println(e.getMessage());
        }
    }

    private void say(Cell cell, CellResult result) {
        done++;
        console.printf(
                Locale.ROOT,
                "%d of %d  %s  %s  %.0f s%s%n",
                done,
                cells.size(),
                cell,
                result.scores().entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
                        .collect(Collectors.joining("  ")),
                result.seconds(),
                result.attempt() == 1 ? "" : "  attempt " + result.attempt());
        console.flush();
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        if (done < cells.size()) {
            console.printf("executor %s is lost: its cells go on elsewhere%n", removed.executorId());
            console.flush();
        }
    }
}
