package org.ui2i.cli;

import org.ui2i.run.CocoFunitRun;
import org.ui2i.run.FunitRun;
import picocli.CommandLine.Command;

/** Trains COCO-FUNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "coco-funit",
        description = {
            "Train COCO-FUNIT: FUNIT whose style also depends on what it is put on.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            TrainFewShotCommand.DATA,
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's lambdas but recon 10, 16 filters, 32x32 pixels, batch 16:",
            "         minutes on a CPU",
            "  tiny   lab with 4 filters and batch 2: seconds, to try something out",
            "  paper  the paper's network: 64 filters, 256x256 pixels, batch 64, for a GPU and own",
            "         images; on a smaller GPU --set accumulate=16, parts of 4 one after the other",
            "",
            "Published is the moving average of the generator.",
            ""
        })
final class TrainCocoFunitCommand extends TrainFewShotCommand<CocoFunitRun> {
    TrainCocoFunitCommand() {
        super(CocoFunitRun.class);
    }

    @Override
    CocoFunitRun of(FunitRun.Preset preset, String name, long seed) {
        return CocoFunitRun.of(preset, name, seed);
    }
}
