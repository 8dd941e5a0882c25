package org.ui2i.data.papers;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Digits as PNG files, a folder a digit, numbered in their order: {@code 7/000012.png}. */
final class DigitFolders {
    private static final int DIGITS = 10;
    private final Path split;
    private int written;

    /** Makes the folders of a split. */
    DigitFolders(Path split) throws IOException {
        this.split = split;
        for (int digit = 0; digit < DIGITS; digit++) {
            Files.createDirectories(split.resolve("" + digit));
        }
    }

    /** How many images there are so far. */
    int written() {
        return written;
    }

    void write(int digit, BufferedImage image) throws IOException {
        if (digit < 0 || digit >= DIGITS) {
            throw new IOException("image " + written + " shows the digit " + digit + ", not 0 to 9");
        }
        Path file = split.resolve("" + digit).resolve(String.format(Locale.ROOT, "%06d.png", written));
        ImageIO.write(image, "png", file.toFile());
        written++;
    }
}
