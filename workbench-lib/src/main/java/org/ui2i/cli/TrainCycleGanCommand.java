package org.ui2i.cli;

import org.ui2i.run.CycleGanRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains CycleGAN. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "cyclegan",
        description = {
            "Train CycleGAN on two domains of unpaired images.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            PairData.HELP,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's layers and lambdas, 16 filters, 32x32 pixels, batch 4:",
            "         minutes on a CPU",
            "  tiny   lab with 4 filters, 16x16 pixels, batch 2: seconds, to try it out",
            "  paper  the paper's network: 64 filters, 256x256 pixels (own folders), batch 1,",
            "         for a GPU",
            "",
            "The identity loss is off, as between photos in the paper: --set weights.identity=5 adds it.",
            ""
        })
final class TrainCycleGanCommand extends TrainModelCommand<CycleGanRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private CycleGanRun.Preset preset = CycleGanRun.Preset.LAB;

    TrainCycleGanCommand() {
        super(CycleGanRun.class);
    }

    @Override
    CycleGanRun preset(String name, long seed) {
        return CycleGanRun.of(preset, name, seed);
    }
}
