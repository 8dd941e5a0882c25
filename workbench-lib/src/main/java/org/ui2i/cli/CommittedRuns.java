package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.eval.ClaimTable;

/** Runs whose weights are committed, so that anyone can recompute the numbers that lessons print. */
interface CommittedRuns {
    /** Seeds of every arm. */
    List<Long> SEEDS = List.of(1L, 2L, 3L);

    /** The folder's name, also what {@code claims train} takes. */
    String name();

    /** Steps of a run unless said otherwise. */
    int steps();

    /** Trains what is not trained yet and publishes the weights. */
    void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException;

    /** All rows, from the published weights alone. */
    List<ClaimTable.Row> rows(Path published, String commit) throws IOException;
}
