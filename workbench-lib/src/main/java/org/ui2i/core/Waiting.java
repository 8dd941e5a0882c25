package org.ui2i.core;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waiting for another thread's work although an interrupt comes: a step is finished or dropped as a whole. */
public final class Waiting {
    private Waiting() {}

    /**
     * Waits to the end. An interrupt of this thread is up again afterwards, for who asks for it.
     *
     * @param work on another thread
     * @param <T> its result
     * @return the result
     * @throws ExecutionException with what the work threw
     */
    public static <T> T result(Future<T> work) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
