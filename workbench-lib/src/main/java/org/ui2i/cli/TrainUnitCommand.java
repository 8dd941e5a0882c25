package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Budget;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Unit;
import org.ui2i.nn.Part;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Configs;
import org.ui2i.train.PublishedWeights;
import org.ui2i.train.RunFolder;
import org.ui2i.train.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains UNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "unit",
        description = {
            "Train UNIT on two domains of unpaired images.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TrainUnitCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = "data set (glyph-styles, ...), folder:PATH with two subfolders, or folder:A,B")
    private @Nullable String data;

    @Option(names = "--preset", paramLabel = "P", description = "${COMPLETION-CANDIDATES}")
    private UnitRun.Preset preset = UnitRun.Preset.LAB;

    @Option(
            names = "--set",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            paramLabel = "K=V",
            description =
                    "change a setting, e.g. filters=8, dis.layers=3, optimizer.learningRate=2e-4, batch=4, size=64")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--steps", paramLabel = "N", description = "steps in all, those before --resume counted")
    private int steps = 4000;

    @Option(names = "--seed", paramLabel = "S", description = "decides weights, order and noise; default 1")
    private @Nullable Long seed;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the run's folder")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path out;

    @Option(names = "--save-every", paramLabel = "N", description = "steps between two checkpoints")
    private int saveEvery = 200;

    @Option(names = "--resume", description = "go on from the checkpoint in --out, with its settings")
    private boolean resume;

    @Option(names = "--publish", paramLabel = "DIR", description = "at the end, write the generators as float16 there")
    private @Nullable Path publish;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        UnitRun run = settings();
        UnpairedImages images = run.images();
        run = run.withChannels(images.channels());
        Unit unit = run.networks();
        Training<Pair> training = run.training(unit, Budget.steps(steps)).saving(out, saveEvery);
        console.println(run.summary());
        if (resume) {
            Checkpoint.Resumed from = training.resume(out);
            console.println("goes on from " + from.file() + ", step " + from.step()
                    + (from.notice().isEmpty() ? "" : " (" + from.notice() + ")"));
        } else {
            RunFolder.describe(out, Configs.toYaml(run), run.seed(), images.hash(), commandLine());
        }
        return train(run, unit, training, images, console);
    }

    private UnitRun settings() throws IOException {
        check(
                resume == Files.exists(out.resolve("config.yaml")),
                resume
                        ? "%s holds no run to go on with: leave out --resume"
                        : "%s holds a run: use --resume or another --out",
                out);
        List<String> all = new ArrayList<>(sets);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (!resume) {
            check(data != null, "which data? Use --data glyph-styles or --data folder:A,B");
            return UnitRun.of(preset, String.valueOf(data), 1).with(all);
        }
        if (data != null) {
            all.add("data='" + data.replace("'", "''") + "'");
        }
        return Configs.fromYaml(UnitRun.class, RunFolder.config(out)).with(all);
    }

    private int train(UnitRun run, Unit unit, Training<Pair> training, UnpairedImages images, PrintWriter console)
            throws IOException {
        long left = Budget.steps(steps) - training.step();
        if (left <= 0) {
            console.println("all " + training.step() + " steps are done: use a larger --steps to go on");
            return 0;
        }
        ProgressBar bar = new ProgressBar(console, System.console() != null);
        try (StopOnSignal stop = new StopOnSignal(training)) {
            training.run(images, (int) left, bar, unit::discriminator, unit::generator);
            console.println("step " + training.step() + " is saved in " + out);
            console.flush();
            if (stop.asked()) {
                return 130; // as a shell reports Ctrl-C
            }
        }
        if (publish != null) {
            publish(publish, run, unit, training);
            console.println("weights are published in " + publish);
        }
        return 0;
    }

    private void publish(Path folder, UnitRun run, Unit unit, Training<Pair> training) throws IOException {
        Map<String, Part> networks = new LinkedHashMap<>();
        networks.put("genA", unit.genA());
        networks.put("genB", unit.genB());
        double seconds = training.history().seconds();
        String yaml = Configs.toYaml(run);
        PublishedWeights.write(
                folder,
                networks,
                new PublishedWeights.Origin("unit", yaml, commandLine(), run.seed(), training.step(), seconds));
    }

    private String commandLine() {
        return "./workbench train unit "
                + String.join(
                        " ",
                        spec.commandLine().getParseResult().originalArgs().stream()
                                .filter(word -> !word.equals("train") && !word.equals("unit"))
                                .toList());
    }
}
