package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;

class TwoWayScoresTest {
    private static final TruePairs TRUTH = Datasets.glyphStyles("regular", "bold-italic")
            .size(16)
            .truth(Split.TEST)
            .take(0, 1, 2, 3, 60, 61, 62, 63);

    private static double apart() {
        return Scores.mean(Scores.l1Each(Images.of(TRUTH.a()), Images.of(TRUTH.b())));
    }

    @Test
    void theUntouchedInputIsItsDistanceAndComesBack() {
        TwoWayScores input = TwoWayScores.of(TRUTH, x -> x, x -> x, null);
        assertEquals(apart(), input.l1(), 1e-6, "the same in both directions");
        assertEquals(0, input.cycle(), 1e-9);
        double there = Scores.sharpness(Images.of(TRUTH.a()), Images.of(TRUTH.b()));
        assertEquals((there + 1 / there) / 2, input.sharpness(), 1e-6);
        assertTrue(Double.isNaN(input.domain()) && Double.isNaN(input.content()), "nobody judged");
        assertEquals(8, input.n());
    }

    /** White paper for everything: the round trip of an image is as far as the image is from white. */
    @Test
    void eachNumberIsTheMeanOfBothDirections() {
        TwoWayScores white = TwoWayScores.of(TRUTH, x -> x.onesLike(), x -> x.onesLike(), null);
        double inkA = ink(Images.of(TRUTH.a())), inkB = ink(Images.of(TRUTH.b()));
        assertTrue(Math.abs(inkA - inkB) > 1e-3, "choose letters that differ");
        assertEquals((inkA + inkB) / 2, white.l1(), 1e-6);
        assertEquals((inkA + inkB) / 2, white.cycle(), 1e-6);
        assertEquals(0, white.sharpness(), 1e-9);
    }

    private static double ink(Images x) {
        double sum = 0;
        for (float value : x.values()) {
            sum += (1 - value) / 2;
        }
        return sum / x.values().length;
    }

    @Test
    void blurringIsNotWorseThanTheInput() {
        assertTrue(TwoWayScores.blurred(TRUTH) <= apart() + 1e-9);
    }
}
