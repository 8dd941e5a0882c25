package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Listener;
import org.ui2i.train.Training;

/** Trains committed runs; a run that is finished is not trained again, a broken off one goes on. */
final class RunsTrainer {
    private final Path runs;
    private final Path published;
    private final int steps;
    private final String command;
    private final PrintWriter out;

    RunsTrainer(Path runs, Path published, int steps, String command, PrintWriter out) {
        this.runs = runs;
        this.published = published;
        this.steps = steps;
        this.command = command;
        this.out = out;
    }

    /** One run, whose session was made for this trainer's steps; its networks are published under {@code name}. */
    void train(String name, Session<?> session) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(name));
        Training<?> training = session.training().saving(folder, 250);
        Path last = folder.resolve("last.ckpt");
        if (Files.exists(last)) {
            Checkpoint.Resumed resumed = training.resume(last);
            out.printf("%s: resumed at step %d%n", name, resumed.step());
        }
        int left = (int) (steps - training.step());
        if (left > 0) {
            session.train(left, Listener.all());
            out.printf(
                    "%s: %d steps in %.0f s%n",
                    name, training.step(), training.history().seconds());
        }
        out.flush();
        session.publish(published.resolve(name), command);
    }
}
