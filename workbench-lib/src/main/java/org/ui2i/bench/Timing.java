package org.ui2i.bench;

import static org.ui2i.core.Check.check;

import java.util.Arrays;

/**
 * Repeated measurements of one duration.
 *
 * @param median milliseconds
 * @param low a quarter were shorter
 * @param high a quarter were longer
 * @param n how many
 */
record Timing(double median, double low, double high, int n) {
    static Timing of(double... milliseconds) {
        check(milliseconds.length > 0, "nothing was measured: repeat at least once");
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        return new Timing(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75), sorted.length);
    }

    /** Between two neighbours in proportion. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Takes the time of some work, after as many rounds that do not count as the engine needs to warm up. */
    static Timing of(Runnable work, int warmUp, int n) {
        return of(samples(work, warmUp, n));
    }

    /** The durations themselves, in milliseconds. */
    static double[] samples(Runnable work, int warmUp, int n) {
        double[] milliseconds = new double[n];
        for (int i = -warmUp; i < n; i++) {
            long begun = System.nanoTime();
            work.run();
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        return milliseconds;
    }
}
