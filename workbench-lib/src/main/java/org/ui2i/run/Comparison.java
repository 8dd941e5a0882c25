package org.ui2i.run;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ui2i.train.History;

/**
 * How far the losses of a replay are from those of the run, over the replay's steps.
 *
 * @param first the first loss that is not the same bit for bit, by step and by order of the terms; null if all are
 * @param largest the one that is furthest off; null if all are the same
 */
record Comparison(@Nullable Difference first, @Nullable Difference largest) {
    /**
     * A loss that is not the same.
     *
     * @param step of both
     * @param term as {@code player/term}
     * @param then the run's; NaN if the player did not step
     * @param now the replay's
     */
    record Difference(long step, String term, double then, double now) {
        /** As a share of the run's loss, or of 1 if that is more; infinite where one is missing. */
        double share() {
            double off = Math.abs(now - then) / Math.max(1, Math.abs(then));
            return Double.isNaN(off) ? Double.POSITIVE_INFINITY : off;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "step %d, %s: %s then, %s now", step, term, (float) then, (float) now);
        }
    }

    static Comparison of(History then, History now) {
        Map<String, double[]> a = History.numbers(then.table()), b = History.numbers(now.table());
        Set<String> terms = new LinkedHashSet<>(a.keySet());
        terms.addAll(b.keySet());
        terms.remove("step");
        @Nullable Difference first = null;
        @Nullable Difference largest = null;
        for (int i = 0; i < now.size(); i++) {
            for (String term : terms) {
                double before = at(a, term, i), here = at(b, term, i);
                if (Double.compare(before, here) != 0) {
                    Difference found = new Difference(i + 1, term, before, here);
                    first = first == null ? found : first;
                    largest = largest == null || found.share() > largest.share() ? found : largest;
                }
            }
        }
        return new Comparison(first, largest);
    }

    private static double at(Map<String, double[]> columns, String term, int row) {
        double[] column = columns.get(term);
        return column == null ? Double.NaN : column[row];
    }
}
