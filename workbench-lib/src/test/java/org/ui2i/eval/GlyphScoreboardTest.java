package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ui2i.data.GlyphProtocol;
import org.ui2i.tensor.Tensors;

/** The baselines against those that a separate program (numpy) computed from the atlas and the list of items. */
class GlyphScoreboardTest {
    private static final GlyphProtocol TEST = GlyphProtocol.test(32);
    private static GlyphScoreboard board;
    private static List<GlyphScore> baselines;

    @BeforeAll
    static void score() { // with a judge that has learnt nothing: the other columns do not need it
        Judge judge = Judge.of(
                Judge.Config.usual(1).withSteps(1), "content", TEST.source().take(0, 1, 2, 3));
        board = new GlyphScoreboard(TEST, new TestedJudge("none", judge, 0, 0));
        baselines = board.baselines();
    }

    private static GlyphScore row(String arm, int k, boolean heldOut) {
        return baselines.stream()
                .filter(row -> row.arm().equals(arm) && row.shots() == k && row.heldOut() == heldOut)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "copy content, 0, 0.0719, 3.1, 13.1",
        "mean source glyph, 0, 0.0855, 2.8, 11.6",
        "median source glyph, 0, 0.0694, 1.6, 13.4",
        "nearest source font, 1, 0.0632, 20.6, 46.6",
        "nearest source font, 5, 0.0562, 22.2, 53.4",
        "nearest source font, 10, 0.0547, 22.8, 52.8",
        "mean of 5 nearest, 1, 0.0613, 20.3, 46.6",
        "mean of 5 nearest, 5, 0.0531, 25.6, 57.8",
        "mean of 5 nearest, 10, 0.0509, 30.0, 57.8",
    })
    void baselinesAreThoseComputedApart(String arm, int k, double l1, double top1, double top5) {
        GlyphScore row = row(arm, k, false);
        assertEquals(320, row.n());
        assertEquals(l1, row.l1().mean(), 0.00011, row::toString);
        assertEquals(top1, 100 * row.top1().mean(), 0.32, row::toString); // one item
        assertEquals(top5, 100 * row.top5().mean(), 0.32, row::toString);
        assertTrue(
                row.top5().low() < row.top5().mean()
                        && row.top5().mean() < row.top5().high(),
                row::toString);
    }

    @Test
    void theTruthIsPerfectAndTheBestBlurIsNearerThanTheCopy() {
        for (boolean heldOut : new boolean[] {false, true}) {
            GlyphScore truth = row("true glyph", 0, heldOut);
            assertEquals(0, truth.l1().mean(), 1e-9);
            assertEquals(1, truth.ssim(), 1e-6);
            assertEquals(1, truth.sharpness(), 1e-9);
            assertTrue(truth.top1().mean() > 0.95, truth::toString); // two cuts may share a glyph
            GlyphScore copy = row("copy content", 0, heldOut), blurred = row("blurred copy", 0, heldOut);
            assertTrue(blurred.l1().mean() <= copy.l1().mean() && blurred.sharpness() <= copy.sharpness());
        }
    }

    @Test
    void aTranslatorSeesTheContentAndItsFontsGlyphs() {
        List<Shape> shapes = new ArrayList<>();
        List<GlyphScore> rows = board.score("copy", (x, y) -> {
            shapes.add(y.getShape());
            return x;
        });
        assertEquals(6, rows.size());
        assertEquals(new Shape(10, 1, 1, 32, 32), shapes.get(0));
        assertEquals(new Shape(10, 10, 1, 32, 32), shapes.get(64));
        for (GlyphScore row : rows) {
            GlyphScore copy = row("copy content", 0, row.heldOut());
            assertEquals(copy.l1(), row.l1());
            assertEquals(copy.top5(), row.top5());
            assertEquals(copy.n(), row.n());
        }
        assertEquals(
                List.of(1, 5, 10, 1, 5, 10),
                rows.stream().map(GlyphScore::shots).toList());
        String text = GlyphScore.text(rows);
        assertTrue(text.contains("held out") && text.lines().count() == 7, text);
    }

    @Test
    void classImagesLieBesideTheirContent() {
        List<float[]> thirdOfSecond = new ArrayList<>();
        board.score("third", (x, y) -> {
            if (y.getShape().get(1) == 5 && thirdOfSecond.isEmpty()) {
                thirdOfSecond.add(y.get(new NDIndex("1, 2")).toFloatArray());
            }
            return x;
        });
        try (NDManager scope = Tensors.scope()) { // the second line's third letter: 1,g,sDZNqRJurc
            NDArray z = TEST.gallery("Z").tensor(scope, 0);
            assertArrayEquals(z.toFloatArray(), thirdOfSecond.get(0));
        }
    }

    @Test
    void anotherSizeIsRefused() {
        String text = assertThrows(IllegalArgumentException.class, () -> board.score("half", (x, y) -> x.get(":5")))
                .getMessage();
        assertTrue(text.contains("(5, 1, 32, 32)") && text.contains("(10, 1, 32, 32)"), text);
    }
}
