package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;

class MunitScoresTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array(Shape shape, float... values) {
        return Tensors.of(manager, values, shape);
    }

    @Test
    void theOutputsOfAnImageLieNextToEachOther() {
        Munit munit = new Munit(MunitConfig.tiny(), 1);
        NDArray a = Draws.seeded(2, 1, manager).noise(new Shape(3, 3, 16, 16)).tanh();
        NDArray styles = munit.styles(2, Draws.seeded(3, 1, manager));
        NDArray all = MunitScores.samples(munit, a, styles);
        assertEquals(new Shape(6, 3, 16, 16), all.getShape());
        NDArray one = munit.aToB(a.get("2:3"), styles.get("1:2"));
        assertArrayEquals(one.toFloatArray(), all.get("5:6").toFloatArray(), 1e-5f);
    }

    @Test
    void betasAndGammasAreTakenLayerByLayer() {
        NDArray betas = array(new Shape(1, 8), 1, 2, 3, 4, 5, 6, 7, 8); // 2 layers of 2 channels
        NDArray gammas = array(new Shape(1, 8), 10, 20, 30, 40, 50, 60, 70, 80);
        float[] expected = {1, 2, 30, 40, 5, 6, 70, 80};
        assertArrayEquals(expected, MunitScores.mixed(betas, gammas, 2).toFloatArray());
    }

    @Test
    void coloursAreNearerToOneImageOrTheOther() {
        Shape pixel = new Shape(1, 3, 1, 1);
        NDArray red = array(pixel, 1, -1, -1), blue = array(pixel, -1, -1, 1), orange = array(pixel, 1, -.6f, -1);
        assertEquals(1, MunitScores.nearer(orange, red, blue), 1e-9);
        assertEquals(0, MunitScores.nearer(orange, blue, red), 1e-9);
    }

    @Test
    void anUntrainedNetworkKeepsNothingAndHitsByChance() {
        TruePairs few = Datasets.emojiEdges("noto").size(16).truth(Split.VAL);
        EmojiJudges judges =
                EmojiJudges.of("noto", 16, Judge.Config.usual(1).withSteps(2).withFeatures(8));
        Features features = Features.of("group judge", judges.group().judge());
        MunitScores scores = MunitScores.of(new Munit(MunitConfig.tiny(), 1), few, judges, features);
        assertEquals(59, scores.n());
        double chance = 1.0 / MunitScores.REFERENCES;
        assertTrue(scores.guided().hit() <= 4 * chance, scores.toString());
        assertTrue(scores.found() <= .2, "it draws the same for all: " + scores);
        assertTrue(scores.recon() > .1 && scores.cycle() > .1, "grey is far from all images: " + scores);
        assertTrue(scores.validDiversity() <= scores.diversity(), scores.toString());
        assertEquals(scores.swap().edges(), scores.swap().otherEdges(), .05, "it draws the lines of neither");
    }

    @Test
    void partnersAreOtherLettersOfTheFamilyOrOfAnother() {
        ImageSet letters = Datasets.glyphStyles("regular", "bold-italic")
                .size(32)
                .truth(Split.VAL)
                .b();
        int[] items = IntStream.range(0, letters.size()).toArray();
        int[] kin = MunitGlyphScores.partners(letters, items, true);
        int[] strange = MunitGlyphScores.partners(letters, items, false);
        for (int i : items) {
            assertEquals(letters.text("class", i), letters.text("class", kin[i]));
            assertNotEquals(letters.text("class", i), letters.text("class", strange[i]));
            assertNotEquals(letters.text("content", i), letters.text("content", kin[i]));
            assertNotEquals(letters.text("content", i), letters.text("content", strange[i]));
        }
        assertThrows(
                IllegalArgumentException.class, () -> MunitGlyphScores.partners(letters.take(0), new int[] {0}, true));
    }
}
