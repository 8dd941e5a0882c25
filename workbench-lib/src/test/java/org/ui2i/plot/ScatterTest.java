package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScatterTest {
    private static final double[][] LEFT = {{-1, 0}, {-3, 1}};
    private static final double[][] RIGHT = {{2, 0.5}};

    @Test
    void theTextSaysWhereTheGroupsAre() {
        BufferedImage image = Scatter.titled("Codes")
                .axes("first", "second")
                .add("digits", LEFT)
                .add("letters", RIGHT)
                .image();
        assertEquals(
                "Codes, first against second: digits, 2 points around (-2, 0.500); letters, 1 points around (2, 0.500)",
                AltText.of(image));
    }

    /** Beside the legend's dot, which stands in the last columns. */
    @Test
    void everyGroupIsDrawnInItsColour() {
        BufferedImage image =
                Scatter.titled("Codes").add("a", LEFT).add("b", RIGHT).image();
        Set<Integer> hues = new HashSet<>();
        for (int y = 40; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth() - 46; x++) {
                int red = image.getRGB(x, y) >> 16 & 255, blue = image.getRGB(x, y) & 255;
                hues.add(Math.abs(red - blue) < 100 ? 0 : Integer.signum(red - blue));
            }
        }
        assertTrue(hues.containsAll(Set.of(-1, 1)), "blue and orange: " + hues);
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        Scatter scatter = Scatter.titled("Codes");
        assertThrows(IllegalArgumentException.class, scatter::image);
        assertThrows(IllegalArgumentException.class, () -> scatter.add("none", new double[0][2]));
        assertThrows(IllegalArgumentException.class, () -> scatter.add("far", new double[][] {{1, Double.NaN}}));
        scatter.add("a", LEFT);
        assertThrows(IllegalArgumentException.class, () -> scatter.add("a", RIGHT));
    }
}
