package org.ui2i.plot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.ui2i.core.Waiting;

/**
 * Work on a thread of its own while the caller waits. Java2D takes an interrupt down without a word, and with it a
 * notebook's stop button: here it meets the waiting thread, which puts it up again when the work is done.
 */
final class Aside {
    private Aside() {}

    static <T> T run(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "live-plot");
        thread.setDaemon(true);
        thread.start();
        try {
            return Waiting.result(task);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the live plot could not be drawn: " + e.getCause(), e.getCause());
        }
    }
}
