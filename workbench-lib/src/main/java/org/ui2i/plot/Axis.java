package org.ui2i.plot;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** A linear scale from pixel left to pixel right (which may lie below it) with ticks at 1, 2 or 5 times a power of ten. */
record Axis(double low, double high, double step, int left, int right) {

    /** A scale that holds all values with some air. */
    static Axis covering(double[] values, int left, int right) {
        double min = Arrays.stream(values).min().orElse(0),
                max = Arrays.stream(values).max().orElse(1);
        double span = max > min ? max - min : Math.max(1e-3, Math.abs(max) * 0.2);
        double low = min - 0.08 * span, high = max + 0.08 * span;
        return new Axis(low, high, step((high - low) / Math.max(2, Math.abs(right - left) / 70.0)), left, right);
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    int at(double value) {
        return (int) Math.round(left + (value - low) / (high - low) * (right - left));
    }

    double[] ticks() {
        int from = (int) Math.ceil(low / step), to = (int) Math.floor(high / step);
        return IntStream.rangeClosed(from, to).mapToDouble(i -> i * step).toArray();
    }

    String label(double tick) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }
}
