package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class GridTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images(int count, int channels, float... values) {
        return Tensors.of(manager, values, new Shape(count, channels, 1, values.length / count / channels));
    }

    @Test
    void valuesFromMinusOneToOneBecomeBlackToWhite() {
        BufferedImage grey = Pixels.of(images(1, 1, -1, 0, 1, 7)).get(0);
        assertEquals(0xFF000000, grey.getRGB(0, 0));
        assertEquals(0xFF808080, grey.getRGB(1, 0));
        assertEquals(0xFFFFFFFF, grey.getRGB(2, 0));
        assertEquals(0xFFFFFFFF, grey.getRGB(3, 0), "cut, not wrapped");
    }

    @Test
    void colourPlanesAreRedGreenBlueAndBatchesKeepTheirOrder() {
        List<BufferedImage> two = Pixels.of(images(2, 3, 1, -1, -1, -1, -1, 1));
        assertEquals(0xFFFF0000, two.get(0).getRGB(0, 0));
        assertEquals(0xFF0000FF, two.get(1).getRGB(0, 0));
    }

    @Test
    void eachPixelBecomesASquare() {
        BufferedImage grid =
                Grid.titled("").row("", images(1, 1, -1, 1)).scale(3).image();
        for (int i = 0; i < 3; i++) {
            assertEquals(0xFF000000, grid.getRGB(8 + i, 9));
            assertEquals(0xFFFFFFFF, grid.getRGB(11 + i, 9));
        }
    }

    @Test
    void aGridFillsItsWidthAndTellsWhatItShows() {
        NDArray eight = manager.zeros(new Shape(8, 1, 32, 32));
        BufferedImage grid =
                Grid.titled("styles").row("x_A", eight).row("x_AB", eight).image();
        assertTrue(grid.getWidth() <= 700 && grid.getWidth() > 500, "width " + grid.getWidth());
        assertEquals("styles: 2 rows of up to 8 images; rows x_A, x_AB", AltText.of(grid));
    }

    @Test
    void longCaptionsAreWrittenUpwards() {
        NDArray two = manager.zeros(new Shape(2, 1, 16, 16));
        Grid plain = Grid.titled("").row("", two).scale(1).columns(List.of("a", "b"));
        Grid upright = Grid.titled("").row("", two).scale(1).columns(List.of("a", "a long caption"));
        assertEquals(plain.image().getWidth(), upright.image().getWidth());
        assertTrue(upright.image().getHeight() > plain.image().getHeight() + 40);
    }

    @Test
    void captionsOfTheEndsAloneRunInwardsWhereTheyFit() {
        NDArray nine = manager.zeros(new Shape(9, 1, 32, 32));
        int plain = Grid.strip("", "a", "b", nine).image().getHeight();
        assertEquals(
                plain,
                Grid.strip("", "Quicksand Light", "Lato Black", nine).image().getHeight());
        String wide = "a caption that is wider than the picture";
        int upright = Grid.strip("", wide, wide, nine).scale(1).image().getHeight();
        assertTrue(upright > plain, upright + " against " + plain);
    }

    @Test
    void itsTextSetsCaptionsWithCommasApartAndEndsInTheFinding() {
        NDArray two = manager.zeros(new Shape(2, 1, 8, 8));
        BufferedImage grid = Grid.titled("letters")
                .row("x", two)
                .row("Lato, K = 4", two)
                .finding("They grow heavier.")
                .image();
        assertEquals("letters: 2 rows of up to 2 images; rows x; Lato, K = 4. They grow heavier.", AltText.of(grid));
    }

    @Test
    void anInterpolationNamesItsEnds() {
        BufferedImage strip = Grid.strip("z", "x_1", "x_2", manager.zeros(new Shape(5, 1, 8, 8)))
                .image();
        assertEquals("z: 1 row of up to 5 images; columns x_1, x_2", AltText.of(strip));
    }

    @Test
    void wrongShapesAndSizesAreRefused() {
        Grid grid = Grid.titled("").row("a", manager.zeros(new Shape(1, 1, 8, 8)));
        NDArray larger = manager.zeros(new Shape(1, 1, 9, 9)), two = manager.zeros(new Shape(1, 2, 8, 8));
        assertThrows(IllegalArgumentException.class, () -> grid.row("b", larger));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> grid.row("b", two))
                .getMessage()
                .contains("(1, 2, 8, 8)"));
        assertThrows(IllegalArgumentException.class, () -> grid.columns(List.of("a", "b"))
                .image());
    }
}
