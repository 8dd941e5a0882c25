package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpriteTest {
    private static final int EDGE = 8;
    private static final double[] COLOUR = {0.8, 0.4, 0.2};

    /** A picture on white of one colour with a given cover. */
    private static byte[] onWhite(double[] cover) {
        byte[] picture = new byte[3 * EDGE * EDGE];
        for (int i = 0; i < picture.length; i++) {
            double a = cover[i % (EDGE * EDGE)];
            picture[i] = (byte) Math.round(255 * (a * COLOUR[i / (EDGE * EDGE)] + 1 - a));
        }
        return picture;
    }

    private static double[] square(double rim) {
        double[] cover = new double[EDGE * EDGE];
        for (int i = 0; i < cover.length; i++) {
            int ring = Math.min(Math.min(i % EDGE, EDGE - 1 - i % EDGE), Math.min(i / EDGE, EDGE - 1 - i / EDGE));
            cover[i] = ring == 0 ? 0 : ring == 1 ? rim : 1;
        }
        return cover;
    }

    @Test
    void coverAndColourOfAMixedRimAreFound() {
        double[] cover = square(0.3);
        Sprite sprite = Sprite.cut(onWhite(cover), EDGE);
        for (int i = 0; i < EDGE * EDGE; i++) {
            assertEquals(cover[i], sprite.cover(i), 0.01, "cover of pixel " + i);
            for (int c = 0; c < 3; c++) {
                float value = sprite.planes()[c * EDGE * EDGE + i];
                assertEquals(cover[i] * COLOUR[c], value, 0.01, "plane " + c + " of pixel " + i);
            }
        }
    }

    @Test
    void whiteInsideStays() {
        double[] cover = square(1);
        cover[3 * EDGE + 3] = 0; // a white pixel that does not touch the ground
        Sprite sprite = Sprite.cut(onWhite(cover), EDGE);
        assertEquals(1, sprite.cover(3 * EDGE + 3));
        assertEquals(1, sprite.planes()[3 * EDGE + 3], 1e-6);
    }

    @Test
    void aThinLineKeepsItsFullCover() {
        double[] cover = new double[EDGE * EDGE];
        for (int x = 1; x < EDGE - 1; x++) {
            cover[4 * EDGE + x] = 1; // all of it is rim
        }
        Sprite sprite = Sprite.cut(onWhite(cover), EDGE);
        assertEquals(1, sprite.cover(4 * EDGE + 3), 0.01);
        assertEquals(0, sprite.cover(3 * EDGE + 3));
    }
}
