package org.ui2i.train;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Stops a run after a time, counted anew for each run. */
final class TimeLimit implements Listener {
    private final Duration most;
    private final Runnable stop;
    private final LongSupplier nanoTime;
    private long start;

    TimeLimit(Duration most, Runnable stop, LongSupplier nanoTime) {
        this.most = most;
        this.stop = stop;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(History history, long first, long last) {
        start = nanoTime.getAsLong();
    }

    @Override
    public void stepped(Progress progress) {
        if (nanoTime.getAsLong() - start >= most.toNanos()) {
            stop.run();
        }
    }
}
