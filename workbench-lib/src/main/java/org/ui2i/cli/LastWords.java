package org.ui2i.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ui2i.tensor.NotEnoughMemory;

/**
 * Ends the process when a thread that nobody asks, such as a library's, dies of a full heap: the others would wait for it
 * for ever. There is no memory left to make the message with, so it lies ready, and so does what Java makes when a line of
 * code first runs: all of them have run once.
 */
final class LastWords implements Thread.UncaughtExceptionHandler {
    private final byte[] heap = words("Java heap space"), threads = words("unable to create native thread");
    private final AtomicBoolean said = new AtomicBoolean();
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);

    LastWords() {
        try {
            say(new OutOfMemoryError("rehearsal"), new byte[0], new byte[0]);
        } catch (IOException e) {
            return; // nobody will read the last words either
        }
    }

    private void say(OutOfMemoryError cause, byte[] ofHeap, byte[] ofThreads) throws IOException {
        String kind = cause.getMessage();
        err.write(kind != null && kind.contains("native thread") ? ofThreads : ofHeap);
    }

    private static byte[] words(String kind) {
        NotEnoughMemory memory = NotEnoughMemory.behind(new OutOfMemoryError(kind));
        return ((memory == null ? "" : memory.getMessage()) + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof OutOfMemoryError)) {
            cause = cause.getCause();
        }
        if (!(cause instanceof OutOfMemoryError full)) {
            e.printStackTrace();
            return;
        }
        if (said.getAndSet(true)) {
            return; // the first one is ending the process
        }
        try {
            say(full, heap, threads);
        } catch (IOException | OutOfMemoryError again) {
            return; // nobody reads it
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
