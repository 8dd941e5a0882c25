package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Folders;
import org.ui2i.run.Preflight;
import org.ui2i.run.Recording;
import org.ui2i.run.Replay;
import org.ui2i.run.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a run again and compares. */
@Command(
        name = "replay",
        description = {
            "Train a run again, from the configuration, seed and data that its folder records, and compare losses"
                    + " (history.csv), weights and the last picture of samples/.",
            "On the CPU with the same versions, processor and threads all must be the same bit for bit; else losses may be"
                    + " off by 0.01, as a share of the loss or of 1 if that is more, and what differs is named."
                    + " Such differences grow with the steps: --steps replays the first ones.",
            "The last line is the verdict; exit code 0 if it is equal, 1 if not.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "the folder of a run, --out of ./workbench train")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path run;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "train only the first N steps; default all that the run has")
    private @Nullable Integer steps;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "keep the replay there, as a run; default nothing is kept")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Replay replay = Replay.of(run, steps);
        if (out != null) {
            Recording.checkFresh(out);
            Folders.checkWritable(out);
        }
        Preflight.checkFits(replay.settings());
        replay.differences().forEach(difference -> console.println("not as in the run: " + difference));
        @SuppressWarnings("SystemConsoleNull") // the launcher asks newer versions of Java for the older behaviour
        boolean terminal = System.console() != null;
        Verdict verdict = replay.train(out, "./workbench replay " + run, new ProgressBar(console, terminal));
        console.println(verdict.line());
        return verdict.same() ? 0 : 1;
    }
}
