package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.FontScores.Item;
import org.ui2i.eval.FontScores.Measure;
import org.ui2i.models.FunitArm;

class FunitClaimsTest {
    /** Four items in two fonts: two read rightly, ranks 1, 4, 6, 9. */
    private static FontScores scores(double l1, double sharpness) {
        return new FontScores(
                List.of(
                        new Item(0, l1 - .01, true, 1),
                        new Item(0, l1 + .01, true, 4),
                        new Item(1, l1, false, 6),
                        new Item(1, l1, false, 9)),
                sharpness);
    }

    private static List<FontScores> seeds(double l1) {
        return List.of(scores(l1, .9), scores(l1 + .001, .9), scores(l1 - .001, .9));
    }

    private static FunitScores base(double l1) {
        Map<Integer, FontScores> byShots = new TreeMap<>();
        FunitScores.SHOTS.forEach(k -> byShots.put(k, scores(l1 - .0005 * k, .9)));
        List<FontScores> byContent = List.of(scores(.06, 1), scores(.09, 1));
        return new FunitScores(byShots, scores(l1, .9), scores(l1, .5), byContent, swap());
    }

    /** Four items in two fonts: the content's letter in 3, the class images' in 1, their font near in 2, the content's in 1. */
    private static FontSwap swap() {
        return new FontSwap(List.of(
                new FontSwap.Item(0, true, false, 1, 7),
                new FontSwap.Item(0, true, false, 5, 6),
                new FontSwap.Item(1, true, false, 9, 5),
                new FontSwap.Item(1, false, true, 6, 8)));
    }

    private static Map<FunitArm, List<FontScores>> arms() {
        Map<FunitArm, List<FontScores>> arms = new EnumMap<>(FunitArm.class);
        for (FunitArm arm : FunitArm.values()) {
            arms.put(arm, seeds(arm == FunitArm.FONTS_10 ? .09 : .07));
        }
        return arms;
    }

    private static List<ClaimTable.Row> rows() {
        List<FunitScores> base = List.of(base(.07), base(.0701), base(.0699));
        FontScores copy = scores(.08, 1);
        FunitClaims.Copies copies = new FunitClaims.Copies(copy, Collections.nCopies(2, copy));
        return FunitClaims.of(arms(), base, copies, "abc");
    }

