package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A score over a number, each point with an interval over seeds: over K images of a class, over the number of source
 * classes, over a loss's weight.
 *
 * @param x what the number is, such as {@code K}
 * @param score what is scored, such as {@code font retrieval top-5}
 * @param points from the least number to the largest
 */
public record ScoreCurve(String x, String score, List<Point> points) {
    /**
     * One point.
     *
     * @param at the number
     * @param value the score over seeds
     */
    public record Point(double at, Interval value) {}

    /**
     * A curve of runs.
     *
     * @param x what the number is
     * @param score what is scored
     * @param runs for each number the score of each seed's run, at least one number
     * @return means with intervals ({@link Interval#t})
     */
    public static ScoreCurve of(String x, String score, SortedMap<? extends Number, double[]> runs) {
        check(!runs.isEmpty(), "the curve of %s over %s has no point: give at least one", score, x);
        return new ScoreCurve(
                x,
                score,
                runs.entrySet().stream()
                        .map(e -> new Point(e.getKey().doubleValue(), Interval.t(e.getValue())))
                        .toList());
    }

    /**
     * The curve as comma-separated values.
     *
     * @return {@code at,mean,low,high,seeds}, a line a point; low and high are NaN for one seed
     */
    public String csv() {
        StringBuilder text = new StringBuilder("at,mean,low,high,seeds\n");
        points.forEach(p -> text.append(String.format(
                Locale.ROOT,
                "%s,%.6f,%.6f,%.6f,%d\n",
                plain(p.at),
                p.value.mean(),
                p.value.low(),
                p.value.high(),
                p.value.n())));
        return text.toString();
    }

    private static String plain(double at) {
        return at == Math.rint(at) ? Long.toString((long) at) : Double.toString(at);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(score + " over " + x);
        points.forEach(p -> text.append(String.format("%n%8s  %s", plain(p.at), p.value)));
        return text.toString();
    }
}
