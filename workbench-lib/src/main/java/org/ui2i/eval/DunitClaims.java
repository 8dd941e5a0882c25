package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.data.SizeBand;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.DunitArm;

/** The course's row D1 from the scores of trained arms, seed by seed against a baseline. */
public final class DunitClaims {
    private static final String ID = "D1";
    private static final String RECOLOURED = "recoloured";

    private final Map<DunitArm, List<Result>> arms;
    private final Baselines baselines;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    /**
     * What one run is worth.
     *
     * @param scenes its translations against the true ones
     * @param adapted mean average precision, on true scenes of the target domain, of a detector that learned from the run's
     *     translations of source scenes and their boxes
     */
    public record Result(SceneScores scenes, double adapted) {}

    /**
     * What needs no translator.
     *
     * @param recoloured the source scenes in the target's mean colours, one score a seed (the detector is the seed's)
     * @param sourceOnly mean average precision, on true scenes of the target domain, of a detector that learned from the source
     *     scenes as they are, one a seed
     */
    public record Baselines(List<SceneScores> recoloured, List<Double> sourceOnly) {}

    private DunitClaims(Map<DunitArm, List<Result>> arms, Baselines baselines, String commit) {
        this.arms = arms;
        this.baselines = baselines;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param arms results of every arm, one a seed
     * @param baselines without a translator, one a seed
     * @param commit of the library that trained the arms
     * @return rows: objects, objects by size, the ground, detection on translated scenes, detection after adaptation
     */
    public static List<ClaimTable.Row> of(Map<DunitArm, List<Result>> arms, Baselines baselines, String commit) {
        DunitClaims c = new DunitClaims(arms, baselines, commit);
        c.errors("L1 inside boxes", SceneScores::inside);
        for (SizeBand band : SizeBand.values()) {
            c.errors("L1 inside boxes of " + band.name().toLowerCase(Locale.ROOT) + " objects", s -> s.inside(band));
        }
        c.errors("L1 outside boxes", SceneScores::ground);
        c.detected();
        c.adapted();
        return List.copyOf(c.rows);
    }

    private void errors(String what, ToDoubleFunction<SceneScores> error) {
        against(what, Better.LOWER, r -> error.applyAsDouble(r.scenes), of(baselines.recoloured, error), RECOLOURED);
    }

    private void detected() {
        double[] others = of(baselines.recoloured, SceneScores::ap);
        against("AP on translated scenes", Better.HIGHER, r -> r.scenes.ap(), others, RECOLOURED);
    }

    private void adapted() {
        double[] others = of(baselines.sourceOnly, ap -> ap);
        against("AP at night, learned from translations", Better.HIGHER, Result::adapted, others, "learned by day");
    }

    /** Each arm against what needs no translator, then the arms against each other. */
    private void against(
            String what, Better better, ToDoubleFunction<Result> score, double[] others, String otherName) {
        for (DunitArm arm : DunitArm.values()) {
            row(what, better, arm, values(arm, score), others, otherName);
        }
        double[] merged = values(DunitArm.MERGED, score), consistent = values(DunitArm.CONSISTENT, score);
        row(what, better, DunitArm.MERGED, merged, values(DunitArm.GLOBAL, score), DunitArm.GLOBAL.id());
        row(what, better, DunitArm.CONSISTENT, consistent, values(DunitArm.GLOBAL, score), DunitArm.GLOBAL.id());
        row(what, better, DunitArm.CONSISTENT, consistent, merged, DunitArm.MERGED.id());
    }

    private void row(String what, Better better, DunitArm arm, double[] values, double[] others, String otherName) {
        String name = what + ", " + arm.id() + "; baseline: " + otherName;
        Interval value = Interval.paired(values, others);
        int n = of(arm).get(0).scenes.objects().size();
        Claim claim = new Claim(ID, name, value, Scores.mean(others), n, value.n(), commit);
        rows.add(new ClaimTable.Row(claim, better));
    }

    private static <S> double[] of(List<S> scores, ToDoubleFunction<S> value) {
        return scores.stream().mapToDouble(value).toArray();
    }

    private List<Result> of(DunitArm arm) {
        return present(arms.get(arm), "no run of the arm %s: train it first", arm.id());
    }

    private double[] values(DunitArm arm, ToDoubleFunction<Result> score) {
        return of(of(arm), score);
    }
}
