package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Split;

class ChangeTestTest {
    private static final ChangeTest TEST = ChangeTest.glyphs(Split.VAL, 16);

    /** One row of ink, so that nothing slants. */
    private static Images row(float... values) {
        return new Images(values, 1, 1, 2, 2);
    }

    @Test
    void theScoresByHand() {
        Images x = row(1, 1, 1, 1), truth = row(-1, -1, 1, 1);
        List<Images> shares = List.of(row(1, .8f, 1, 1), row(0, .8f, 1, 1), row(-1, .8f, 1, 1));
        ChangeScores scores = ChangeScores.of(GlyphAttribute.WEIGHT, x, truth, shares);
        assertEquals(1, scores.rank(), 1e-9);
        assertEquals(0, scores.uneven(), 1e-6, "half a pixel of ink each");
        assertEquals(.1 / 4, scores.kept(), 1e-6);
        assertEquals(1.1 / 4, scores.changed(), 1e-6);
        assertEquals(1.1 / 4, scores.moved(), 1e-6);
        assertEquals(0, scores.drift(), 1e-6);
        assertEquals(.9 / 4, scores.l1(), 1e-6);
        // squared differences across and down, in [0, 1]: ends .01 + .01 and .81 + 1 + .01, middle .16 + .25 + .01
        assertEquals(.42 / ((.02 + 1.82) / 2), scores.halfway(), 1e-5);
        assertEquals(1, scores.n());
    }

    @Test
    void doingNothingKeepsAllAndMovesNothing() {
        ChangeScores copied = TEST.score(GlyphAttribute.SLANT, (x, v) -> x);
        assertEquals(0, copied.rank(), 1e-9);
        assertEquals(0, copied.kept(), 1e-9);
        assertEquals(0, copied.moved(), 1e-9);
        assertEquals(1, copied.halfway(), 1e-6);
        assertTrue(copied.l1() > 0.01, copied.toString());
        assertEquals(73, copied.n(), "every fifth of 7 x 52");
    }

    @Test
    void theChangeIsOfTheAskedAttributeByShares() {
        ChangeScores paler =
                TEST.score(GlyphAttribute.WEIGHT, (x, v) -> less(x, v.get(0).getFloat(0)));
        assertEquals(-1, paler.rank(), 1e-9);
        assertEquals(0, paler.uneven(), 1e-3);
        ChangeScores slant =
                TEST.score(GlyphAttribute.SLANT, (x, v) -> less(x, v.get(0).getFloat(0)));
        assertEquals(0, slant.changed(), 1e-6, "no weight was asked for");
    }

    private static NDArray less(NDArray x, float share) {
        return x.sub(1f).mul(1 - share / 2).add(1f);
    }

    /** A fade is even and in order in every respect but one: halfway its edges are soft. */
    @Test
    void aFadeOfTheTruthIsEvenAndSoft() {
        for (GlyphAttribute asked : GlyphAttribute.values()) {
            ChangeScores truth = TEST.ofTruth(asked);
            assertEquals(0, truth.kept(), 1e-6);
            assertEquals(0, truth.l1(), 1e-6);
            assertTrue(truth.rank() > 0.5, truth.toString());
            assertTrue(truth.halfway() < 0.97, truth.toString());
            assertTrue(truth.moved() > 0.01, truth.toString());
        }
        ChangeScores own =
                TEST.faded(GlyphAttribute.WEIGHT, (x, v) -> less(x, v.get(0).getFloat(0)));
        assertEquals(-1, own.rank(), 1e-9);
        assertEquals(0, own.uneven(), 1e-3);
    }
}
