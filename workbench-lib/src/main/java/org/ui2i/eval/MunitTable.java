package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.TruePairs;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitArm;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * What MUNIT's tables (Huang et al. 2018, tables 1 to 3) say of diversity, on drawings and emoji: {@link #OUTPUTS} outputs of
 * each test drawing. The paper has LPIPS and a fine-tuned Inception network, here are the course's own judges.
 *
 * @param cis {@link Diversity#cis} by the judge of emoji groups
 * @param is {@link Diversity#is} by it
 * @param diversity {@link Diversity#distance} of the emoji net's features
 * @param n how many drawings
 */
public record MunitTable(double cis, double is, double diversity, int n) {
    /** Outputs of a drawing, in random styles. */
    public static final int OUTPUTS = 19;

    /** The compared arms by their names: all losses, and without one. */
    public static final Map<MunitArm, String> ARMS = arms();

    private static final long STYLES_SEED = 19;
    private static final List<Measure<MunitTable>> MEASURES = List.of(
            new Measure<>("CIS by the group judge", Better.HIGHER, MunitTable::cis),
            new Measure<>("IS by the group judge", Better.HIGHER, MunitTable::is),
            new Measure<>("diversity of the emoji net's features", Better.HIGHER, MunitTable::diversity));

    private static Map<MunitArm, String> arms() {
        Map<MunitArm, String> arms = new EnumMap<>(MunitArm.class);
        arms.put(MunitArm.BASE, "base");
        arms.put(MunitArm.NO_RECON_X, "without L_x");
        arms.put(MunitArm.NO_RECON_C, "without L_c");
        arms.put(MunitArm.NO_RECON_S, "without L_s");
        return Collections.unmodifiableMap(arms);
    }

    /**
     * Scores a model.
     *
     * @param munit trained on {@code Datasets.emojiEdges}
     * @param truth drawings and the emoji that they were made of, in no training
     * @param judges of the same drawer's emoji
     * @param features of another net than the judges'
     * @return the scores
     */
    public static MunitTable of(Munit munit, TruePairs truth, EmojiJudges judges, Features features) {
        try (NDManager scope = Tensors.scope()) {
            NDArray outputs = Grad.off(() -> MunitScores.samples(
                    munit, truth.a().all(scope), munit.styles(OUTPUTS, Draws.seeded(STYLES_SEED, 0, scope))));
            return of(outputs, judges.group().judge(), features);
        }
    }

    /** Of outputs, those of a drawing together. */
    static MunitTable of(NDArray outputs, Judge groups, Features features) {
        NDArray p = groups.probabilities(outputs);
        return new MunitTable(
                Diversity.cis(p, OUTPUTS),
                Diversity.is(p),
                Diversity.pairs(features.rows(outputs), OUTPUTS, Rows::distance),
                (int) outputs.getShape().get(0) / OUTPUTS);
    }

    /**
     * The table as claims: all losses against those without one.
     *
     * @param arms scores of the arms, one a seed
     * @param commit of the library that trained them
     * @return rows called {@code TABLE}
     */
    public static List<ClaimTable.Row> rows(Map<MunitArm, List<MunitTable>> arms, String commit) {
        int n = arms.values().iterator().next().get(0).n;
        ArmClaims<MunitTable> claims = new ArmClaims<>("TABLE", n, commit);
        ARMS.forEach((arm, name) -> claims.arm(name, arms.getOrDefault(arm, List.of())));
        for (Measure<MunitTable> m : MEASURES) {
            ARMS.values().stream().skip(1).forEach(other -> claims.against(m, "base", other));
        }
        return claims.rows();
    }
}
