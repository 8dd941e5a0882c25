package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;

class ColoursTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    /** A picture of n pixels in a row: all reds, then greens, then blues, in [0, 1]. */
    private NDArray picture(double... planes) {
        float[] values = new float[planes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * planes[i] - 1);
        }
        return Tensors.of(manager, values, new Shape(1, 3, 1, planes.length / 3));
    }

    @Test
    void theMeanCountsAPixelByHowFarItIsFromWhite() {
        // red (weight 1), white (0), grey .5 (weight .5)
        NDArray x = picture(1, 1, .5, 0, 1, .5, 0, 1, .5);
        assertArrayEquals(
                new float[] {1.25f / 1.5f, .25f / 1.5f, .25f / 1.5f},
                Colours.mean(x).toFloatArray(),
                1e-6f);
        assertArrayEquals(new float[] {1, 1, 1}, Colours.mean(picture(1, 1, 1)).toFloatArray());
    }

    @Test
    void theHistogramByHand() {
        // black lies on the bin (0, 0, 0); (.5, 0, 0) between (1, 0, 0) and (2, 0, 0); white counts nothing
        float[] h = Colours.histogram(picture(0, .5, 1, 0, 0, 1, 0, 0, 1)).toFloatArray();
        float[] expected = new float[64];
        expected[0] = .5f;
        expected[16] = .25f;
        expected[32] = .25f;
        assertArrayEquals(expected, h, 1e-6f);
        assertArrayEquals(new float[64], Colours.histogram(picture(1, 1, 1)).toFloatArray(), 1e-6f);
    }

    @Test
    void placesDoNotMatterAndColoursDo() {
        NDArray x = picture(1, 1, 0, 1, 0, 1), turned = picture(1, 1, 1, 0, 1, 0); // red and white, white and red
        NDArray green = picture(0, 1, 1, 1, 0, 1);
        NDArray references = green.concat(x, 0);
        assertArrayEquals(
                new int[] {1}, Colours.hits(turned, references, new int[] {1}).ranks());
        assertArrayEquals(
                new int[] {2}, Colours.hits(turned, references, new int[] {0}).ranks());
        assertThrows(IllegalArgumentException.class, () -> Colours.mean(manager.ones(new Shape(1, 1, 2, 2))));
    }

    @Test
    void softenedEmojiStillFindTheirOwn() {
        ImageSet emoji = Datasets.emojiEdges("noto").truth(Split.VAL).b();
        NDArray references = emoji.take(0, 5, 10, 15, 20, 25, 30, 35, 40, 45).all(manager);
        Ranking hits = Colours.hits(Blur.apply(references, 1), references, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertTrue(hits.at(1) >= .6, "hits " + hits.at(1));
        assertEquals(.1, hits.chance(1), 1e-9);
    }

    @Test
    void aColourHasANameByItsHue() {
        NDArray x = NDArrays.concat(new NDList(
                picture(1, 0, 0), // hue 0
                picture(1, .75, 0), // 45
                picture(0, 1, 0), // 120
                picture(0, 0, 1), // 240
                picture(1, 0, 1), // 300
                picture(.4, .45, .4),
                picture(1, 1, 1)));
        assertEquals(List.of("red", "yellow", "green", "blue", "violet", "grey", "grey"), Colours.names(x));
    }
}
