package org.ui2i.plot;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.ui2i.core.Limits;
import org.ui2i.train.Progress;

/** A run's progress in words: for a terminal's line and for the bar above a notebook's live plot. */
public final class ProgressText {
    private static final int WIDTH = 20;

    private ProgressText() {}

    /**
     * The share of steps that are done.
     *
     * @param progress after a step
     * @return 20 signs between brackets
     */
    public static String bar(Progress progress) {
        int full = (int) (WIDTH * progress.step() / progress.steps());
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "]";
    }

    /**
     * Steps, each player's total loss, speed, memory against its limit, and time left.
     *
     * @param progress after a step
     * @return one line
     */
    public static String line(Progress progress) {
        StringJoiner totals = new StringJoiner("");
        for (Map.Entry<String, Double> value : progress.values().entrySet()) {
            if (value.getKey().endsWith("/total")) {
                String name = value.getKey().replace("/total", "");
                totals.add(String.format(Locale.ROOT, "  %s %.3f", name, value.getValue()));
            }
        }
        return steps(progress) + totals + "  " + pace(progress);
    }

    /**
     * The same without losses, beside a plot that shows them.
     *
     * @param progress after a step
     * @return one line
     */
    public static String withoutLosses(Progress progress) {
        return steps(progress) + "  " + pace(progress);
    }

    private static String steps(Progress progress) {
        return "step " + progress.step() + "/" + progress.steps();
    }

    private static String pace(Progress progress) {
        StringJoiner text = new StringJoiner("  ");
        text.add(String.format(Locale.ROOT, "%.1f images/s", progress.imagesPerSecond()));
        if (!Double.isNaN(progress.residentMb())) {
            text.add(String.format(Locale.ROOT, "%.0f of %d MB", progress.residentMb(), Limits.memoryMb()));
        }
        return text.add(left(progress.secondsLeft())).toString();
    }

    private static String left(double seconds) {
        long s = Math.round(seconds);
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d left", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d left", s / 3600, s / 60 % 60, s % 60);
    }
}
