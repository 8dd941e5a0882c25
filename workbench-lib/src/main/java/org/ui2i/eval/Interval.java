package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;

/**
 * A mean with a 95 % interval.
 *
 * @param mean of the values
 * @param low lower end; NaN if one value gives none
 * @param high upper end; NaN if one value gives none
 * @param n how many independent values stand behind it
 */
public record Interval(double mean, double low, double high, int n) {
    // Student's t, 97.5 %, for 1 to 30 degrees of freedom.
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };
    private static final int RESAMPLES = 1000;

    /**
     * The interval of a mean over seeds.
     * <pre>mean +- t_(0.975, n-1) sd / sqrt(n),  sd with n - 1</pre>
     *
     * @param values one a seed, at least one; one alone has no interval
     * @return mean and interval
     */
    public static Interval t(double... values) {
        int n = values.length;
        check(n >= 1, "an interval of no values: give at least one");
        double mean = Scores.mean(values);
        if (n == 1) {
            return new Interval(mean, Double.NaN, Double.NaN, 1);
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double half = quantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
        return new Interval(mean, mean - half, mean + half, n);
    }

    /**
     * The interval of a mean over seeds against a baseline that has a value for each of the same seeds: what both have in
     * common (the weights' start, the order of the images) drops out of the differences.
     * <pre>d_i = value_i - baseline_i;  mean(value), mean(baseline) + ends of {@link #t t(d)}</pre>
     *
     * @param values one a seed
     * @param baselines as many, of the same seeds in the same order; all equal gives {@link #t}
     * @return the values' mean; the interval lies on one side of the baselines' mean if that of the differences lies on that
     *     side of 0
     */
    public static Interval paired(double[] values, double[] baselines) {
        Interval d = t(differences(values, baselines));
        double baseline = Scores.mean(baselines);
        return new Interval(Scores.mean(values), baseline + d.low, baseline + d.high, d.n);
    }

    /**
     * The interval of a mean over items, from 1,000 draws with replacement. It speaks of other items, not of other seeds.
     *
     * @param values one an item, at least one
     * @param groups the item's group (such as its font family): groups are drawn whole, since their items are alike; all
     *     different for independent items
     * @param seed of the draws
     * @return mean and the 2.5 and 97.5 % points; NaN with fewer than two groups
     */
    public static Interval bootstrap(double[] values, int[] groups, long seed) {
        check(values.length >= 1, "an interval of no values: give at least one");
        check(values.length == groups.length, "%d values, %d groups: give one each", values.length, groups.length);
        int[] names = Arrays.stream(groups).distinct().sorted().toArray();
        double[] sums = new double[names.length], counts = new double[names.length];
        for (int i = 0; i < values.length; i++) {
            int g = Arrays.binarySearch(names, groups[i]);
            sums[g] += values[i];
            counts[g]++;
        }
        double mean = Scores.mean(values);
        if (names.length == 1) {
            return new Interval(mean, Double.NaN, Double.NaN, 1);
        }
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            means[r] = resampled(sums, counts, Seeds.mix(seed, r));
        }
        Arrays.sort(means);
        return new Interval(mean, means[RESAMPLES / 40 - 1], means[RESAMPLES - RESAMPLES / 40], names.length);
    }

    /**
     * The interval of a mean over items against a baseline that has a value for each of the same items.
     * <pre>d_i = value_i - baseline_i;  mean(value), mean(baseline) + ends of {@link #bootstrap bootstrap(d)}</pre>
     *
     * @param values one an item
     * @param baselines as many, of the same items in the same order
     * @param groups the item's group, drawn whole
     * @param seed of the draws
     * @return the values' mean; the interval lies on one side of the baselines' mean if that of the differences lies on that
     *     side of 0
     */
    public static Interval paired(double[] values, double[] baselines, int[] groups, long seed) {
        Interval d = bootstrap(differences(values, baselines), groups, seed);
        double baseline = Scores.mean(baselines);
        return new Interval(Scores.mean(values), baseline + d.low, baseline + d.high, d.n);
    }

    private static double[] differences(double[] values, double[] baselines) {
        check(values.length == baselines.length, "%d values, %d baselines: pair them", values.length, baselines.length);
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] - baselines[i])
                .toArray();
    }

    private static double resampled(double[] sums, double[] counts, long key) {
        double sum = 0, count = 0;
        for (int i = 0; i < sums.length; i++) {
            int g = (int) (Seeds.uniform(key, i) * sums.length);
            sum += sums[g];
            count += counts[g];
        }
        return sum / count;
    }

    private static double quantile(int df) {
        // Beyond the table: the normal quantile's expansion in 1 / df (Fisher), exact to three digits.
        return df <= T.length ? T[df - 1] : 1.95996 + 2.3723 / df + 2.8225 / ((double) df * df);
    }

    /**
     * Whether there is an interval at all.
     *
     * @return false for a single value
     */
    public boolean known() {
        return !Double.isNaN(low);
    }

    /**
     * Whether a value lies outside.
     *
     * @param value to compare with
     * @return true if there is an interval and the value is below or above it
     */
    public boolean excludes(double value) {
        return known() && (value < low || value > high);
    }

    @Override
    public String toString() {
        return known()
                ? String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", mean, low, high)
                : String.format(Locale.ROOT, "%.4f", mean);
    }
}
