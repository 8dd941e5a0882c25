package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.LabelledImages;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;

class DomainTestTest {
    private static final LabelledImages CUTS = Datasets.labelled("glyph-cuts").size(16);
    private static final LabelledImages TONES = Datasets.labelled("hand-tones").size(16);
    private static final DomainTest LETTERS = DomainTest.of(CUTS, Split.VAL, judge(CUTS), null);

    private static TestedJudge judge(LabelledImages data) {
        Map<String, ImageSet> domains = new TreeMap<>();
        data.domains().forEach(name -> domains.put(name, data.images(name)));
        Judge judge = Judge.between(Judge.Config.usual(1).withSteps(30), domains);
        return new TestedJudge("a short judge", judge, Double.NaN, 0);
    }

    @Test
    void meansOfDirections() {
        DomainScores mean = DomainScores.mean(
                List.of(new DomainScores(.1, .5, Double.NaN, 10), new DomainScores(.3, 1, Double.NaN, 10)));
        assertEquals(.2, mean.l1(), 1e-9);
        assertEquals(.75, mean.domain(), 1e-9);
        assertEquals("L1 0.2000, domain 75.0 % (n 20)", mean.toString());
        assertEquals("L1 0.1000, domain 50.0 %, content 25.0 % (n 4)", new DomainScores(.1, .5, .25, 4).toString());
    }

    @Test
    void everyOrderedPairOfCutsIsTranslated() {
        assertEquals(12 * 7 * 52, LETTERS.size());
        assertEquals(12 * 122, LETTERS.every(3).size(), "images 0, 3, ..., 363");
        assertEquals(
                6 * 5 * 9, DomainTest.of(TONES, Split.TEST, judge(TONES), null).size());
        assertThrows(IllegalArgumentException.class, () -> DomainTest.of(CUTS, Split.VAL, judge(TONES), null));
    }

    @Test
    void theTruthOfADirectionIsTheSameLetterInTheOtherCut() {
        TruePairs pairs = CUTS.truth("italic", "bold", Split.VAL);
        double l1 = Scores.mean(Scores.l1Each(Images.of(pairs.a()), Images.of(pairs.b())));
        DomainScores copied = LETTERS.score("italic", "bold", (x, from, to) -> x);
        assertEquals(l1, copied.l1(), 1e-9);
        assertEquals(7 * 52, copied.n());
        assertEquals(0, LETTERS.ofTruth().l1(), 1e-9);
        assertEquals(LETTERS.untouched(), LETTERS.score((x, from, to) -> x));
        assertThrows(IllegalArgumentException.class, () -> LETTERS.score("italic", "heavy", (x, from, to) -> x));
    }

    @Test
    void aTranslatorIsToldBothLabels() {
        LETTERS.score("italic", "bold", (x, from, to) -> {
            assertArrayEquals(new float[] {0, 1}, from.toFloatArray());
            assertArrayEquals(new float[] {1, 0}, to.toFloatArray());
            return x;
        });
    }

    @Test
    void meanLettersAreBlurredAndEmojiHaveNone() {
        double means = LETTERS.means().l1();
        assertTrue(means > 0 && means < 0.3, "L1 " + means);
        DomainTest tones = DomainTest.of(TONES, Split.VAL, judge(TONES), null);
        assertThrows(IllegalArgumentException.class, tones::means);
    }

    @Test
    void contentsAreReadWhereThereIsAJudge() {
        Judge letters = Judge.of(Judge.Config.usual(2).withSteps(3), "content", CUTS.images("regular"));
        TestedJudge reader = new TestedJudge("an untrained reader", letters, Double.NaN, 0);
        double content = DomainTest.of(CUTS, Split.VAL, judge(CUTS), reader)
                .every(7)
                .untouched()
                .content();
        assertTrue(content >= 0 && content < 0.5, "read " + content);
        assertTrue(Double.isNaN(LETTERS.untouched().content()));
    }
}
