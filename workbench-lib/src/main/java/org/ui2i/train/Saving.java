package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** When and where a training writes its checkpoints. */
final class Saving {
    private @Nullable Path folder;
    private int every = 1;
    private long lastStep = -1;
    private @Nullable Path lastGood;

    void into(Path newFolder, int newEvery) {
        check(newEvery >= 1, "a checkpoint every %d steps: use at least 1", newEvery);
        folder = newFolder;
        every = newEvery;
    }

    /** After a step: writes if it is one of those. */
    void every(Training<?> training, Listener listener) {
        if (training.stepNow() % every == 0) {
            save(training, listener);
        }
    }

    /** After the last step, or the one in which an interrupt came: writes unless that step is written. */
    void end(Training<?> training, Listener listener) {
        if (training.stepNow() != lastStep) {
            save(training, listener);
        }
    }

    @Nullable
    Path lastGood() {
        return lastGood;
    }

    void resumed(Path file) {
        lastGood = file;
    }

    /** The checkpoint and the two tables, into the folder. */
    private void save(Training<?> training, Listener listener) {
        Path into = folder;
        if (into == null) {
            return;
        }
        try {
            Files.createDirectories(into);
            Path file = into.resolve(Checkpoint.LAST);
            write(Checkpoint.of(training), file);
            training.historyNow().save(into);
            lastStep = training.stepNow();
            listener.saved(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the run's folder " + into + " cannot be written: " + e.getMessage(), e);
        }
    }

    void write(Checkpoint checkpoint, Path file) {
        try {
            checkpoint.write(file);
            lastGood = file;
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
