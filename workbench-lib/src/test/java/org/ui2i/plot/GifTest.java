package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GifTest {
    @TempDir
    Path folder;

    private static BufferedImage grey(int level, int width) {
        BufferedImage image = new BufferedImage(width, 2, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, 0, level * 0x010101);
            image.setRGB(x, 1, level * 0x010101);
        }
        return image;
    }

    @Test
    void allFramesAreThereInOrderWithTheirTimeAndForEver() throws IOException {
        Path file = folder.resolve("new/a.gif");
        Gif.of(List.of(grey(0, 3), grey(128, 3), grey(255, 3)), 150).write(file);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(3, reader.getNumImages(true));
            assertEquals(0xFF808080, reader.read(1).getRGB(2, 1));
            assertEquals(0xFFFFFFFF, reader.read(2).getRGB(0, 0));
            IIOMetadata metadata = reader.getImageMetadata(0);
            IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
            IIOMetadataNode control = (IIOMetadataNode)
                    root.getElementsByTagName("GraphicControlExtension").item(0);
            assertEquals("15", control.getAttribute("delayTime"));
            assertEquals(1, root.getElementsByTagName("ApplicationExtension").getLength());
        } finally {
            reader.dispose();
        }
    }

    @Test
    void aPageHoldsTheFileWithItsText() {
        String html = Gif.of(List.of(grey(0, 3)), 100).html("\"a\" & b");
        assertTrue(
                html.startsWith("<img alt=\"&quot;a&quot; &amp; b\" width=\"3\" height=\"2\""
                        + " src=\"data:image/gif;base64,R0lGODlh"),
                html);
    }

    @Test
    void whatCannotBeShownIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> Gif.of(List.of(), 100));
        assertThrows(IllegalArgumentException.class, () -> Gif.of(List.of(grey(0, 3)), 5));
        assertThrows(IllegalArgumentException.class, () -> Gif.of(List.of(grey(0, 3), grey(0, 4)), 100));
        assertThrows(IllegalArgumentException.class, () -> Gif.of(List.of(grey(0, 3)), 100)
                .html(" "));
    }
}
