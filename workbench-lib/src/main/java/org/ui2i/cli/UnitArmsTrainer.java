package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ui2i.data.Pair;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitArm;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Configs;
import org.ui2i.train.PublishedWeights;
import org.ui2i.train.Training;

/** Trains UNIT's ablations one after the other; a run that is finished is not trained again, a broken off one goes on. */
final class UnitArmsTrainer {
    private static final String DATA = "glyph-styles";
    private final Path runs;
    private final int steps;
    private final PrintWriter out;

    UnitArmsTrainer(Path runs, int steps, PrintWriter out) {
        this.runs = runs;
        this.steps = steps;
        this.out = out;
    }

    /** One arm with one seed; its generators are published in half precision. */
    void train(UnitArm arm, long seed, Path published, String command) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(arm.id() + "-" + seed));
        UnitRun run = new UnitRun(DATA, 32, 8, seed, 0.5, arm.config());
        Unit unit = run.networks();
        String config = Configs.toYaml(unit.config()) + "steps: " + steps + "\n";
        Training<Pair> training = run.training(unit, steps).config(config).saving(folder, 250);
        Path last = folder.resolve("last.ckpt");
        if (Files.exists(last)) {
            Checkpoint.Resumed resumed = training.resume(last);
            out.printf("%s seed %d: resumed at step %d%n", arm.id(), seed, resumed.step());
        }
        int left = (int) (steps - training.step());
        if (left > 0) {
            training.run(run.images().sharedContent(arm.sharedContent()), left, unit::discriminator, unit::generator);
            double seconds = training.history().seconds();
            out.printf("%s seed %d: %d steps in %.0f s%n", arm.id(), seed, training.step(), seconds);
        }
        out.flush();
        PublishedWeights.write(
                published.resolve(arm.id() + "-" + seed),
                Map.of("genA", unit.genA(), "genB", unit.genB()),
                new PublishedWeights.Origin(
                        "unit",
                        config,
                        command,
                        seed,
                        training.step(),
                        training.history().seconds()));
    }
}
