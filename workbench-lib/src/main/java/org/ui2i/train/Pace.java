package org.ui2i.train;

import java.util.ArrayDeque;
import java.util.Deque;
import org.ui2i.core.ResidentMemory;

/** Speed, time left and memory of a run. */
final class Pace {
    private static final int WINDOW = 20; // steps that the speed is averaged over

    private final int batchSize;
    private final long first;
    private final long last;
    private final long begun = System.nanoTime();
    private final Deque<Double> seconds = new ArrayDeque<>();
    private double sum;

    Pace(int batchSize, long first, long last) {
        this.batchSize = batchSize;
        this.first = first;
        this.last = last;
    }

    Progress stepped(long step, java.util.Map<String, Double> values, double stepSeconds) {
        seconds.add(stepSeconds);
        sum += stepSeconds;
        if (seconds.size() > WINDOW) {
            sum -= seconds.remove();
        }
        double perStep = (System.nanoTime() - begun) / 1e9 / (step - first + 1);
        double speed = batchSize * seconds.size() / Math.max(sum, 1e-9);
        return new Progress(step, last, values, speed, perStep * (last - step), ResidentMemory.nowMb());
    }
}
