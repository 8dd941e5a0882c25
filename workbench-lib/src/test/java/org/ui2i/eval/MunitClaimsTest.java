package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.MunitProbes.Codes;
import org.ui2i.models.MunitArm;

class MunitClaimsTest {
    private static final MunitProbes PROBES =
            new MunitProbes(new Codes(.4, .8, .3), new Codes(.7, .6, .5), new Codes(.6, 1, .5));
    private static final MunitProbes BARE =
            new MunitProbes(new Codes(.7, .8, .3), new Codes(.7, .6, .5), new Codes(.6, 1, .5));

    /** Seeds differ by .01. */
    private static MunitScores scores(double validity, double edges, double diversity, double hit, int seed) {
        double d = .01 * (seed - 1);
        MunitScores.Swap swap = new MunitScores.Swap(.1 + d, .2 + d, .8, .2, .9 + d, .05, .7 + d, .3);
        MunitScores.Guided guided = new MunitScores.Guided(hit + d, .1, .2);
        return new MunitScores(
                validity + d,
                9,
                .5,
                edges + d,
                .9 - edges,
                diversity + d,
                diversity / 2 + d,
                guided,
                .5 + d,
                .05,
                .1,
                swap,
                171);
    }

    private static Map<MunitArm, List<MunitClaims.Run>> emoji() {
        Map<MunitArm, List<MunitClaims.Run>> runs = new EnumMap<>(MunitArm.class);
        for (MunitArm arm : MunitArm.values()) {
            double diversity = arm == MunitArm.NO_RECON_S ? .02 : .2, edges = arm == MunitArm.NO_RECON_C ? .3 : .1;
            runs.put(
                    arm,
                    IntStream.range(0, 3)
                            .mapToObj(seed -> new MunitClaims.Run(
                                    scores(.8, edges, diversity, .3, seed),
                                    arm == MunitArm.NO_CONTENT_NORM ? BARE : PROBES))
                            .toList());
        }
        return runs;
    }

    private static Map<MunitArm, List<MunitGlyphScores>> glyphs() {
        MunitGlyphScores one = new MunitGlyphScores(.9, .8, .1, .05, .07, .06, .08, .075, .04, .9, .1, 229);
        return Map.of(MunitArm.BASE, List.of(one, one, one), MunitArm.CYCLE, List.of(one, one, one));
    }

    private static List<ClaimTable.Row> rows() {
        return MunitClaims.of(emoji(), glyphs(), new MunitClaims.Fixed(.4, .1), "abc");
    }

    private static ClaimTable.Row row(String id, String arm) {
        return rows().stream()
                .filter(r -> r.claim().id().equals(id) && r.claim().arm().startsWith(arm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theArmsNameTellsTheClaimedSide() throws Exception {
        rows().forEach(row ->
                assertEquals(row.better(), row.claim().better(), row.claim().arm()));
    }

    @Test
    void everyClaimHasRowsWithNamesOfTheirOwn() {
        assertEquals(
                List.of("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10"),
                rows().stream().map(r -> r.claim().id()).distinct().toList());
        ClaimTable table = new ClaimTable();
        rows().forEach(r -> table.add(r.claim())); // refuses two of one name
        assertEquals(rows().size(), table.claims().size());
    }

    @Test
    void aVerdictComesFromTheIntervalAndTheClaimedSide() {
        ClaimTable.Row diversity = row("M3", "diversity of all outputs: base");
        assertEquals(.2, diversity.claim().value(), 1e-9);
        assertEquals(.02, diversity.claim().baseline(), 1e-9);
        assertEquals(Claim.Verdict.HOLDS, diversity.verdict());
        assertEquals(
                Claim.Verdict.HOLDS,
                row("M5", "edge error: base; baseline: without L_c").verdict());
        assertEquals(
                Claim.Verdict.UNDECIDED,
                row("M5", "edge error: base; baseline: without L_x").verdict());
        assertEquals(.7, row("M8", "probe, colour").claim().baseline(), 1e-9);
        assertEquals(
                .6, row("M2", "probe, domain from the content code").claim().value(), 1e-9);
        assertEquals(
                Claim.Verdict.UNDECIDED,
                row("M6", "validity: l_gan = 4; baseline: 1").verdict());
        assertEquals(
                Claim.Verdict.HOLDS,
                row("M10", "colours of the style image after swapping only beta; baseline: only gamma")
                        .verdict());
        ClaimTable.Row glyph = row("M4", "L1 (glyphs), style of the true family; baseline: of another");
        assertEquals(229, glyph.claim().n());
        assertEquals(.07, glyph.claim().baseline(), 1e-9);
    }

    @Test
    void aMissingArmIsNamed() {
        Map<MunitArm, List<MunitClaims.Run>> some = emoji();
        some.remove(MunitArm.STYLE_NORM);
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> MunitClaims.of(some, glyphs(), new MunitClaims.Fixed(.4, .1), "abc"));
        assertTrue(e.getMessage().contains("style-norm"), e.getMessage());
    }
}
