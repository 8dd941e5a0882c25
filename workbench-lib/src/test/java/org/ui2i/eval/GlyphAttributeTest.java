package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.tensor.Tensors;

class GlyphAttributeTest {
    /** Rows of ink: # all, + half, . none. */
    private static Images letter(String... rows) {
        float[] values = new float[rows.length * rows[0].length()];
        for (int p = 0; p < values.length; p++) {
            char c = rows[p / rows[0].length()].charAt(p % rows[0].length());
            values[p] = c == '#' ? -1 : c == '+' ? 0 : 1;
        }
        return new Images(values, 1, 1, rows.length, rows[0].length());
    }

    private static double slant(String... rows) {
        return GlyphAttribute.SLANT.of(letter(rows))[0];
    }

    @Test
    void theWeightIsTheShareOfInk() {
        assertArrayEquals(new double[] {2.5 / 9}, GlyphAttribute.WEIGHT.of(letter("#..", "#..", "+..")), 1e-9);
        Images beyond = new Images(new float[] {-3, 2}, 1, 1, 1, 2);
        assertEquals(.5, GlyphAttribute.WEIGHT.of(beyond)[0], 1e-9, "what lies outside is cut");
    }

    @Test
    void theSlantByHand() {
        assertEquals(0, slant(".#.", ".#.", ".#."), 1e-9);
        assertEquals(1, slant("..#", ".#.", "#.."), 1e-9);
        assertEquals(-1, slant("#..", ".#.", "..#"), 1e-9);
        assertEquals(0, slant("...", "...", "..."), 1e-9, "no ink");
        assertEquals(0, slant("...", "###", "..."), 1e-9, "one row");
        // i' = 2/3, j' = 4/3; the sums: (-2/3)(2/3) + (4/3)(-4/3)/2 = -4/3 and 4/9 + 16/18 = 4/3
        assertEquals(1, slant("..#", "...", "+.."), 1e-9);
    }

    /** Each row one column more to the right than the one below: 1 more, whatever the letter. */
    @Test
    void aShearAddsItself() {
        double upright = slant("###...", "..#...", ".#....", "###...");
        double sheared = slant("...###", "....#.", "..#...", "###...");
        assertEquals(upright + 1, sheared, 1e-9);
        assertTrue(upright > 0, "a z has some slant of its own");
    }

    @Test
    void boldHasMoreInkAndItalicMoreSlant() {
        for (GlyphAttribute attribute : GlyphAttribute.values()) {
            TruePairs pairs = Datasets.labelled("glyph-cuts").truth("regular", attribute.label(), Split.VAL);
            double[] regular = attribute.of(Images.of(pairs.a())), more = attribute.of(Images.of(pairs.b()));
            assertTrue(Scores.mean(more) > Scores.mean(regular) + 0.01, attribute + " of " + attribute.label());
            assertEquals(attribute, attribute.other().other());
        }
        try (NDManager scope = Tensors.scope()) {
            assertThrows(
                    IllegalArgumentException.class, () -> GlyphAttribute.SLANT.of(scope.zeros(new Shape(1, 3, 4, 4))));
        }
    }
}
