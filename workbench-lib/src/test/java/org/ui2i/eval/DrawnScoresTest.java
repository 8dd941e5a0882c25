package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;

class DrawnScoresTest {
    private static final TruePairs TRUTH =
            Datasets.emojiEdges("noto").size(16).truth(Split.TEST).take(0, 1, 2, 3, 4, 5);

    /** Tells emoji from their drawings. */
    private static Judge judge() {
        Map<String, Images> sides =
                new TreeMap<>(Map.of(EmojiJudges.EMOJI, Images.of(TRUTH.b()), EmojiJudges.OTHER, Images.of(TRUTH.a())));
        return Judge.betweenImages(Judge.Config.usual(1).withSteps(60).withFeatures(8), sides);
    }

    @Test
    void copiedDrawingsAreFarAndNoEmoji() {
        Judge judge = judge();
        DrawnScores copied = DrawnScores.of(TRUTH, x -> x, judge);
        double l1 = Scores.mean(Scores.l1Each(Images.of(TRUTH.a()), Images.of(TRUTH.b())));
        assertEquals(l1, copied.l1(), 1e-6);
        assertTrue(copied.valid() < 0.5, "drawings taken for emoji: " + copied);
        assertEquals(6, copied.n());
    }

    @Test
    void aBlankPageHasNoGradientAndLacksAllEdges() {
        DrawnScores blank = DrawnScores.of(TRUTH, x -> x.onesLike(), judge());
        assertEquals(0, blank.sharpness(), 1e-9);
        double ink = 1 - (1 + Scores.mean(each(Images.of(TRUTH.a())))) / 2;
        assertEquals(ink, blank.edges(), 1e-4, "a blank page's edges are a blank page");
    }

    private static double[] each(Images x) {
        double[] all = new double[x.values().length];
        for (int i = 0; i < all.length; i++) {
            all[i] = x.values()[i];
        }
        return all;
    }

    @Test
    void theTruthIsNearestAndAsSharp() {
        EmojiJudges judges = new EmojiJudges(
                new TestedJudge("valid", judge(), 1, 6), new TestedJudge("group, not asked", judge(), 1, 6));
        DrawnScores truth = DrawnScores.ofTruth(TRUTH, judges);
        assertEquals(0, truth.l1(), 1e-9);
        assertEquals(1, truth.sharpness(), 1e-9);
        assertEquals(0, truth.edges(), 1e-3);
        assertTrue(truth.valid() > 0.5, "emoji taken for others: " + truth);
    }
}
