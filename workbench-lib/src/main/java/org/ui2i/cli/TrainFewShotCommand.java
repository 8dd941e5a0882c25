package org.ui2i.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.run.FunitRun;
import org.ui2i.run.ModelRun;
import picocli.CommandLine.Option;

/**
 * What training on many classes has in common.
 *
 * @param <R> the model's settings
 */
abstract class TrainFewShotCommand<R extends Record & ModelRun> extends TrainModelCommand<R> {
    /** The data, for help texts. */
    static final String DATA = "Data (--data):%n"
            + "  glyph-fonts  letters of 140 free fonts; a class is a font. The letters B K S a h y%n"
            + "               and 60 further fonts are never trained on%n"
            + "  glyph-fonts-placed%n"
            + "               the same letters at random places and scales%n"
            + "  folder:PATH  own images: every folder in PATH is a class; the more classes, the%n"
            + "               better it draws a new one. Colour, centre squares";

    @Option(names = "--preset", paramLabel = "P", description = "lab, tiny or paper, see above")
    private FunitRun.Preset preset = FunitRun.Preset.LAB;

    @Option(
            names = "--fonts",
            paramLabel = "N",
            description = "train on N of the source fonts, which the seed chooses; default all")
    private @Nullable Integer fonts;

    TrainFewShotCommand(Class<R> type) {
        super(type);
    }

    /** The preset's settings. */
    abstract R of(FunitRun.Preset preset, String name, long seed);

    @Override
    R preset(String name, long seed) {
        R run = of(preset, name, seed);
        return fonts == null ? run : ModelRun.with(run, List.of("fonts=" + fonts));
    }
}
