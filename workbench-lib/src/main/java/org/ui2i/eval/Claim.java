package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.regex.Pattern;

/**
 * One number of a claim against its baseline.
 *
 * @param id the claim, such as {@code U6}
 * @param arm what was varied
 * @param interval value and interval over seeds
 * @param baseline what it is held against
 * @param n items behind each seed's value
 * @param seeds how many runs
 * @param commit of the library that made the runs
 */
public record Claim(String id, String arm, Interval interval, double baseline, int n, int seeds, String commit) {
    private static final Pattern LESS =
            Pattern.compile("(L1|m?FID|DIPD|edge error|cycle error|unevenness|drift|(code|output) spread"
                    + "|probe, (colour|domain) from the content|probe, (group|letter) from the style).*");

    /** What "better than the baseline" means. */
    public enum Better {
        /** the claim says that the value is below the baseline */
        LOWER,
        /** the claim says that the value is above the baseline */
        HIGHER
    }

    /** What the numbers say of the claim. */
    public enum Verdict {
        /** the interval lies on the claimed side of the baseline */
        HOLDS("holds"),
        /** the interval contains the baseline */
        UNDECIDED("not decided: the interval contains the baseline"),
        /** the interval lies on the other side */
        REVERSED("does not hold: the reverse does"),
        /** one run says nothing of others */
        NO_INTERVAL("one seed, no interval");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Checks the counts. */
    public Claim {
        check(!id.isBlank() && !arm.isBlank(), "claim \"%s\", arm \"%s\": give both a name", id, arm);
        check(n >= 1 && seeds >= 1, "claim %s has %d items and %d seeds: use at least 1", id, n, seeds);
    }

    /**
     * The number itself.
     *
     * @return mean over the seeds
     */
    public double value() {
        return interval.mean();
    }

    /**
     * The side of the baseline that the claim says, as the arm's first words tell it.
     *
     * @return below for errors, distances, and what a probe reads in the code that should not know it; else above
     */
    public Better better() {
        return LESS.matcher(arm).matches() ? Better.LOWER : Better.HIGHER;
    }

    /**
     * Judges the claim. It holds only if the interval excludes the baseline, on the claimed side.
     *
     * @param better which side
     * @return the verdict
     */
    public Verdict verdict(Better better) {
        if (!interval.known()) {
            return Verdict.NO_INTERVAL;
        }
        if (!interval.excludes(baseline)) {
            return Verdict.UNDECIDED;
        }
        return (value() < baseline) == (better == Better.LOWER) ? Verdict.HOLDS : Verdict.REVERSED;
    }
}
