package org.ui2i.cli;

import org.ui2i.run.MunitRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains MUNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "munit",
        description = {
            "Train MUNIT on two domains of unpaired images: one content, many styles.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            PairData.HELP,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's layers, 16 filters, styles of 3 numbers, the GAN's lambda 4,",
            "         32x32 pixels, batch 4: minutes on a CPU",
            "  tiny   lab with 4 filters, 16x16 pixels, batch 2: seconds, to try it out",
            "  paper  the paper's network: 64 filters, 256x256 pixels, batch 1, for a GPU",
            "",
            "The explicit cycle is off, as on edges in the paper: --set weights.cycle=10 adds it.",
            ""
        })
final class TrainMunitCommand extends TrainModelCommand<MunitRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private MunitRun.Preset preset = MunitRun.Preset.LAB;

    TrainMunitCommand() {
        super(MunitRun.class);
    }

    @Override
    MunitRun preset(String name, long seed) {
        return MunitRun.of(preset, name, seed);
    }
}
