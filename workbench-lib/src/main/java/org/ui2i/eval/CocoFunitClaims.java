package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.PlacedScores.Measure;
import org.ui2i.models.CocoFunitArm;

/** The course's row C1 from the scores of trained arms, seed by seed against a baseline. */
public final class CocoFunitClaims {
    private final Map<CocoFunitArm, List<PlacedScores>> arms;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    private CocoFunitClaims(Map<CocoFunitArm, List<PlacedScores>> arms, String commit) {
        this.arms = arms;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param arms scores of every arm, one a seed
     * @param funit of FUNIT, on the same items, one a seed
     * @param copied of copying the content
     * @param commit of the library that trained the arms
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(
            Map<CocoFunitArm, List<PlacedScores>> arms, List<PlacedScores> funit, PlacedScores copied, String commit) {
        CocoFunitClaims c = new CocoFunitClaims(arms, commit);
        c.against("FUNIT", funit);
        c.against("without the content's part", c.of(CocoFunitArm.NO_CONTENT));
        c.against("without the constant style bias", c.of(CocoFunitArm.NO_BIAS));
        for (Measure m : List.of(Measure.L1, Measure.TOP5)) {
            c.copying(m, copied);
        }
        return List.copyOf(c.rows);
    }

    private void against(String name, List<PlacedScores> baseline) {
        String tail = ", COCO-FUNIT; baseline: " + name;
        for (Measure m : Measure.values()) {
            row(m + tail, s -> s.of(m), baseline, m.better());
        }
        row("code spread over crops" + tail, PlacedScores::codeSpread, baseline, Better.LOWER);
        row("output spread over crops" + tail, PlacedScores::outputSpread, baseline, Better.LOWER);
    }

    private void copying(Measure m, PlacedScores copied) {
        double[] values = values(of(CocoFunitArm.COCO), s -> s.of(m));
        add(m + ", COCO-FUNIT; baseline: copy content", Interval.t(values), copied.of(m), m.better());
    }

    private void row(String name, ToDoubleFunction<PlacedScores> score, List<PlacedScores> baseline, Better better) {
        double[] values = values(of(CocoFunitArm.COCO), score), others = values(baseline, score);
        add(name, Interval.paired(values, others), Scores.mean(others), better);
    }

    private void add(String name, Interval value, double baseline, Better better) {
        int n = of(CocoFunitArm.COCO).get(0).items().size();
        rows.add(new ClaimTable.Row(new Claim("C1", name, value, baseline, n, value.n(), commit), better));
    }

    private List<PlacedScores> of(CocoFunitArm arm) {
        return present(arms.get(arm), "no run of the arm %s: train it first", arm.id());
    }

    private static double[] values(List<PlacedScores> seeds, ToDoubleFunction<PlacedScores> score) {
        return seeds.stream().mapToDouble(score).toArray();
    }
}
