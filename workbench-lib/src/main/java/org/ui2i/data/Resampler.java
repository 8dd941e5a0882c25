package org.ui2i.data;

import java.awt.Dimension;
import java.awt.Rectangle;

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
        Weights across = Weights.of(from.width, to.width);
        Weights down = Weights.of(from.height, to.height);
        byte[] out = new byte[channels * to.height * to.width];
        float[] lines = new float[from.height * to.width];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < from.height; y++) {
                int row = (c * height + from.y + y) * width + from.x;
                for (int x = 0; x < to.width; x++) {
                    float sum = 0;
                    for (int k = 0; k < across.count[x]; k++) {
                        sum += across.weight[x][k] * (planes[row + across.first[x] + k] & 255);
                    }
                    lines[y * to.width + x] = sum;
                }
            }
            for (int y = 0; y < to.height; y++) {
                for (int x = 0; x < to.width; x++) {
                    float sum = 0;
                    for (int k = 0; k < down.count[y]; k++) {
                        sum += down.weight[y][k] * lines[(down.first[y] + k) * to.width + x];
                    }
                    out[(c * to.height + y) * to.width + x] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
                }
            }
        }
        return out;
    }

    private record Weights(int[] first, int[] count, float[][] weight) {
        static Weights of(int from, int to) {
            Weights w = new Weights(new int[to], new int[to], new float[to][]);
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
                w.count[i] = weight.length;
                w.weight[i] = weight;
            }
            return w;
        }
    }
}
