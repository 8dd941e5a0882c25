package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double[] FOUR = {0, 1, 2, 3};

    @Test
    void ranksOfEqualNumbersAreShared() {
        assertArrayEquals(new double[] {1, 3.5, 2, 3.5}, Trend.ranks(new double[] {-1, 7, 0, 7}));
    }

    @Test
    void theRankCorrelationAsksForOrderAlone() {
        assertEquals(1, Trend.spearman(FOUR, new double[] {0, .1, .2, 9}), 1e-12);
        assertEquals(-1, Trend.spearman(FOUR, new double[] {5, 4, 2, 1}), 1e-12);
        // ranks 1 2 3 4 and 1 3 2 4: 1 - 6 (1 + 1) / (4 (16 - 1))
        assertEquals(.8, Trend.spearman(FOUR, new double[] {0, 2, 1, 3}), 1e-12);
        // ranks 1 2 3 4 and 1.5 1.5 3.5 3.5: 4 / sqrt(5 * 4)
        assertEquals(4 / Math.sqrt(20), Trend.spearman(FOUR, new double[] {0, 0, 1, 1}), 1e-12);
        assertEquals(0, Trend.spearman(FOUR, new double[] {2, 2, 2, 2}));
        assertThrows(IllegalArgumentException.class, () -> Trend.spearman(FOUR, new double[] {1}));
    }

    @Test
    void equalStepsAreEvenAndASwitchIsNot() {
        assertEquals(0, Trend.unevenness(new double[] {1, 3, 5}), 1e-12);
        assertEquals(0, Trend.unevenness(new double[] {5, 3, 1}), 1e-12);
        // steps 0 0 0 0 1 0 0 0 0 0: mean .1, sd .3
        assertEquals(3, Trend.unevenness(new double[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}), 1e-12);
        // steps 1 3 (mean 2, sd 1) and 0 4 (mean 2, sd 2): (1 + 2) / (2 + 2)
        assertEquals(.75, Trend.unevenness(new double[] {0, 1, 4}, new double[] {0, 0, 4}), 1e-12);
        assertTrue(Double.isInfinite(Trend.unevenness(new double[] {0, 1, 0})));
        assertTrue(Double.isNaN(Trend.unevenness(new double[] {2, 2})));
        assertThrows(IllegalArgumentException.class, () -> Trend.unevenness(new double[] {1}));
    }
}
