package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.eval.PlacedScores.Measure;
import org.ui2i.tensor.Tensors;

class PlacedTestTest {
    private static final ImageSet GLYPHS = Datasets.glyphFonts(Split.TEST, 64).take(range(52 * 3));
    private static final ImageSet CONTENT =
            Datasets.glyphFonts(Split.TRAIN, 64).where("class", FewShotImages.CONTENT_FONT);
    private static final PlacedTest TEST = PlacedTest.of(GLYPHS, CONTENT, Datasets.PLACING, 32);

    private static int[] range(int n) {
        return java.util.stream.IntStream.range(0, n).toArray();
    }

    @Test
    void copyingTheContentKeepsAllInkAndHasNoSpread() {
        PlacedScores copied = TEST.score((x, y) -> x, (x, y) -> x);
        assertEquals(3 * 8 * 2, TEST.size());
        assertEquals(TEST.size(), copied.items().size());
        assertEquals(1, copied.of(Measure.KEPT));
        assertTrue(copied.of(Measure.STRUCTURE) < 0.9 && copied.of(Measure.STRUCTURE) > 0.1, copied.toString());
        assertEquals(0, copied.codeSpread());
        assertEquals(0, copied.outputSpread());
    }

    /** It shows another letter at another place, whose mean over the crops is nearly the same for all fonts. */
    @Test
    void copyingTheClassImageKeepsLittleAndSpreadsWithTheCrop() {
        PlacedScores copied = TEST.score((x, y) -> y.squeeze(1), (x, y) -> y.squeeze(1));
        assertTrue(copied.of(Measure.KEPT) < 0.35, copied.toString());
        assertTrue(copied.codeSpread() > 0.5, copied.toString());
        assertEquals(copied.codeSpread(), copied.outputSpread());
    }

    @Test
    void theTruthIsTheFontsOwnLetterAtTheContentsPlace() {
        try (NDManager scope = Tensors.scope()) {
            PlacedTest own =
                    PlacedTest.of(GLYPHS, GLYPHS.where("class", GLYPHS.text("class", 0)), Datasets.PLACING, 32);
            PlacedTest.Sheet sheet = own.sheet(scope, 3);
            assertEquals(sheet.contents().get(0), sheet.truth().get(0));
            assertNotEquals(sheet.contents().get(1), sheet.truth().get(1));
            assertEquals(sheet.contents().get(0), sheet.contents().get(1));
        }
    }

    /** Rows by crop of f = 2 groups; group means (1, 0) and (5, 0), mean 3: within 4 x 1, total 4 x 1 + 4 x 4. */
    @Test
    void theShareIsTheVarianceWithinGroups() {
        List<double[][]> crops = List.of(new double[][] {{1, 1}, {4, 0}}, new double[][] {{1, -1}, {6, 0}});
        assertEquals(4.0 / 20, PlacedTest.share(crops), 1e-12);
        List<double[][]> onlyCrops = List.of(new double[][] {{1}, {1}}, new double[][] {{3}, {3}});
        assertEquals(1, PlacedTest.share(onlyCrops));
        assertEquals(0, PlacedTest.share(List.of(new double[][] {{1}, {2}}, new double[][] {{1}, {2}})));
        assertEquals(0, PlacedTest.share(List.<double[][]>of(new double[][] {{1}, {1}})));
    }
}
