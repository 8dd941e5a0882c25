package org.ui2i.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.core.Seeds;
import org.ui2i.plot.Png;

/** Images of no meaning, to measure with: blocks of random colours. */
final class NoiseFolders {
    private static final int EACH = 4;
    private static final int BLOCKS = 8;

    private NoiseFolders() {}

    /** Four images in each folder below a root. */
    static void write(Path root, List<String> folders, int pixels) throws IOException {
        for (int f = 0; f < folders.size(); f++) {
            Path folder = Files.createDirectories(root.resolve(folders.get(f)));
            for (int i = 0; i < EACH; i++) {
                Png.write(image(Seeds.mix(f, i), pixels), folder.resolve(i + ".png"));
            }
        }
    }

    private static BufferedImage image(long seed, int pixels) {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                int block = y * BLOCKS / pixels * BLOCKS + x * BLOCKS / pixels;
                image.setRGB(x, y, (int) Seeds.mix(seed, block));
            }
        }
        return image;
    }

    /** An image of the first folder. */
    static Path first(Path root) {
        return root.resolve("f000").resolve("0.png");
    }
}
