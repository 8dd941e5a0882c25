package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.data.SizeBand;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.Claim.Verdict;
import org.ui2i.models.DunitArm;

class DunitClaimsTest {
    private static SceneScores scenes(double inside, double ground, double ap) {
        List<SceneScores.Item> objects = List.of(
                new SceneScores.Item(0, SizeBand.SMALL, inside + 0.02),
                new SceneScores.Item(0, SizeBand.MEDIUM, inside),
                new SceneScores.Item(1, SizeBand.LARGE, inside - 0.02));
        return new SceneScores(objects, List.of(ground, ground), ap);
    }

    private static List<DunitClaims.Result> seeds(double inside, double ap, double adapted) {
        return List.of(
                new DunitClaims.Result(scenes(inside, 0.03, ap), adapted),
                new DunitClaims.Result(scenes(inside + 0.001, 0.03, ap + 0.01), adapted + 0.01),
                new DunitClaims.Result(scenes(inside - 0.001, 0.031, ap - 0.01), adapted - 0.01));
    }

    private static final List<ClaimTable.Row> ROWS = DunitClaims.of(
            Map.of(
                    DunitArm.GLOBAL, seeds(0.13, 0.2, 0.4),
                    DunitArm.MERGED, seeds(0.11, 0.3, 0.5),
                    DunitArm.CONSISTENT, seeds(0.12, 0.6, 0.5)),
            new DunitClaims.Baselines(
                    List.of(scenes(0.14, 0.04, 0.8), scenes(0.14, 0.04, 0.8), scenes(0.14, 0.04, 0.8)),
                    List.of(0.3, 0.31, 0.29)),
            "abc");

    private static ClaimTable.Row row(String arm) {
        return ROWS.stream()
                .filter(row -> row.claim().arm().equals(arm))
                .findFirst()
                .orElseThrow(() -> new AssertionError(arm + " is not among "
                        + ROWS.stream().map(row -> row.claim().arm()).toList()));
    }

    @Test
    void objectsAreHeldAgainstRecolouringAndArmAgainstArm() {
        assertEquals(7 * 6, ROWS.size());
        assertTrue(ROWS.stream().allMatch(row -> row.claim().id().equals("D1")));
        ClaimTable.Row merged = row("L1 inside boxes, merged; baseline: global");
        assertEquals(0.11, merged.claim().value(), 1e-9);
        assertEquals(0.13, merged.claim().baseline(), 1e-9);
        assertEquals(3, merged.claim().n());
        assertEquals(3, merged.claim().seeds());
        assertEquals(Better.LOWER, merged.claim().better(), "as the table is read back");
        assertEquals(Verdict.HOLDS, merged.verdict());
        assertEquals(
                Verdict.REVERSED,
                row("L1 inside boxes, consistent; baseline: merged").verdict());
        ClaimTable.Row small = row("L1 inside boxes of small objects, consistent; baseline: recoloured");
        assertEquals(0.14, small.claim().value(), 1e-9);
        assertEquals(0.16, small.claim().baseline(), 1e-9);
        assertEquals(
                0.04,
                row("L1 outside boxes, global; baseline: recoloured").claim().baseline(),
                1e-9);
    }

    @Test
    void detectionIsBetterWhereItIsHigher() {
        ClaimTable.Row found = row("AP on translated scenes, consistent; baseline: merged");
        assertEquals(Better.HIGHER, found.claim().better());
        assertEquals(Verdict.HOLDS, found.verdict());
        assertEquals(
                Verdict.REVERSED,
                row("AP on translated scenes, consistent; baseline: recoloured").verdict());
        ClaimTable.Row night = row("AP at night, learned from translations, global; baseline: learned by day");
        assertEquals(0.4, night.claim().value(), 1e-9);
        assertEquals(0.3, night.claim().baseline(), 1e-9);
        assertEquals(Verdict.HOLDS, night.verdict());
    }

    @Test
    void aMissingArmIsNamed() {
        Map<DunitArm, List<DunitClaims.Result>> one = Map.of(DunitArm.GLOBAL, seeds(0.13, 0.2, 0.4));
        SceneScores recoloured = scenes(0.14, 0.04, 0.8);
        DunitClaims.Baselines baselines =
                new DunitClaims.Baselines(List.of(recoloured, recoloured, recoloured), List.of(0.3, 0.3, 0.3));
        String said = assertThrows(RuntimeException.class, () -> DunitClaims.of(one, baselines, "abc"))
                .getMessage();
        assertTrue(said != null && said.contains("merged"), said);
    }
}
