package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelsTest {
    /** The quick way for a JPEG's kind of image, and the general one. */
    @Test
    void eachKindOfImageHasTheSamePixels() {
        BufferedImage bgr = new BufferedImage(19, 13, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage rgb = new BufferedImage(19, 13, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 19 * 13; i++) {
            int value = random.nextInt(1 << 24);
            bgr.setRGB(i % 19, i / 19, value);
            rgb.setRGB(i % 19, i / 19, value);
        }
        for (int channels : new int[] {1, 3}) {
            assertArrayEquals(Pixels.of(rgb, channels), Pixels.of(bgr, channels));
            assertArrayEquals(
                    Pixels.of(rgb.getSubimage(3, 2, 9, 7), channels), Pixels.of(bgr.getSubimage(3, 2, 9, 7), channels));
        }
    }
}
