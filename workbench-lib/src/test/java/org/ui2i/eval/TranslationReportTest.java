package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;
import org.ui2i.eval.TranslationReport.Method;
import org.ui2i.eval.TranslationReport.Row;
import org.ui2i.tensor.Tensors;

class TranslationReportTest {
    private static UnpairedImages data;
    private static TruePairs truth;
    private static Judges judges;
    private static TranslationReport report;

    @BeforeAll
    static void judgeTheIdentity() {
        data = Datasets.glyphStyles("regular", "bold-italic").size(32);
        truth = data.truth(Split.VAL);
        judges = Judges.of(data, new Judge.Config(60, 32, 2e-3, 8, 1, 5, 0));
        report = TranslationReport.of(truth, x -> x, x -> x, judges);
    }

    private static Row row(String direction, Method method) {
        Row row = report.row(direction, method);
        assertNotNull(row, method.toString());
        return row;
    }

    @Test
    void doingNothingScoresAsTheInput() {
        Row model = row("A to B", Method.MODEL), input = row("A to B", Method.INPUT);
        assertEquals(input.l1().mean(), model.l1().mean(), 1e-9);
        assertEquals(input.ssim(), model.ssim(), 1e-9);
        assertEquals(input.domain(), model.domain(), 1e-9);
        assertEquals(row("B to A", Method.INPUT).l1().mean(), model.l1().mean(), 1e-9, "the same pairs");
    }

    @Test
    void theBaselinesAreWhatTheySay() {
        Row truthRow = row("A to B", Method.TRUTH);
        assertEquals(0, truthRow.l1().mean());
        assertEquals(1, truthRow.ssim(), 1e-9);
        assertEquals(1, truthRow.sharpness(), 1e-9);
        Row blur = row("A to B", Method.BLUR);
        assertTrue(blur.l1().mean() <= row("A to B", Method.INPUT).l1().mean());
        assertEquals(Blur.best(Images.of(truth.a()), Images.of(truth.b())).sigma(), blur.sigma());
        assertEquals(10, report.rows().size());
    }

    @Test
    void theMeanOfTheTargetsImagesByHand() {
        ImageSet letters = data.b().where("content", "Q"),
                item = truth.b().where("content", "Q").take(0);
        float[] expected = new float[32 * 32];
        try (NDManager scope = Tensors.scope()) {
            float[] all = letters.all(scope).toFloatArray();
            for (int i = 0; i < all.length; i++) {
                expected[i % 1024] += all[i] / letters.size();
            }
        }
        Images mean = judges.means(Judges.B, List.of("Q"), Images.of(item));
        assertArrayEquals(expected, mean.values(), 1e-5f);
        assertNull(judges.means(Judges.B, List.of("no such letter"), Images.of(item)));
    }

    @Test
    void evenAShortTrainingTellsTheCutsApartBetterThanChance() {
        Row real = row("A to B", Method.TRUTH), input = row("A to B", Method.INPUT);
        assertTrue(real.domain() > .7, "real bold italics taken for B: " + real.domain());
        assertTrue(input.domain() < .3, "regulars taken for B: " + input.domain());
        assertTrue(real.content() > 5.0 / 52, "letters read: " + real.content());
        assertEquals(52, judges.content().classes().size(), "c and C are two classes");
    }

    @Test
    void equalSeedsGiveEqualJudges() {
        Judge.Config config = new Judge.Config(3, 8, 1e-3, 4, 1, 9, 0);
        ImageSet some = data.a().take(0, 1, 2, 3, 52, 53, 54, 55);
        ImageSet other = data.b().take(0, 1, 2, 3, 52, 53, 54, 55);
        Judge one = Judge.between(config, both(some, other));
        Judge two = Judge.between(config, both(some, other));
        assertEquals(one.verdicts(Images.of(truth.a())), two.verdicts(Images.of(truth.a())));
    }

    private static Map<String, ImageSet> both(ImageSet a, ImageSet b) {
        return new TreeMap<>(Map.of("A", a, "B", b));
    }

    @Test
    void aSingleClassIsNoQuestion() {
        Judge.Config config = Judge.Config.usual(1);
        ImageSet letters = data.a().where("content", "A");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Judge.of(config, "content", letters))
                .getMessage()
                .contains("[A]"));
    }

    @Test
    void textAndCsvHoldEveryRow() {
        assertEquals(11, report.csv().lines().count());
        assertTrue(report.text().contains("truth (judges' accuracy)"), report.text());
        assertTrue(report.csv().startsWith("direction,method,l1,"));
    }
}
