package org.ui2i.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.run.TrainingFilm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a moving picture of a run's samples. */
@Command(
        name = "gif",
        description = {"Make a moving picture of what a run drew while it learned: its samples/, one a checkpoint.", ""
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class GifCommand implements Callable<Integer> {
    private static final int MILLISECONDS = 300;

    @Parameters(paramLabel = "RUN", description = "the folder of a run, --out of ./workbench train")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "the GIF to write; RUN/training.gif if not given")
    private @Nullable Path out;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "frames at most; the first and the last picture are among them")
    private int frames = 40;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path file = out == null ? run.resolve("training.gif") : out;
        TrainingFilm film = TrainingFilm.of(run, frames, MILLISECONDS);
        PictureFile.GIF.check("--out", file); // makes its folder: not for a run that is not there
        film.gif().write(file);
        spec.commandLine().getOut().println(file + ": " + film.altText());
        return 0;
    }
}
