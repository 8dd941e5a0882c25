package org.ui2i.eval;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a translator between several domains makes of images that it never saw and whose counterparts in the other
 * domains are known. Images in [0, 1].
 *
 * @param l1 {@link Scores#l1} to the true counterpart
 * @param domain share that a judge takes for the wanted domain
 * @param content share whose content a judge reads rightly; NaN where contents do not repeat
 * @param n how many translations
 */
public record DomainScores(double l1, double domain, double content, int n) {
    /** Means, and how many translations in all; each direction has as many as the others. */
    static DomainScores mean(List<DomainScores> directions) {
        return new DomainScores(
                mean(directions, DomainScores::l1),
                mean(directions, DomainScores::domain),
                mean(directions, DomainScores::content),
                directions.stream().mapToInt(DomainScores::n).sum());
    }

    private static double mean(List<DomainScores> directions, ToDoubleFunction<DomainScores> score) {
        return Scores.mean(directions.stream().mapToDouble(score).toArray());
    }

    @Override
    public String toString() {
        String read = Double.isNaN(content) ? "" : String.format(Locale.ROOT, ", content %.1f %%", 100 * content);
        return String.format(Locale.ROOT, "L1 %.4f, domain %.1f %%%s (n %d)", l1, 100 * domain, read, n);
    }
}
