package org.ui2i.cli;

import org.ui2i.run.FunitRun;
import picocli.CommandLine.Command;

/** Trains FUNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "funit",
        description = {
            "Train FUNIT: draw an image in an unseen class from a few images of that class.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            TrainFewShotCommand.DATA,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's lambdas but recon 1, 16 filters, 32x32 pixels, batch 16:",
            "         minutes on a CPU",
            "  tiny   lab with 4 filters and batch 2: seconds, to try something out",
            "  paper  the paper's network: 64 filters, 128x128 pixels, batch 64, for a GPU and own",
            "         images; on a smaller GPU --set accumulate=8, parts of 8 one after the other",
            "",
            "Published is the moving average of the generator.",
            ""
        })
final class TrainFunitCommand extends TrainFewShotCommand<FunitRun> {
    TrainFunitCommand() {
        super(FunitRun.class);
    }

    @Override
    FunitRun of(FunitRun.Preset preset, String name, long seed) {
        return FunitRun.of(preset, name, seed);
    }
}
