package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class AltTextTest {
    private final BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);

    @Test
    void aPictureCarriesItsText() {
        assertEquals("loss falls", AltText.of(AltText.with(image, "loss falls")));
        assertEquals("", AltText.of(image));
    }

    @Test
    void thePixelsAreShared() {
        image.setRGB(2, 1, 0x123456);
        assertEquals(0xff123456, AltText.with(image, "one pixel").getRGB(2, 1));
    }

    @Test
    void aBlankTextIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> AltText.with(image, " "));
    }
}
