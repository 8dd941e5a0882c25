package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.ui2i.core.Folders;
import org.ui2i.core.Seeds;

/** JPEG files of no meaning, to measure with: blocks of random colours. */
final class NoiseImages {
    private static final int BLOCK = 16, A_FOLDER = 1000;

    private NoiseImages() {}

    /** Writes images into subfolders; what was there is deleted. */
    static void write(Path root, int images, int pixels) throws IOException {
        Folders.delete(root);
        for (int i = 0; i < images; i++) {
            Path folder = Files.createDirectories(root.resolve(String.format("%05d", i / A_FOLDER)));
            Path file = folder.resolve(String.format("%08d.jpg", i));
            check(ImageIO.write(image(i, pixels), "jpg", file.toFile()), "this Java writes no JPEG: use another");
        }
    }

    private static BufferedImage image(long seed, int pixels) {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                image.setRGB(x, y, (int) Seeds.mix(seed, y / BLOCK, x / BLOCK));
            }
        }
        return image;
    }
}
