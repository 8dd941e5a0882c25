package org.ui2i.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ui2i.train.Training;

/**
 * While open, Ctrl-C (and a polite kill) lets the training finish its step and write its checkpoint before the process
 * ends. A second Ctrl-C does not hurry it: only {@code kill -9} does, and then the last checkpoint is whole.
 */
final class StopOnSignal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60; // a step of the paper's network on a slow CPU, and the checkpoint

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    StopOnSignal(Training<?> training) {
        hook = new Thread(() -> {
            asked = true;
            training.stop();
            try {
                if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println(
                            "the step did not end within " + PATIENCE_SECONDS + " s: the last checkpoint stays");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean asked() {
        return asked;
    }

    @Override
    public void close() {
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the process is ending right now: the hook has nothing left to wait for
            }
        }
    }
}
