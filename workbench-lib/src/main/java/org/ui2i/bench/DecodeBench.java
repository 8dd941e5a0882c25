package org.ui2i.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.ui2i.core.Folders;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.JpegFile;
import org.ui2i.data.OwnImages;

/** Times the decoding of a folder of JPEG files of ImageNet's usual size. */
public final class DecodeBench {
    private static final int WIDTH = 500, HEIGHT = 375;
    private static final float QUALITY = 0.9f;
    private static final int WARM_UP = 3, WAVES = 12;

    private DecodeBench() {}

    /**
     * Writes pictures and reads them.
     *
     * @param pixels edge of the images that are made of them
     * @param images how many, at least 1
     * @param rounds how often the folder is read
     * @return what it cost
     * @throws IOException if the pictures cannot be written
     */
    public static DecodeResult of(int pixels, int images, int rounds) throws IOException {
        Path folder = Files.createTempDirectory("ui2i-decode");
        try {
            long bytes = 0;
            for (int i = 0; i < images; i++) {
                bytes += Files.size(write(picture(i), folder.resolve(i + ".jpg")));
            }
            FolderOptions options = FolderOptions.of(pixels);
            double[] whole = Timing.samples(() -> OwnImages.read(folder, options), WARM_UP, rounds);
            Timing each = Timing.of(IntStream.range(0, rounds)
                    .mapToDouble(i -> whole[i] / images)
                    .toArray());
            return new DecodeResult(WIDTH, HEIGHT, bytes / 1000.0 / images, pixels, images, each);
        } finally {
            Folders.delete(folder);
        }
    }

    /** Waves of many lengths and directions with some noise: about as many bytes as a photograph. */
    private static BufferedImage picture(int seed) {
        Random random = new Random(seed);
        double[][] waves = new double[WAVES][];
        for (int k = 0; k < WAVES; k++) {
            double length = 4 * Math.pow(1.5, k); // pixels
            double angle = Math.PI * random.nextDouble();
            waves[k] = new double[] {
                2 * Math.PI / length * Math.cos(angle), 2 * Math.PI / length * Math.sin(angle), random.nextInt(3)
            };
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH, y = i / WIDTH;
            double[] rgb = {128, 128, 128};
            for (int k = 0; k < WAVES; k++) {
                double wave = Math.sin(waves[k][0] * x + waves[k][1] * y + k);
                rgb[(int) waves[k][2]] += (4 + 2 * k) * wave;
            }
            image.setRGB(x, y, packed(rgb, random));
        }
        return image;
    }

    private static int packed(double[] rgb, Random random) {
        int packed = 0;
        for (double value : rgb) {
            long noisy = Math.round(value + 4 * random.nextGaussian());
            packed = packed << 8 | (int) Math.max(0, Math.min(255, noisy));
        }
        return packed;
    }

    private static Path write(BufferedImage image, Path file) {
        try {
            JpegFile.write(image, QUALITY, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