    private static ClaimTable.Row row(String arm) {
        return rows().stream()
                .filter(r -> r.claim().arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theArmsNameTellsTheClaimedSide() throws Exception {
        rows().forEach(row ->
                assertEquals(row.better(), row.claim().better(), row.claim().arm()));
    }

    @Test
    void measuresAreMeansOverItems() {
        FontScores s = scores(.07, .9);
        assertEquals(.07, s.of(Measure.L1), 1e-9);
        assertEquals(.5, s.of(Measure.LETTER), 1e-9);
        assertEquals(.25, s.of(Measure.TOP1), 1e-9);
        assertEquals(.5, s.of(Measure.TOP5), 1e-9);
        Interval letter = s.interval(Measure.LETTER); // whole fonts: all read or none
        assertEquals(0, letter.low(), 1e-9);
        assertEquals(1, letter.high(), 1e-9);
    }

    @Test
    void everyClaimHasRowsAndAVerdictFromItsInterval() {
        assertEquals(
                List.of("F1", "F2", "F4", "F5", "F6", "F9"),
                rows().stream().map(r -> r.claim().id()).distinct().toList());
        assertEquals(Claim.Verdict.HOLDS, row("L1 with K = 20; baseline: K = 1").verdict());
        assertEquals(
                Claim.Verdict.HOLDS,
                row("L1 with 140 source fonts; baseline: 10").verdict());
        assertEquals(
                Claim.Verdict.UNDECIDED,
                row("L1 with 140 source fonts; baseline: 70").verdict());
        ClaimTable.Row nearer =
                row("share of content fonts whose drawings are nearer to the truth than their copies; baseline: half");
        assertEquals(.5, nearer.claim().value(), 1e-9); // .06 is nearer than .08, .09 is not
        assertEquals(
                .5,
                row("sharpness, mean of codes; baseline: mean of the outputs")
                        .claim()
                        .baseline(),
                1e-9);
        assertEquals(
                .25,
                row("letter read: the content's; baseline: the class images'")
                        .claim()
                        .baseline(),
                1e-9);
    }

    /** Item by item K = 20 is nearer by .0095 everywhere: an interval of no width, although the fonts differ. */
    @Test
    void aLongTrainedNetworksRowsPairItems() {
        FunitClaims.Copies copies = new FunitClaims.Copies(scores(.08, 1), Collections.nCopies(2, scores(.08, 1)));
        List<ClaimTable.Row> rows = FunitWeightsClaims.of(base(.07), copies, "abc");
        assertEquals(
                List.of("F1", "F2", "F4", "F5"),
                rows.stream().map(r -> r.claim().id()).distinct().toList());
        Claim k20 = named(rows, "L1, published weights, K = 20; baseline: K = 1");
        assertEquals(.06, k20.value(), 1e-9);
        assertEquals(.0695, k20.baseline(), 1e-9);
        assertEquals(.06, k20.interval().low(), 1e-9);
        assertEquals(.06, k20.interval().high(), 1e-9);
        assertEquals(
                8,
                named(rows, "L1, published weights, mean over content fonts; baseline: copying them")
                        .n());
        Claim font = named(rows, "font top-5, published weights: the class images'; baseline: the content's");
        assertEquals(.5, font.value(), 1e-9);
        assertEquals(.25, font.baseline(), 1e-9);
        assertEquals(.25 + 1, font.interval().high(), 1e-9); // two pairs of fonts: +1 and -.5
        assertEquals(.25 - .5, font.interval().low(), 1e-9);
    }

    private static Claim named(List<ClaimTable.Row> rows, String arm) {
        return rows.stream()
                .map(ClaimTable.Row::claim)
                .filter(c -> c.arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCurvesRowsEndInTheirNumber() {
        for (String curve : List.of("L1 at K = ", "font top-5 at source fonts = ")) {
            List<String> at = rows().stream()
                    .map(r -> r.claim().arm())
                    .filter(arm -> arm.startsWith(curve))
                    .map(arm -> arm.substring(curve.length()).split(";")[0])
                    .toList();
            assertEquals(curve.startsWith("L1") ? List.of("1", "5", "10", "20") : List.of("10", "35", "70", "140"), at);
        }
    }

    @Test
    void aMissingArmIsNamed() {
        Map<FunitArm, List<FontScores>> arms = arms();
        arms.remove(FunitArm.NO_GAN);
        FunitClaims.Copies copies = new FunitClaims.Copies(scores(.08, 1), Collections.nCopies(2, scores(.08, 1)));
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> FunitClaims.of(arms, List.of(base(.07)), copies, "abc"));
        assertTrue(e.getMessage().contains("no-gan"), e.getMessage());
    }

    @Test
    void armsDifferInOneThing() {
        assertEquals(140, FunitArm.BASE.config().dis().classes());
        assertEquals(10, FunitArm.FONTS_10.config().dis().classes());
        assertEquals(FunitArm.FONTS_140.config().withClasses(10), FunitArm.FONTS_10.config());
        assertEquals(FunitArm.BASE.config(), FunitArm.FONTS_140.config()); // trained longer
        assertTrue(FunitArm.FONTS_140.longer() && FunitArm.FONTS_10.longer());
        assertFalse(FunitArm.BASE.longer() || FunitArm.NO_GAN.longer());
        assertEquals(0, FunitArm.NO_GAN.config().weights().gan());
        assertEquals(
                FunitArm.BASE.config(),
                FunitArm.NO_RECON.config().withWeights(FunitArm.BASE.config().weights()));
    }
}
