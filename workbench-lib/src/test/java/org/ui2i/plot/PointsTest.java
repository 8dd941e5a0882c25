package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PointsTest {
    @Test
    void theTextHoldsValuesIntervalsAndBaseline() {
        BufferedImage image = Points.titled("L1")
                .add("GAN", .054, .05, .058)
                .add("one seed", .07)
                .baseline("input", .078)
                .image();
        assertEquals("L1: GAN 0.054 [0.050, 0.058]; one seed 0.070; baseline input 0.078", AltText.of(image));
    }

    @Test
    void aValueOutsideItsIntervalIsRefused() {
        Points points = Points.titled("L1");
        assertThrows(IllegalArgumentException.class, () -> points.add("x", 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> points.add("x", Double.NaN));
        assertThrows(IllegalArgumentException.class, points::image);
    }

    @Test
    void ticksAreRoundNumbersInsideTheAxis() {
        Axis axis = Axis.covering(new double[] {0, 1}, 0, 350); // 1.16 over 5 ticks: steps of 0.5
        assertArrayEquals(new double[] {0, .5, 1}, axis.ticks(), 1e-12);
        assertEquals("0.5", axis.label(.5));
        assertEquals(175, axis.at(.5));
    }
}
