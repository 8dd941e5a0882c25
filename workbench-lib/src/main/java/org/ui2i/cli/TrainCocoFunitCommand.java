package org.ui2i.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.run.CocoFunitRun;
import org.ui2i.run.FunitRun;
import org.ui2i.run.ModelRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains COCO-FUNIT. Ctrl-C ends after the current step and writes a checkpoint; {@code --resume} goes on. */
@Command(
        name = "coco-funit",
        description = {
            "Train COCO-FUNIT: FUNIT whose style also depends on what it is put on.",
            "Ctrl-C ends after the current step with a checkpoint; the same command with --resume goes on.",
            "",
            "Data (--data):",
            "  glyph-fonts  letters of 140 free fonts; a class is a font. The letters B K S a h y",
            "               and 60 further fonts are never trained on",
            "  glyph-fonts-placed",
            "               the same letters at random places and scales",
            "  folder:PATH  own images: every folder in PATH is a class; the more classes, the",
            "               better it draws a new one. Colour, centre squares",
            "",
            "Presets (--preset), from which --set starts:",
            "  lab    the paper's lambdas but recon 1, 16 filters, 32x32 pixels, batch 16:",
            "         minutes on a CPU",
            "  tiny   lab with 4 filters and batch 2: seconds, to try something out",
            "  paper  the paper's network: 64 filters, batch 64, for a GPU",
            "",
            "Published is the moving average of the generator.",
            ""
        })
final class TrainCocoFunitCommand extends TrainModelCommand<CocoFunitRun> {
    @Option(names = "--data", paramLabel = "NAME", description = "glyph-fonts, glyph-fonts-placed or folder:PATH")
    private @Nullable String data;

    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private FunitRun.Preset preset = FunitRun.Preset.LAB;

    @Option(
            names = "--fonts",
            paramLabel = "N",
            description = "train on N of the source fonts, which the seed chooses; default all")
    private @Nullable Integer fonts;

    TrainCocoFunitCommand() {
        super(CocoFunitRun.class);
    }

    @Override
    @Nullable
    String data() {
        return data;
    }

    @Override
    CocoFunitRun preset(String name, long seed) {
        CocoFunitRun run = CocoFunitRun.of(preset, name, seed);
        return fonts == null ? run : ModelRun.with(run, List.of("fonts=" + fonts));
    }
}
