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
        boolean grey = isGrey(image);
        int width = image.getWidth();
        int plane = width * image.getHeight();
        byte[] out = new byte[Math.multiplyExact(channels, plane)];
        int[] line = new int[width];
        if (channels == 3 && image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return plain(image.getRaster(), out);
        }
        for (int y = 0; y < image.getHeight(); y++) {
            if (grey) {
                greyLine(image, y, line);
            } else {
                image.getRGB(0, y, width, 1, line, 0, width);
            }
            for (int x = 0; x < width; x++) {
                put(out, channels, plane, y * width + x, line[x]);
            }
        }
        return out;
    }

    private static void put(byte[] out, int channels, int plane, int at, int argb) {
        int alpha = argb >>> 24;
        int r = onWhite(argb >> 16, alpha), g = onWhite(argb >> 8, alpha), b = onWhite(argb, alpha);
        if (channels == 1) {
            out[at] = (byte) (r == g && g == b ? r : Math.round(0.299f * r + 0.587f * g + 0.114f * b)); // Rec. 601
        } else {
            out[at] = (byte) r;
            out[plane + at] = (byte) g;
            out[2 * plane + at] = (byte) b;
        }
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
        return alpha == 255 ? value & 255 : ((value & 255) * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private static boolean isGrey(BufferedImage image) {
        ColorModel model = image.getColorModel();
        return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Grey samples as they are stored: getRGB would treat them as linear light and brighten them. */
    private static void greyLine(BufferedImage image, int y, int[] line) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int bits = image.getSampleModel().getSampleSize(0);
        int[] samples = raster.getPixels(0, y, line.length, 1, (int[]) null);
        for (int x = 0; x < line.length; x++) {
            int v = eightBits(samples[x * bands], bits);
            int alpha = bands > 1 ? eightBits(samples[x * bands + bands - 1], bits) : 255;
            line[x] = alpha << 24 | v << 16 | v << 8 | v;
        }
    }

    /** A JPEG's usual kind of image: red, green, blue, and nothing to convert. */
    private static byte[] plain(Raster raster, byte[] out) {
        int width = raster.getWidth(), plane = width * raster.getHeight();
        byte[] line = new byte[3 * width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (int x = 0, at = y * width; x < width; x++, at++) {
                out[at] = line[3 * x];
                out[plane + at] = line[3 * x + 1];
                out[2 * plane + at] = line[3 * x + 2];
            }
        }
        return out;
    }

    private static int eightBits(int sample, int bits) {
        return bits == 8 ? sample : (int) ((sample * 255L + (1L << (bits - 1))) / ((1L << bits) - 1));
    }
}
