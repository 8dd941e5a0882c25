package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlyphClaimsTest {
    private static GlyphScore score(String arm, int k, boolean heldOut, double l1, double top5) {
        Interval distance = new Interval(l1, l1 - .001, l1 + .001, 40);
        Interval found = new Interval(top5, top5 - .05, top5 + .05, 40);
        return new GlyphScore(arm, k, heldOut, 320, distance, .7, .93, found, found, .9);
    }

    private static List<GlyphScore> drawn() {
        List<GlyphScore> rows = new ArrayList<>();
        for (boolean heldOut : new boolean[] {false, true}) {
            for (int k : new int[] {1, 5, 10}) {
                rows.add(score("FUNIT", k, heldOut, .056, .46));
            }
        }
        return rows;
    }

    private static List<GlyphScore> baselines() {
        List<GlyphScore> rows = new ArrayList<>();
        for (boolean heldOut : new boolean[] {false, true}) {
            for (String arm :
                    List.of("copy content", "blurred copy", "mean source glyph", "median source glyph", "true glyph")) {
                rows.add(score(arm, 0, heldOut, .067, .12));
            }
            for (int k : new int[] {1, 5, 10}) {
                rows.add(score("nearest source font", k, heldOut, .054, .51));
                rows.add(score("mean of 5 nearest", k, heldOut, .050, .60));
            }
        }
        return rows;
    }

    private static ClaimTable.Row row(String arm) {
        return GlyphClaims.of(drawn(), baselines(), "abc").stream()
                .filter(r -> r.claim().arm().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void verdictsComeFromTheIntervalsOverFonts() {
        assertEquals(
                Claim.Verdict.HOLDS,
                row("L1, K = 5: FUNIT; baseline: copy content").verdict());
        assertEquals(
                Claim.Verdict.REVERSED,
                row("L1, K = 5: FUNIT; baseline: nearest source font").verdict());
        assertEquals(
                Claim.Verdict.UNDECIDED,
                row("font top-5, K = 5: FUNIT; baseline: the authors' code").verdict());
        assertEquals(
                Claim.Verdict.HOLDS,
                row("font top-5, K = 5: nearest source font; baseline: copy content")
                        .verdict());
        ClaimTable.Row letter = row("letter, K = 5: FUNIT; baseline: 0.9, the least");
        assertEquals(.93, letter.claim().value(), 1e-9);
        assertEquals(Claim.Verdict.NO_INTERVAL, letter.verdict());
        assertEquals(
                .67,
                10
                        * row("L1 on held-out letters, K = 5: FUNIT; baseline: copy content")
                                .claim()
                                .baseline(),
                1e-9);
    }

    @Test
    void rowsHaveNamesOfTheirOwnAndReadBack() {
        ClaimTable table = new ClaimTable();
        GlyphClaims.of(drawn(), baselines(), "abc").forEach(row -> table.add(row.claim())); // refuses a name twice
        assertTrue(table.claims().stream().allMatch(c -> c.id().equals("BOARD") && c.seeds() == 1));
    }

    @Test
    void aMissingBaselineIsNamed() {
        List<GlyphScore> some = baselines().stream()
                .filter(s -> !s.arm().equals("mean of 5 nearest"))
                .toList();
        Exception e = assertThrows(IllegalArgumentException.class, () -> GlyphClaims.of(drawn(), some, "abc"));
        assertTrue(e.getMessage().contains("mean of 5 nearest"), e.getMessage());
    }
}
