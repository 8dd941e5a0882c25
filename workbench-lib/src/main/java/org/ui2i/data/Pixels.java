package org.ui2i.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Bytes of images: planes one after the other, 0 to 255. */
final class Pixels {
    private Pixels() {}

    /** An image as grey (1) or red, green, blue (3) planes; what is transparent shows white. */
    static byte[] of(BufferedImage image, int channels) {
        int[][] argb = isGrey(image) ? greyLines(image) : colourLines(image);
        int width = image.getWidth();
        int plane = width * image.getHeight();
        byte[] out = new byte[channels * plane];
        for (int y = 0; y < argb.length; y++) {
            for (int x = 0; x < width; x++) {
                int v = argb[y][x];
                int r = onWhite(v >> 16, v >>> 24), g = onWhite(v >> 8, v >>> 24), b = onWhite(v, v >>> 24);
                int at = y * width + x;
                if (channels == 1) {
                    out[at] = (byte)
                            (r == g && g == b ? r : Math.round(0.299f * r + 0.587f * g + 0.114f * b)); // Rec. 601
                } else {
                    out[at] = (byte) r;
                    out[plane + at] = (byte) g;
                    out[2 * plane + at] = (byte) b;
                }
            }
        }
        return out;
    }

    /** Means over blocks of k by k pixels of a square image. */
    static byte[] blocks(byte[] planes, int channels, int edge, int k) {
        if (k == 1) {
            return planes;
        }
        int small = edge / k;
        byte[] out = new byte[channels * small * small];
        for (int i = 0; i < out.length; i++) {
            int top = i / small * k; // the planes lie below each other, and k divides their height
            int left = i % small * k;
            int sum = 0;
            for (int j = 0; j < k * k; j++) {
                sum += planes[(top + j / k) * edge + left + j % k] & 255;
            }
            out[i] = (byte) ((sum + k * k / 2) / (k * k));
        }
        return out;
    }

    private static int onWhite(int value, int alpha) {
        return ((value & 255) * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static boolean isGrey(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    private static int[][] colourLines(BufferedImage image) {
        int[][] lines = new int[image.getHeight()][];
        for (int y = 0; y < lines.length; y++) {
            lines[y] = image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
        }
        return lines;
    }

    /** Grey samples as they are stored: getRGB would treat them as linear light and brighten them. */
    private static int[][] greyLines(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int bits = image.getSampleModel().getSampleSize(0);
        int[][] lines = new int[image.getHeight()][image.getWidth()];
        int[] samples = new int[bands];
        for (int y = 0; y < lines.length; y++) {
            for (int x = 0; x < lines[y].length; x++) {
                raster.getPixel(x, y, samples);
                int v = eightBits(samples[0], bits);
                int alpha = bands > 1 ? eightBits(samples[bands - 1], bits) : 255;
                lines[y][x] = alpha << 24 | v << 16 | v << 8 | v;
            }
        }
        return lines;
    }

    private static int eightBits(int sample, int bits) {
        return bits == 8 ? sample : (int) ((sample * 255L + (1L << bits - 1)) / ((1L << bits) - 1));
    }
}
