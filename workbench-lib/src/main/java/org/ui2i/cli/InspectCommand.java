package org.ui2i.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Datasets;
import org.ui2i.run.ModelKind;
import org.ui2i.run.ModelRun;
import org.ui2i.run.Preflight;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The report before a training: what the images are, and what a model's training on them would cost here. */
@Command(
        name = "inspect",
        description = {
            "Counts, sizes, modes and unreadable files of a data set or own images, with remarks.",
            "With --model, also the minutes and the memory of its training on this machine: a few steps are",
            "taken and thrown away.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./workbench inspect folder:photos --model unit --steps 1500",
        },
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    private static final int SIZE = 32; // of the presets for a CPU

    @Parameters(
            paramLabel = "NAME|DIR",
            description =
                    "a data set such as glyph-styles:regular,bold (its training images; datasets/README.md lists the"
                            + " names), folder:PATH as in training, a folder of images, or a folder of such folders")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String what;

    @Option(
            names = "--model",
            paramLabel = "M",
            description =
                    "unit, munit, funit, coco-funit, tunit, dunit, pix2pix, cyclegan, stargan or relgan: estimate its training")
    private @Nullable ModelKind model;

    @Option(names = "--preset", paramLabel = "P", description = "tiny, lab or paper, as in ./workbench train")
    private ModelKind.Preset preset = ModelKind.Preset.LAB;

    @Option(names = "--steps", paramLabel = "N", description = "steps that are planned")
    private int steps = 4000;

    @Option(
            names = "--set",
            paramLabel = "K=V",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "change a setting, as in ./workbench train, e.g. size=64")
    private List<String> sets = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (model == null) {
            out.println(Datasets.report(what, SIZE));
            return CommandLine.ExitCode.OK;
        }
        String data = Files.isDirectory(Path.of(what)) ? "folder:" + what : what;
        ModelRun run = model.run(preset, data, sets);
        out.println(Datasets.report(what, run.size()));
        out.println();
        out.flush();
        Preflight flight = Preflight.of(run, steps);
        out.println(flight);
        return flight.fits() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
