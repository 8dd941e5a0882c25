package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitArm;
import org.ui2i.models.UnitConfig;

class UnitClaimsTest {
    private static UnitScores scores(double l1, double retrieval, double cycle, double samples) {
        return new UnitScores(l1 - 0.01, l1 + 0.01, 1, 1, retrieval, cycle, samples);
    }

    private static Map<UnitArm, List<UnitScores>> arms() {
        Map<UnitArm, List<UnitScores>> arms = new EnumMap<>(UnitArm.class);
        for (UnitArm arm : UnitArm.values()) {
            arms.put(
                    arm, List.of(scores(.08, .5, .05, .6), scores(.082, .52, .052, .62), scores(.078, .48, .048, .58)));
        }
        arms.put(
                UnitArm.NO_CYCLE,
                List.of(scores(.08, .5, .10, .6), scores(.08, .5, .10, .6), scores(.08, .5, .10, .6)));
        return arms;
    }

    private static UnitClaims.Fixed fixed() {
        return new UnitClaims.Fixed(.095, .094, .4, .01, scores(.3, .1, .3, .1), 100);
    }

    private static ClaimTable.Row row(List<ClaimTable.Row> rows, String arm) {
        return rows.stream()
                .filter(r -> r.claim().arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theArmsNameTellsTheClaimedSide() throws Exception {
        UnitClaims.of(arms(), fixed(), "abc")
                .forEach(row -> assertEquals(
                        row.better(), row.claim().better(), row.claim().arm()));
    }

    @Test
    void everyClaimHasRowsAndAVerdictFromItsInterval() {
        List<ClaimTable.Row> rows = UnitClaims.of(arms(), fixed(), "abc");
        assertEquals(
                List.of("U1", "U2", "U3", "U4", "U5", "U6", "U7"),
                rows.stream().map(r -> r.claim().id()).distinct().toList());
        ClaimTable.Row cycle = row(rows, "cycle error: with cycle loss; baseline: without");
        assertEquals(.05, cycle.claim().value(), 1e-9);
        assertEquals(.10, cycle.claim().baseline(), 1e-9);
        assertEquals(Claim.Verdict.HOLDS, cycle.verdict());
        assertEquals(
                Claim.Verdict.UNDECIDED,
                row(rows, "L1: sharing and GAN; baseline: GAN alone").verdict());
        assertEquals(
                Claim.Verdict.HOLDS,
                row(rows, "L1: disjoint families; baseline: best blurred input").verdict());
    }

    @Test
    void aMissingArmIsNamed() {
        Map<UnitArm, List<UnitScores>> arms = arms();
        arms.remove(UnitArm.GAN_BOTH);
        Exception e = assertThrows(IllegalArgumentException.class, () -> UnitClaims.of(arms, fixed(), "abc"));
        assertTrue(e.getMessage().contains("gan-both"), e.getMessage());
    }

    @Test
    void aTableReadsBackAsItWasWritten(@TempDir Path folder) {
        ClaimTable table = new ClaimTable();
        UnitClaims.of(arms(), fixed(), "abc").forEach(row -> table.add(row.claim()));
        table.add(new Claim("U8", "one, with a comma", Interval.t(.5), .25, 7, 1, "abc"));
        table.write(folder.resolve("claims.csv"));
        assertEquals(table.csv(), ClaimTable.read(folder.resolve("claims.csv")).csv());
    }

    @Test
    void scoresOfAnUntrainedNetworkAreThoseOfNoise() {
        TruePairs truth =
                Datasets.glyphStyles("regular", "bold-italic").size(32).truth(Split.VAL);
        int[] some = java.util.stream.IntStream.range(0, 60).toArray();
        TruePairs few = truth.take(some);
        Judge judge = Judge.of(Judge.Config.usual(1).withSteps(2), "content", few.a());
        UnitScores scores = UnitScores.of(new Unit(UnitConfig.tiny(), 1), few, judge);
        assertTrue(scores.l1() > 0.2, "an untrained network's grey is far from the truth: " + scores);
        assertTrue(scores.sharpnessB() < 0.2, "it draws nothing sharp: " + scores);
        assertTrue(scores.samples() > 1.0 / judge.classes().size() && scores.samples() <= 1, scores.toString());
        Retrieval pixels = UnitScores.pixels(few);
        assertEquals(12, pixels.count()); // every fifth
        assertTrue(pixels.mean() > pixels.chance(), pixels.toString());
    }
}
