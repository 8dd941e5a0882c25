package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a grid; what is done is skipped the next time, what was broken off goes on. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Train a grid of settings and seeds, one training a core, and compare their scores.",
            "The same command goes on with what is not done; trainings that were broken off resume.",
            "",
            "FILE.yaml, for example (sweeps/ has larger ones):",
            "  model: funit              as in ./workbench train MODEL",
            "  data: glyph-fonts         as in --data",
            "  preset: lab               tiny, lab or paper",
            "  steps: 600",
            "  seeds: [1, 2, 3]",
            "  set: {batch: 8}           settings of all trainings, as in --set; optional",
            "  grid: {fonts: [20, 140]}  every value with every other field's; optional",
            "  arms:                     changes that belong together, by name; optional",
            "    base: {}",
            "    no-recon: {weights.recon: 0}",
            "  scores: [l1, top5]        left out: all that the model's data allow",
            "",
            "A training takes as many cores as OMP_NUM_THREADS says, by default one.",
            "On a cluster, repository and --out have the same path on every machine.",
            ""
        },
        footer = {
            "",
            "Written to --out:",
            "  results.csv, results.parquet/   a row a training: settings, seed, scores, time",
            "  SCORE.png                       means with 95 %% intervals over seeds",
            "  cells/                          a run's folder for each training"
        })
final class SweepCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", description = "the grid, see above")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "default: runs/ and the file's name")
    private @Nullable Path out;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "local[N], local[*], local-cluster[WORKERS,CORES,MB] or spark://HOST:PORT")
    private String master = "local[*]";

    @Option(
            names = "--gpu",
            description = "a GPU for each training; the cluster's workers tell theirs to Spark"
                    + " (spark.worker.resource.gpu). Not tried: the tests have no GPU")
    private boolean gpu;

    @Option(names = "--memory", paramLabel = "M", description = "Java heap of an executor process")
    private String memory = "1g";

    @Option(names = "--retries", paramLabel = "N", description = "lost executors that a training survives")
    private int retries = 3;

    @Option(names = "--save-every", paramLabel = "N", description = "steps between two checkpoints")
    private int saveEvery = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(retries >= 0, "retries is %d: use 0 or more", retries);
        PrintWriter console = spec.commandLine().getOut();
        // One more than retries allow: the last attempt reports what was lost instead of ending the others' work.
        Sessions.Share share = Sessions.Share.of(gpu, memory, retries + 2);
        Sweep sweep = new Sweep(SweepFile.read(file), folder(), new Master(master), share, saveEvery);
        List<Sweep.Lost> lost = sweep.run(console);
        lost.forEach(each -> console.println("FAILED " + each.cell() + ": " + each.reason()));
        console.flush();
        return lost.isEmpty() ? 0 : 1;
    }

    private Path folder() {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return out == null ? Path.of("runs", name) : out;
    }
}
