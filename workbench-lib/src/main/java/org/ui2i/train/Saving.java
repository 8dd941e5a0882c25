package org.ui2i.train;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.FileClaim;
import org.ui2i.core.Reason;

/** When and where a training writes its checkpoints. */
final class Saving {
    private static final String LOCK = ".lock";
    private @Nullable Path folder;
    private int every = 1;
    private int kept;
    private long lastStep = -1;
    private @Nullable Path lastGood;

    void into(Path newFolder, int newEvery) {
        check(newEvery >= 1, "a checkpoint every %d steps: use at least 1", newEvery);
        folder = newFolder;
        every = newEvery;
    }

    void keeping(int steps) {
        check(steps >= 0, "a checkpoint is kept every %d steps: use 0 (none) or more", steps);
        kept = steps;
    }

    /** After a step: writes if it is one of those. */
    void every(Training<?> training, Listener listener) {
        if (training.stepNow() % every == 0) {
            save(training, listener);
        }
        Path into = folder;
        if (into != null && kept > 0 && training.stepNow() % kept == 0) {
            write(Checkpoint.of(training), into.resolve("step-" + training.stepNow() + ".ckpt"));
        }
    }

    /** After the last step, or the one in which an interrupt came: writes unless that step is written. */
    void end(Training<?> training, Listener listener) {
        if (training.stepNow() != lastStep) {
            save(training, listener);
        }
    }

    /** For messages of what ended a run. */
    String lastGood() {
        return "last good checkpoint: " + (lastGood == null ? "none was written" : lastGood);
    }

    /** Held while a run writes; refuses a folder that cannot be written, or that another training writes into. */
    Held hold() {
        Path into = folder;
        if (into == null) {
            return () -> {};
        }
        try {
            FileClaim claim = FileClaim.of(Files.createDirectories(into).resolve(LOCK));
            return present(
                            claim,
                            "another training writes into %s: wait until it ends, stop it, or use another folder",
                            into)::close;
        } catch (IOException e) {
            throw unwritable("the run's folder " + into, e);
        }
    }

    /** Until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    private UncheckedIOException unwritable(String place, IOException e) {
        return new UncheckedIOException(
                place + " cannot be written: " + Reason.of(e) + ". Make room or use another folder; " + lastGood(), e);
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
            throw unwritable("the run's folder " + into, e);
        }
    }

    void write(Checkpoint checkpoint, Path file) {
        try {
            checkpoint.write(file);
            lastGood = file;
        } catch (IOException e) {
            throw unwritable("the checkpoint " + file, e);
        }
    }
}
