package org.ui2i.cli;

import org.ui2i.run.UnitRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains UNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "unit",
        description = {
            "Train UNIT on two domains of unpaired images.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            PairData.HELP,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's layers and lambdas, 16 filters, 32x32 pixels, batch 8:",
            "         minutes on a CPU",
            "  tiny   lab with 4 filters and batch 2: seconds, to try something out",
            "  paper  the paper's network: 64 filters, 256x256 pixels, batch 1, for a GPU",
            "  later  the authors' later code, which shares no weights: as large, for a GPU",
            ""
        })
final class TrainUnitCommand extends TrainModelCommand<UnitRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny, paper or later, see above")
    private UnitRun.Preset preset = UnitRun.Preset.LAB;

    TrainUnitCommand() {
        super(UnitRun.class);
    }

    @Override
    UnitRun preset(String name, long seed) {
        return UnitRun.of(preset, name, seed);
    }
}
