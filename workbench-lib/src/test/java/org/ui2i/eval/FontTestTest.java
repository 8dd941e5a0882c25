package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.eval.FontScores.Measure;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class FontTestTest {
    private static final int FONTS = 10;
    private static final ImageSet GLYPHS = Datasets.glyphFonts(Split.TEST, 32)
            .take(IntStream.range(0, FONTS * 52).toArray());
    private static final Judge JUDGE = Judge.of(Judge.Config.usual(1).withSteps(2), "content", GLYPHS);
    private static final FontTest TEST = FontTest.of(GLYPHS, GLYPHS.where("class", GLYPHS.text("class", 0)), JUDGE)
            .letters("AG");

    private static NDArray truth(NDArray like, String letter) {
        return GLYPHS.where("content", letter).all(like.getManager());
    }

    /** Answers letter after letter, as the test asks. */
    private static FewShotTranslator oracle() {
        int[] asked = {0};
        return (x, y) -> truth(x, "AG".substring(asked[0]++, asked[0]));
    }

    @Test
    void theTruthHasNoErrorAndIsFoundAtOnce() {
        FontScores scores = TEST.score(oracle(), 3);
        assertEquals(20, scores.items().size());
        assertEquals(20, TEST.size());
        assertEquals(0, scores.of(Measure.L1));
        assertEquals(1, scores.of(Measure.TOP1));
        assertEquals(1, scores.sharpness(), 1e-9);
    }

    @Test
    void oneDrawingForAllFontsIsNearestToOneOfThem() {
        FontScores copies = TEST.score((x, y) -> x, 1);
        assertEquals(0.1, copies.of(Measure.TOP1), 1e-9);
        assertEquals(0.5, copies.of(Measure.TOP5), 1e-9);
        assertEquals(0, copies.items().get(0).l1()); // the contents are the first font's
        assertTrue(copies.items().get(1).l1() > 0.01);
    }

    @Test
    void swappedRolesAreToldApart() {
        FontSwap copies = TEST.swap((x, y) -> x, 5);
        assertEquals(1, copies.contentFont());
        assertTrue(copies.classFont() < 0.8, copies.toString());
        FontSwap truth = TEST.swap(oracle(), 5);
        assertEquals(1, truth.classFont());
    }

    @Test
    void classImagesAreTheFirstLettersOfEachFont() {
        try (NDManager scope = Tensors.scope()) {
            NDArray y = TEST.classImages(scope, 3);
            assertEquals(new Shape(FONTS, 3, 1, 32, 32), y.getShape());
            String font = GLYPHS.text("class", 2 * 52);
            NDArray second = GLYPHS.where("class", font).where("content", "Q").all(scope);
            assertEquals(second, y.get(new NDIndex("2, 1:2")));
        }
        assertThrows(IllegalArgumentException.class, () -> TEST.letters("AH")); // H is a class letter
    }

    @Test
    void theThreeMeansAgreeWhereTheyMust() {
        FunitGenerator gen = new FunitGenerator(FunitConfig.tiny(), Weights.seeded(1, Init.KAIMING));
        try (NDManager scope = Tensors.scope()) {
            NDArray x = Draws.seeded(1, 1, scope).noise(new Shape(2, 1, 32, 32)).tanh();
            NDArray one =
                    Draws.seeded(2, 1, scope).noise(new Shape(2, 1, 1, 32, 32)).tanh();
            NDArray same = one.repeat(1, 4);
            NDArray two = one.concat(one.neg(), 1);
            for (FewShotTranslator method : List.of(
                    FunitScores.method(gen), FunitScores.codeOfMeanImage(gen), FunitScores.meanOfOutputs(gen))) {
                NDArray alone = Grad.off(() -> FunitScores.method(gen).translate(x, one));
                assertEquals(0, apart(alone, Grad.off(() -> method.translate(x, same))), 1e-4);
            }
            NDArray codes = Grad.off(() -> FunitScores.method(gen).translate(x, two));
            assertTrue(
                    apart(codes, Grad.off(() -> FunitScores.codeOfMeanImage(gen).translate(x, two))) > 1e-3);
            NDArray outputs = Grad.off(() -> FunitScores.meanOfOutputs(gen).translate(x, two));
            NDArray byHand = Grad.off(() -> FunitScores.method(gen)
                    .translate(x, one)
                    .add(FunitScores.method(gen).translate(x, one.neg()))
                    .div(2f));
            assertEquals(0, apart(byHand, outputs), 1e-5);
        }
    }

    private static double apart(NDArray a, NDArray b) {
        return a.sub(b).abs().max().getFloat();
    }
}
