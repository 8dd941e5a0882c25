package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.data.Datasets;
import org.ui2i.data.Pair;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitArm;
import org.ui2i.tensor.Adam;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Schedule;
import org.ui2i.train.Training;

/** Trains UNIT's ablations one after the other; a run that is finished is not trained again, a broken off one goes on. */
final class UnitArmsTrainer {
    private final Path runs;
    private final int steps;
    private final PrintWriter out;

    UnitArmsTrainer(Path runs, int steps, PrintWriter out) {
        this.runs = runs;
        this.steps = steps;
        this.out = out;
    }

    /** One arm with one seed; the networks come back trained. */
    Unit train(UnitArm arm, long seed) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(arm.id() + "-" + seed));
        Unit unit = new Unit(arm.config(), seed);
        Training<Pair> training = training(unit, seed).saving(folder, 250);
        Path last = folder.resolve("last.ckpt");
        if (Files.exists(last)) {
            Checkpoint.Resumed resumed = training.resume(last);
            out.printf("%s seed %d: resumed at step %d%n", arm.id(), seed, resumed.step());
        }
        int left = (int) (steps - training.step());
        if (left > 0) {
            long start = System.nanoTime();
            UnpairedImages data = Datasets.glyphStyles("regular", "bold-italic")
                    .size(32)
                    .batch(8)
                    .sharedContent(arm.sharedContent());
            training.run(data, left, unit::discriminator, unit::generator);
            out.printf("%s seed %d: %d steps in %.0f s%n", arm.id(), seed, left, (System.nanoTime() - start) / 1e9);
        }
        out.flush();
        return unit;
    }

    /** The rate is constant for half of the steps, then falls to zero: the last weights are the best. */
    private Training<Pair> training(Unit unit, long seed) {
        Schedule schedule = steps < 2 ? Schedule.constant() : Schedule.linearToZero(Math.max(1, steps / 2), steps);
        Adam.Config adam = unit.config().optimizer();
        return new Training<Pair>(seed)
                .player(new Player("dis", new Adam(adam), unit.disA(), unit.disB()).schedule(schedule))
                .player(new Player("gen", new Adam(adam), unit.genA(), unit.genB()).schedule(schedule))
                .config(Configs.toYaml(unit.config()) + "steps: " + steps + "\n");
    }
}
