package org.ui2i.cli;

import org.ui2i.run.TunitRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains TUNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "tunit",
        description = {
            "Train TUNIT: find the domains in unlabelled images, and translate between them.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            "Data (--data), of which no label is read:%n"
                    + "  mixture            five bundled domains in one heap: mnist, optical,%n"
                    + "                     letters, drawings, emoji by night (night)%n"
                    + "  mixture:PART,PART  some of these%n"
                    + "  folder:PATH        own images, those in PATH or in its subfolders. Colour,%n"
                    + "                     centre squares",
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    16 filters in the guiding network C, 32x32 pixels, batch 32: minutes",
            "         on a CPU. C trains alone for 200 steps: give clearly more --steps",
            "  tiny   lab with 2 filters, batch 4, 2 steps for C alone: seconds, to try it out",
            "  paper  the paper's network: 64 filters, 128x128 pixels, batch 32, C alone for",
            "         65,000 steps; for a GPU and own images",
            "",
            "How many pseudo domains: --set guide.domains=K. Published are the moving averages of",
            "guiding network and generator.",
            ""
        })
final class TrainTunitCommand extends TrainModelCommand<TunitRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private TunitRun.Preset preset = TunitRun.Preset.LAB;

    TrainTunitCommand() {
        super(TunitRun.class);
    }

    @Override
    TunitRun preset(String name, long seed) {
        return TunitRun.of(preset, name, seed);
    }
}
