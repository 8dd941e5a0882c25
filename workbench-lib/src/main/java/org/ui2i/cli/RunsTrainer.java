package org.ui2i.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.run.Session;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Listener;
import org.ui2i.train.PublishedWeights;
import org.ui2i.train.Training;

/**
 * Trains committed runs; a run that is published with the same configuration, seed and steps is not trained again, a
 * broken off one goes on.
 */
final class RunsTrainer {
    private final Path runs;
    private final Path published;
    private final String command;
    private final PrintWriter out;

    RunsTrainer(Path runs, Path published, String command, PrintWriter out) {
        this.runs = runs;
        this.published = published;
        this.command = command;
        this.out = out;
    }

    /** One run, whose session was made for these steps; its networks are published under {@code name}. */
    void train(String name, Session<?> session, int steps) throws IOException {
        if (isPublished(name, session, steps)) {
            out.printf("%s: published, as it should be%n", name);
            return;
        }
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
        session.publish(published.resolve(name), command, PublishedWeights.Precision.BYTE); // there are many of them
    }

    private boolean isPublished(String name, Session<?> session, int steps) throws IOException {
        Path folder = published.resolve(name);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (NDManager scope = Tensors.scope()) {
            PublishedWeights.Origin origin =
                    PublishedWeights.read(folder, scope).origin();
            return origin.model().equals(session.model())
                    && origin.config().equals(session.config())
                    && origin.seed() == session.training().seed()
                    && origin.steps() == steps;
        }
    }
}
