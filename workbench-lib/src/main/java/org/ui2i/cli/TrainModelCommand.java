package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Budget;
import org.ui2i.run.Length;
import org.ui2i.run.ModelRun;
import org.ui2i.run.Preflight;
import org.ui2i.run.Recording;
import org.ui2i.run.Session;
import org.ui2i.tensor.Precision;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Listener;
import org.ui2i.train.PublishedWeights;
import org.ui2i.train.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What training has in common whatever the model. A subclass names the model, its data and its presets.
 *
 * @param <R> the model's settings
 */
@Command(
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "Written to --out:",
            "  config.yaml               all settings that decide the result",
            "  manifest.json             commands, seed, hash of the data, versions, machine",
            "  data.sha256               the data's files, for sha256sum -c",
            "  history.csv, timing.csv   losses of each step; its seconds and memory",
            "  samples/STEP.png          what the networks draw, with each checkpoint",
            "  card.md                   all of this for others: a model card",
            "  last.ckpt, previous.ckpt  checkpoints: for --resume and for",
            "                            ./workbench translate --checkpoint",
            "  step-N.ckpt               checkpoints that --keep-every keeps",
            "./workbench replay DIR trains it again and compares, gif DIR moves the samples."
        })
abstract class TrainModelCommand<R extends Record & ModelRun> implements Callable<Integer> {
    private static final int STEPS = 4000;
    private final Class<R> type;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = "a data set or own folders, see above; ./workbench inspect NAME looks inside")
    private @Nullable String data;

    @Option(
            names = "--set",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            paramLabel = "K=V",
            description = "change a setting, e.g. dis.filters=8, batch=4, size=64, optimizer.learningRate=2e-4")
    private List<String> sets = new ArrayList<>();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "steps in all, those before --resume counted; default 4000, with --preset paper the paper's")
    private @Nullable Integer steps;

    @Option(names = "--seed", paramLabel = "S", description = "decides weights, order and noise; default 1")
    private @Nullable Long seed;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the run's folder, see below")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Option(names = "--save-every", paramLabel = "N", description = "steps between two checkpoints")
    private int saveEvery = 200;

    @Option(
            names = "--keep-every",
            paramLabel = "N",
            description = "steps between two checkpoints that are kept besides, as step-N.ckpt; 0: none")
    private int keepEvery;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "fp32, tf32 (on a GPU) or bf16, of convolutions and linear layers; default fp32")
    private @Nullable Precision precision;

    @Option(names = "--resume", description = "go on from the checkpoint in --out, with its settings")
    private boolean resume;

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description =
                    "at the end, write the generators as float16 there, small enough to share; for translate --weights")
    private @Nullable Path publish;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    TrainModelCommand(Class<R> type) {
        this.type = type;
    }

    /** The settings of the preset asked for. */
    abstract R preset(String data, long seed);

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        R run = settings();
        if (!resume) { // what goes on has fitted before
            Preflight.checkFits(run);
        }
        int planned = Budget.steps(planned(run));
        Session<?> session = run.session(planned);
        session.training().saving(out, saveEvery).keeping(keepEvery);
        console.println(session.summary());
        if (resume) {
            Checkpoint.Resumed from = session.training().resume(out);
            console.println("goes on from " + from.file() + ", step " + from.step()
                    + (from.notice().isEmpty() ? "" : " (" + from.notice() + ")"));
        }
        return train(session, planned, console, new Recording(session, run, out, planned, commandLine()));
    }

    private R settings() throws IOException {
        if (resume) {
            Recording.checkGoesOn(out);
        } else {
            Recording.checkFresh(out);
        }
        List<String> all = new ArrayList<>(sets);
        if (precision != null) {
            all.add("precision=" + precision);
        }
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (!resume) {
            check(data != null, "which data? --data names it, %s --help lists what there is", commandName());
            return ModelRun.with(preset(String.valueOf(data), 1), all);
        }
        if (data != null) {
            all.add("data='" + data.replace("'", "''") + "'");
        }
        return ModelRun.with(RunFolder.config(out, type), all);
    }

    /** As asked for; else the paper's with its preset, where that counts steps. */
    private int planned(R run) {
        if (steps != null) {
            return steps;
        }
        Object preset = spec.commandLine().getParseResult().matchedOptionValue("--preset", (Object) null);
        if (!(preset instanceof Enum<?> chosen) || !chosen.name().equals("PAPER")) {
            return STEPS;
        }
        Length length = run.paperLength();
        check(
                length.steps() > 0,
                "the paper trains for %s, which depends on the images: give --steps, %d x images of the larger domain / batch",
                length,
                length.epochs());
        return length.steps();
    }

    private int train(Session<?> session, int planned, PrintWriter console, Listener first) throws IOException {
        long left = planned - session.training().step();
        if (left <= 0) {
            console.println("all " + session.training().step() + " steps are done: use a larger --steps to go on");
            return 0;
        }
        @SuppressWarnings("SystemConsoleNull") // the launcher asks newer versions of Java for the older behaviour
        boolean terminal = System.console() != null;
        ProgressBar bar = new ProgressBar(console, terminal);
        try (StopOnSignal stop = new StopOnSignal(session.training())) {
            session.train((int) left, Listener.all(first, bar));
            console.println("step " + session.training().step() + " is saved in " + out);
            console.flush();
            if (stop.asked()) {
                return 130; // as a shell reports Ctrl-C
            }
        }
        if (publish != null) {
            session.publish(publish, commandLine(), PublishedWeights.Precision.HALF);
            console.println("weights are published in " + publish);
        }
        return 0;
    }

    private String commandName() {
        return "./workbench train " + spec.name();
    }

    private String commandLine() {
        return commandName() + " "
                + String.join(
                        " ",
                        spec.commandLine().getParseResult().originalArgs().stream()
                                .filter(word -> !word.equals("train") && !word.equals(spec.name()))
                                .toList());
    }
}
