package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.data.SizeBand;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.DunitArm;

/** The course's row D1 from the scores of trained arms, seed by seed against a baseline. */
public final class DunitClaims {
    private static final String ID = "D1";
    private static final String RECOLOURED = "recoloured";

    private final ArmClaims<Result> claims;
    private final Baselines baselines;

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
        this.baselines = baselines;
        int n = of(arms, DunitArm.GLOBAL).get(0).scenes.objects().size();
        claims = new ArmClaims<>(ID, n, commit);
        for (DunitArm arm : DunitArm.values()) {
            claims.arm(arm.id(), of(arms, arm));
        }
    }

    private static List<Result> of(Map<DunitArm, List<Result>> arms, DunitArm arm) {
        return present(arms.get(arm), "no run of the arm %s: train it first", arm.id());
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
        c.compare(
                new Measure<>("AP on translated scenes", Better.HIGHER, r -> r.scenes.ap()),
                RECOLOURED,
                of(baselines.recoloured, SceneScores::ap));
        c.compare(
                new Measure<>("AP at night, learned from translations", Better.HIGHER, Result::adapted),
                "learned by day",
                of(baselines.sourceOnly, ap -> ap));
        return c.claims.rows();
    }

    private void errors(String what, ToDoubleFunction<SceneScores> error) {
        compare(
                new Measure<>(what, Better.LOWER, r -> error.applyAsDouble(r.scenes)),
                RECOLOURED,
                of(baselines.recoloured, error));
    }

    /** Each arm against what needs no translator, then the arms against each other. */
    private void compare(Measure<Result> measure, String fixed, double[] fixedValues) {
        for (DunitArm arm : DunitArm.values()) {
            claims.against(measure, arm.id(), fixed, fixedValues);
        }
        String global = DunitArm.GLOBAL.id(), merged = DunitArm.MERGED.id(), consistent = DunitArm.CONSISTENT.id();
        claims.against(measure, merged, global)
                .against(measure, consistent, global)
                .against(measure, consistent, merged);
    }

    private static <S> double[] of(List<S> scores, ToDoubleFunction<S> value) {
        return scores.stream().mapToDouble(value).toArray();
    }
}
