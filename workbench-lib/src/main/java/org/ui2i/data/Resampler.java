package org.ui2i.data;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;

/** Resizes planes with a triangle filter that widens when shrinking, so that nothing aliases. */
final class Resampler {
    private Resampler() {}

    /** The largest centred square of an image, resized to {@code edge} pixels. */
    static byte[] square(byte[] planes, int channels, int width, int height, int edge) {
        int side = Math.min(width, height);
        Rectangle centre = new Rectangle((width - side) / 2, (height - side) / 2, side, side);
        return resized(planes, channels, width, height, centre, new Dimension(edge, edge));
    }

    /** A whole image, resized to any width and height. */
    static byte[] whole(byte[] planes, int channels, int width, int height, Dimension to) {
        return resized(planes, channels, width, height, new Rectangle(width, height), to);
    }

    private static byte[] resized(byte[] planes, int channels, int width, int height, Rectangle from, Dimension to) {
        Weights across = Weights.of(from.width, to.width), down = Weights.of(from.height, to.height);
        byte[] out = new byte[channels * to.height * to.width];
        float[] lines = new float[from.height * to.width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < from.height; y++) {
                across(planes, (c * height + from.y + y) * width + from.x, across, lines, y * to.width);
            }
            down(lines, to.width, down, out, c * to.height * to.width);
        }
        return out;
    }

    /** One line, made as wide as the result. */
    private static void across(byte[] planes, int row, Weights weights, float[] lines, int to) {
        for (int x = 0; x < weights.first.length; x++) {
            float[] weight = weights.weight[x];
            int from = row + weights.first[x];
            float sum = 0;
            for (int k = 0; k < weight.length; k++) {
                sum += weight[k] * (planes[from + k] & 255);
            }
            lines[to + x] = sum;
        }
    }

    /** All columns, line by line: neighbours in memory are read one after the other. */
    private static void down(float[] lines, int width, Weights weights, byte[] out, int to) {
        float[] sums = new float[width];
        for (int y = 0; y < weights.first.length; y++) {
            float[] weight = weights.weight[y];
            Arrays.fill(sums, 0);
            for (int k = 0; k < weight.length; k++) {
                int from = (weights.first[y] + k) * width;
                float w = weight[k];
                for (int x = 0; x < width; x++) {
                    sums[x] += w * lines[from + x];
                }
            }
            for (int x = 0; x < width; x++) {
                out[to + y * width + x] = (byte) Math.min(255, (int) (sums[x] + 0.5)); // none is negative
            }
        }
    }

    private record Weights(int[] first, float[][] weight) {
        static Weights of(int from, int to) {
            Weights w = new Weights(new int[to], new float[to][]);
            double scale = from / (double) to;
            double reach = Math.max(1, scale);
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int first = Math.max(0, (int) (centre - reach + 0.5));
                int last = Math.min(from, (int) (centre + reach + 0.5));
                float[] weight = new float[Math.max(1, last - first)];
                double total = 0;
                for (int k = 0; k < weight.length; k++) {
                    weight[k] = (float) Math.max(0, 1 - Math.abs((first + k + 0.5 - centre) / reach));
                    total += weight[k];
                }
                for (int k = 0; k < weight.length; k++) {
                    weight[k] = (float) (weight[k] / total);
                }
                w.first[i] = first;
                w.weight[i] = weight;
            }
            return w;
        }
    }
}
