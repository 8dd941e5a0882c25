package org.ui2i.cli;

import org.ui2i.run.StarGanRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains StarGAN. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "stargan",
        description = {
            "Train StarGAN on several domains of labelled images: one generator for all of them.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            LabelledData.HELP,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's lambdas, 16 filters, 32x32 pixels, batch 16: minutes on a CPU",
            "  tiny   lab with 4 filters, 16x16 pixels, batch 4: seconds, to try it out",
            "  paper  the paper's network: 64 filters, 128x128 pixels, for a GPU and own images",
            "",
            "Steps are those of the discriminator: the generator steps in each nCritic-th.",
            ""
        })
final class TrainStarGanCommand extends TrainModelCommand<StarGanRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private StarGanRun.Preset preset = StarGanRun.Preset.LAB;

    TrainStarGanCommand() {
        super(StarGanRun.class);
    }

    @Override
    StarGanRun preset(String name, long seed) {
        return StarGanRun.of(preset, name, seed);
    }
}
