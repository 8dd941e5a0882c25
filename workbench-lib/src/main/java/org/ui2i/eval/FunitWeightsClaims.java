package org.ui2i.eval;

import static org.ui2i.core.Check.present;
import static org.ui2i.eval.FontScores.Measure.L1;
import static org.ui2i.eval.FontScores.Measure.LETTER;
import static org.ui2i.eval.FontScores.Measure.TOP5;

import java.util.ArrayList;
import java.util.List;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.FontScores.Measure;

/**
 * Rows F1, F2, F4 and F5 of one network that was trained for longer than the arms of {@link FunitClaims}. Both sides of a row
 * drew the same items, and the intervals are over fonts: one network, one seed.
 */
public final class FunitWeightsClaims {
    private static final String WHOSE = ", published weights";
    private static final int USUAL = FunitScores.USUAL;
    private final FunitScores drawn;
    private final FunitClaims.Copies copies;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    private FunitWeightsClaims(FunitScores drawn, FunitClaims.Copies copies, String commit) {
        this.drawn = drawn;
        this.copies = copies;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param drawn what the network draws
     * @param copies the baselines, of the same test
     * @param commit of the library that scores
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(FunitScores drawn, FunitClaims.Copies copies, String commit) {
        FunitWeightsClaims c = new FunitWeightsClaims(drawn, copies, commit);
        c.shots();
        c.contents();
        c.means();
        c.roles();
        return List.copyOf(c.rows);
    }

    /** F1: images of the unseen class. */
    private void shots() {
        for (Measure m : List.of(TOP5, L1)) {
            for (int k : List.of(1, USUAL)) {
                row("F1", m + WHOSE + ", K = " + k + "; baseline: copy content", m, at(k), copies.usual());
            }
            for (int k : FunitScores.SHOTS.subList(1, FunitScores.SHOTS.size())) {
                row("F1", m + WHOSE + ", K = " + k + "; baseline: K = 1", m, at(k), at(1));
            }
        }
    }

    /** F2: contents of many fonts. */
    private void contents() {
        for (Measure m : List.of(TOP5, L1, LETTER)) {
            String name = m + WHOSE + ", mean over content fonts; baseline: copying them";
            row("F2", name, m, together(drawn.byContent()), together(copies.byContent()));
        }
    }

    private static FontScores together(List<FontScores> scores) {
        double sharpness =
                scores.stream().mapToDouble(FontScores::sharpness).average().orElseThrow();
        return new FontScores(scores.stream().flatMap(s -> s.items().stream()).toList(), sharpness);
    }

    /** F4: which mean. */
    private void means() {
        for (Measure m : List.of(TOP5, L1)) {
            String name = m + WHOSE + ", mean of codes; baseline: ";
            row("F4", name + "code of the mean image", m, at(USUAL), drawn.ofImages());
            row("F4", name + "mean of the outputs", m, at(USUAL), drawn.ofOutputs());
        }
    }

    /** F5: who gives what. */
    private void roles() {
        FontSwap swap = drawn.swap();
        String letter = "letter read" + WHOSE + ": the content's; baseline: the class images'";
        add("F5", letter, swap.letter(), swap.classLetter(), swap.items().size(), Better.HIGHER);
        String font = TOP5 + WHOSE + ": the class images'; baseline: the content's";
        add("F5", font, swap.font(), swap.contentFont(), swap.items().size(), Better.HIGHER);
    }

    private FontScores at(int k) {
        return present(drawn.byShots().get(k), "no scores for K = %d", k);
    }

    private void row(String id, String name, Measure m, FontScores own, FontScores baseline) {
        add(id, name, own.against(m, baseline), baseline.of(m), own.items().size(), m.better());
    }

    private void add(String id, String name, Interval value, double baseline, int n, Better better) {
        rows.add(new ClaimTable.Row(new Claim(id, name, value, baseline, n, 1, commit), better));
    }
}
