package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;

class FeatureReportTest {
    private static final Features PIXELS =
            new Features("the identity", "pixels", x -> x.reshape(x.getShape().get(0), -1));
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images(int n, float mean) {
        return manager.randomNormal(new Shape(n, 1, 1, 2)).add(mean);
    }

    @Test
    void everyScoreLiesBetweenItsReferences() {
        NDArray real = images(400, 0), outputs = images(200, 2), inputs = images(300, 5);
        FeatureReport report = FeatureReport.of(PIXELS, real, outputs, inputs, 1);
        assertEquals(report, FeatureReport.of(PIXELS, real, outputs, inputs, 1), "seeded");
        FeatureScore fid = report.fid();
        assertEquals(200, fid.n(), "equally many on each side");
        assertEquals(2, fid.d());
        assertEquals(8, fid.value(), 2, "means 2 apart in two dimensions");
        assertEquals(0, fid.floor().value(), .2);
        assertEquals(50, fid.ceiling().value(), 6);
        for (FeatureScore score : List.of(fid, report.kid(), report.density(), report.coverage())) {
            assertTrue(
                    score.floor().value() < score.value()
                            && score.value() < score.ceiling().value(),
                    score.line());
        }
        assertEquals(1, report.density().ceiling().value(), .2);
        assertEquals("untranslated input", report.density().floor().what());
    }

    @Test
    void theLineNamesWhatTheScoreDependsOn() {
        FeatureScore score = new FeatureScore(
                "FID",
                "letter net",
                "layer before the last",
                64,
                2000,
                3.1,
                new FeatureScore.Reference(.4, "real against real"),
                new FeatureScore.Reference(25, "untranslated input"));
        assertEquals(
                "FID with features of letter net (layer before the last, 64-d, n = 2000): 3.10,"
                        + " floor 0.400 (real against real), ceiling 25.0 (untranslated input)",
                score.line());
        FeatureReport few = FeatureReport.of(PIXELS, images(30, 0), images(15, 0), images(15, 0), 1);
        assertTrue(few.fid().line().contains("n = 15, few: below 10 d"), few.text());
        assertEquals(4, few.text().lines().count());
    }

    @Test
    void tooFewImagesAndWrongFeaturesAreNamed() {
        NDArray five = images(5, 0), many = images(50, 0);
        assertThrows(IllegalArgumentException.class, () -> FeatureReport.of(PIXELS, many, five, many, 1));
        Features maps = new Features("the identity", "pixels", x -> x);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> maps.of(five))
                .getMessage()
                .contains("(N, d)"));
    }

    @Test
    void diversityLiesBetweenNoneAndThatOfRealPairs() {
        NDArray x = images(3, 0), same = x.repeat(0, 2);
        FeatureScore none = FeatureScore.diversity(PIXELS, same, 2, images(40, 0), 1);
        assertEquals(0, none.value(), 1e-9);
        assertEquals(6, none.n());
        assertEquals(1.77, none.ceiling().value(), .8, "E |x - y| of standard normals in the plane is sqrt pi");
        assertTrue(none.line().contains("one output for all styles"), none.line());
    }

    @Test
    void aTestedJudgePrintsItsOwnAccuracy() {
        ImageSet letters = Datasets.glyphFonts(Split.VAL, 32).where("content", "I", "W");
        Judge.Config config = new Judge.Config(20, 16, 3e-3, 4, 1, 5, 0);
        Judge judge = Judge.of(config, "content", letters);
        TestedJudge tested = TestedJudge.of("letter judge", judge, letters, "content");
        assertEquals(40, tested.n());
        NDArray x = letters.tensor(manager, 0, 1), turned = letters.tensor(manager, 1, 0);
        List<String> expected = judge.verdicts(x);
        String line = tested.line(x, expected, turned);
        assertTrue(line.contains("(2 classes, n = 2): 1.000, floor 0.000"), line);
        FeatureScore dipd = FeatureScore.dipd("letter judge", judge, x, x);
        assertEquals(0, dipd.value(), 1e-6);
        assertTrue(dipd.ceiling().value() > .1, dipd.line());
        assertEquals(
                dipd.ceiling().value(),
                FeatureScore.dipd("letter judge", judge, x, turned).value(),
                1e-6);
    }
}
