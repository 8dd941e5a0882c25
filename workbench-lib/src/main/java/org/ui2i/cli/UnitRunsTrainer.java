package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Unit;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Configs;
import org.ui2i.train.PublishedWeights;
import org.ui2i.train.Training;

/** Trains committed runs of UNIT; a run that is finished is not trained again, a broken off one goes on. */
final class UnitRunsTrainer {
    private final Path runs;
    private final Path published;
    private final int steps;
    private final String command;
    private final PrintWriter out;

    UnitRunsTrainer(Path runs, Path published, int steps, String command, PrintWriter out) {
        this.runs = runs;
        this.published = published;
        this.steps = steps;
        this.command = command;
        this.out = out;
    }

    /** One run; its generators are published in half precision under {@code name}. */
    void train(String name, UnitRun run, boolean sharedContent) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(name));
        Unit unit = run.networks();
        String config = Configs.toYaml(run);
        Training<Pair> training = run.training(unit, steps).config(config).saving(folder, 250);
        Path last = folder.resolve("last.ckpt");
        if (Files.exists(last)) {
            Checkpoint.Resumed resumed = training.resume(last);
            out.printf("%s: resumed at step %d%n", name, resumed.step());
        }
        int left = (int) (steps - training.step());
        if (left > 0) {
            UnpairedImages images = run.images().sharedContent(sharedContent);
            training.run(images, left, unit::discriminator, unit::generator);
            out.printf(
                    "%s: %d steps in %.0f s%n",
                    name, training.step(), training.history().seconds());
        }
        out.flush();
        PublishedWeights.write(
                published.resolve(name),
                Map.of("genA", unit.genA(), "genB", unit.genB()),
                new PublishedWeights.Origin(
                        "unit",
                        config,
                        command,
                        run.seed(),
                        training.step(),
                        training.history().seconds()));
    }
}
