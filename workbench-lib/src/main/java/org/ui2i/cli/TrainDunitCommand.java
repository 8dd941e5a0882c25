package org.ui2i.cli;

import org.ui2i.run.DunitRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains DUNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "dunit",
        description = {
            "Train DUNIT: scenes by day to scenes by night, with features of their own for the objects that a detector"
                    + " finds.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            "Data (--data):%n"
                    + "  scenes  emoji on textured ground, 64x64 pixels: Noto by day (A), Twemoji by night (B)",
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    16 filters, batch 4: minutes on a CPU. The detector trains first, for 800",
            "         steps: give clearly more --steps",
            "  tiny   lab with 3 filters, batch 2, 2 steps for the detector: seconds, to try it",
            "  paper  large networks and the paper's lambdas, batch 8; for a GPU",
            "",
            "Without features of their own for objects: --set side=0. Without the consistency of",
            "detections: --set weights.consistency=0.",
            ""
        })
final class TrainDunitCommand extends TrainModelCommand<DunitRun> {
    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private DunitRun.Preset preset = DunitRun.Preset.LAB;

    TrainDunitCommand() {
        super(DunitRun.class);
    }

    @Override
    DunitRun preset(String name, long seed) {
        return DunitRun.of(preset, name, seed);
    }
}
