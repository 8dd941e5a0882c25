package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tensors as pictures. */
final class Pixels {
    private Pixels() {}

    /** Every image of a batch (B, C, H, W) with C = 1 or 3; values are cut to [-1, 1]. */
    static List<BufferedImage> of(NDArray batch) {
        long[] shape = batch.getShape().getShape();
        check(
                shape.length == 4 && (shape[1] == 1 || shape[1] == 3),
                "images have shape %s: use (B, 1, H, W) for grey or (B, 3, H, W) for colour",
                batch.getShape());
        int count = (int) shape[0], channels = (int) shape[1], height = (int) shape[2], width = (int) shape[3];
        float[] values = batch.toFloatArray();
        List<BufferedImage> images = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            images.add(image(values, b * channels * height * width, channels, height, width));
        }
        return images;
    }

    private static BufferedImage image(float[] values, int from, int channels, int height, int width) {
        int plane = height * width, last = channels - 1;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = IntStream.range(0, plane)
                .map(i -> level(values[from + i]) << 16
                        | level(values[from + Math.min(1, last) * plane + i]) << 8
                        | level(values[from + last * plane + i]))
                .toArray();
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }

    /** [-1, 1] to 0..255, rounded; NaN is black. */
    private static int level(float value) {
        return Math.round(Math.max(0, Math.min(255, (value + 1) * 127.5f)));
    }

    /** Each pixel becomes a square. */
    static void enlarge(Graphics2D g, BufferedImage image, int x, int y, int factor) {
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(image, x, y, image.getWidth() * factor, image.getHeight() * factor, null);
    }
}
