package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Placing.Place;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class PlacingTest {
    private static final Placing PLACING = new Placing(20, 28);
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void placesLieWithinThePaperAndUseItAll() {
        List<Place> places = PLACING.random(32, 7, 2000);
        for (Place p : places) {
            assertTrue(p.edge() >= 20 && p.edge() <= 28, p.toString());
            assertTrue(p.left() >= 0 && p.left() + p.edge() <= 32, p.toString());
            assertTrue(p.top() >= 0 && p.top() + p.edge() <= 32, p.toString());
        }
        Set<Integer> edges = places.stream().map(Place::edge).collect(Collectors.toSet());
        assertEquals(9, edges.size());
        assertTrue(places.stream().anyMatch(p -> p.left() == 12 && p.edge() == 20), "up to the right border");
        assertEquals(places.subList(0, 10), PLACING.random(32, 7, 10), "a place depends on its number alone");
        assertNotEquals(places.subList(0, 10), PLACING.random(32, 8, 10));
    }

    @Test
    void anImageOfItsOwnSizeIsMovedAndTheRestIsPaper() {
        ImageSet glyphs = Datasets.glyphFonts(Split.VAL, 16);
        float[] tile = glyphs.tensor(manager, 5).toFloatArray();
        float[] put = Placing.put(manager, glyphs, new int[] {5}, 20, List.of(new Place(16, 3, 1)))
                .toFloatArray();
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                boolean inside = x >= 3 && x < 19 && y >= 1 && y < 17;
                assertEquals(inside ? tile[(y - 1) * 16 + x - 3] : 1f, put[y * 20 + x], 1e-6f, x + ", " + y);
            }
        }
    }

    @Test
    void batchesShowThePlacedImagesOfTheSameItems() {
        FewShotImages plain = Datasets.fewShotGlyphs().batch(4).shots(2);
        FewShotImages placed = plain.placed(PLACING);
        FewShotPair x = placed.batch(new Step(manager, 3, 5));
        FewShotPair again = placed.batch(new Step(manager, 3, 5));
        FewShotPair other = plain.batch(new Step(manager, 3, 5));
        assertEquals(other.sources(), x.sources());
        assertEquals(new Shape(4, 1, 32, 32), x.content().getShape());
        assertEquals(new Shape(4, 2, 1, 32, 32), x.classImages().getShape());
        assertArrayEquals(x.classImages().toFloatArray(), again.classImages().toFloatArray());
        assertFalse(Arrays.equals(x.content().toFloatArray(), other.content().toFloatArray()));
        assertNotEquals(plain.hash(), placed.hash());
        NDArray border = x.content().get(":, :, 0, :");
        assertEquals(1f, border.max().getFloat(), "paper");
    }

    @Test
    void paperThatIsTooSmallIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> PLACING.random(24, 1, 1));
        assertTrue(e.getMessage().contains("images of up to 28 pixels do not fit on 24"), e.getMessage());
    }
}
