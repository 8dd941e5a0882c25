package org.ui2i.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains UNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "unit",
        description = {
            "Train UNIT on two domains of unpaired images.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on."
        })
final class TrainUnitCommand extends TrainModelCommand<UnitRun> {
    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = "data set (glyph-styles, ...), folder:PATH with two subfolders, or folder:A,B")
    private @Nullable String data;

    @Option(names = "--preset", paramLabel = "P", description = "${COMPLETION-CANDIDATES}")
    private UnitRun.Preset preset = UnitRun.Preset.LAB;

    TrainUnitCommand() {
        super(UnitRun.class);
    }

    @Override
    @Nullable
    String data() {
        return data;
    }

    @Override
    UnitRun preset(String name, long seed) {
        return UnitRun.of(preset, name, seed);
    }
}
