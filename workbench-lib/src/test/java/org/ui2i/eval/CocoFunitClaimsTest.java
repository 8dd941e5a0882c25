package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.Claim.Verdict;
import org.ui2i.models.CocoFunitArm;

class CocoFunitClaimsTest {
    /** Two items of two fonts. */
    private static PlacedScores scores(double kept, double codeSpread) {
        return new PlacedScores(
                List.of(new PlacedScores.Item(0, kept, 0.5, 0.1, 1), new PlacedScores.Item(1, kept + 0.1, 0.5, 0.2, 9)),
                codeSpread,
                0.2);
    }

    private static List<PlacedScores> seeds(double kept, double codeSpread) {
        return List.of(
                scores(kept, codeSpread), scores(kept + 0.01, codeSpread - 0.01), scores(kept - 0.02, codeSpread));
    }

    private static ClaimTable.Row row(List<ClaimTable.Row> rows, String arm) {
        return rows.stream()
                .filter(row -> row.claim().arm().equals(arm))
                .findFirst()
                .orElseThrow(() -> new AssertionError(arm + " is not among "
                        + rows.stream().map(row -> row.claim().arm()).toList()));
    }

    @Test
    void armsAreHeldAgainstEachOtherSeedBySeed() {
        List<ClaimTable.Row> rows = CocoFunitClaims.of(
                Map.of(
                        CocoFunitArm.COCO, seeds(0.8, 0.1),
                        CocoFunitArm.NO_BIAS, seeds(0.8, 0.1),
                        CocoFunitArm.NO_CONTENT, seeds(0.9, 0.05)),
                seeds(0.5, 0.6),
                scores(0.95, 0),
                "abc");
        assertEquals(3 * 6 + 2, rows.size());
        ClaimTable.Row kept = row(rows, "IoU with the content, COCO-FUNIT; baseline: FUNIT");
        assertEquals(0.8 + 0.05 - 0.01 / 3, kept.claim().value(), 1e-9);
        assertEquals(0.5 + 0.05 - 0.01 / 3, kept.claim().baseline(), 1e-9);
        assertEquals(Verdict.HOLDS, kept.verdict());
        assertEquals(
                Verdict.HOLDS,
                row(rows, "code spread over crops, COCO-FUNIT; baseline: FUNIT").verdict());
        assertEquals(
                Verdict.REVERSED,
                row(rows, "code spread over crops, COCO-FUNIT; baseline: without the content's part")
                        .verdict());
        assertEquals(
                Verdict.UNDECIDED,
                row(rows, "L1, COCO-FUNIT; baseline: without the constant style bias")
                        .verdict());
        assertEquals(
                0.5,
                row(rows, "font top-5, COCO-FUNIT; baseline: copy content")
                        .claim()
                        .value());
        rows.forEach(r -> assertEquals(r.better(), r.claim().better(), r.claim().arm()));
    }

    @Test
    void aMissingArmIsNamed() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> CocoFunitClaims.of(
                        Map.of(CocoFunitArm.COCO, seeds(0.8, 0.1)), seeds(0.5, 0.6), scores(1, 0), ""));
        assertTrue(e.getMessage().contains("no-content"), e.getMessage());
    }
}
