package org.ui2i.cli;

import org.ui2i.run.RelGanRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains RelGAN. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "relgan",
        description = {
            "Train RelGAN on three or more domains of labelled images: the generator is told what changes how much.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            LabelledData.HELP,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's lambdas, 16 filters, 32x32 pixels, batch 16: minutes on a CPU",
            "  tiny   lab with 4 filters, 16x16 pixels, batch 2: seconds, to try it out",
            "  paper  the paper's network: 64 filters, 256x256 pixels, for a GPU and own images",
            "",
            "Without the interpolation loss: --set weights.interp=0.",
            ""
        })
final class TrainRelGanCommand extends TrainModelCommand<RelGanRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private RelGanRun.Preset preset = RelGanRun.Preset.LAB;

    TrainRelGanCommand() {
        super(RelGanRun.class);
    }

    @Override
    RelGanRun preset(String name, long seed) {
        return RelGanRun.of(preset, name, seed);
    }
}
