package org.ui2i.data;

import java.util.Arrays;

/** Resizes planes with a triangle filter that widens when shrinking, so that nothing aliases. */
final class Resampler {
    private Resampler() {}

    /** A square window of an image, resized to {@code edge} pixels. */
    static byte[] square(byte[] planes, int channels, int width, int height, int edge) {
        int side = Math.min(width, height);
        int left = (width - side) / 2;
        int top = (height - side) / 2;
        Weights weights = Weights.of(side, edge);
        byte[] out = new byte[channels * edge * edge];
        float[] lines = new float[side * edge];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < side; y++) {
                across(planes, (c * height + top + y) * width + left, weights, lines, y * edge);
            }
            down(lines, weights, out, c * edge * edge);
        }
        return out;
    }

    /** One line, made as wide as the result. */
    private static void across(byte[] planes, int row, Weights weights, float[] lines, int to) {
        int edge = weights.first.length;
        for (int x = 0; x < edge; x++) {
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
    private static void down(float[] lines, Weights weights, byte[] out, int to) {
        int edge = weights.first.length;
        float[] sums = new float[edge];
        for (int y = 0; y < edge; y++) {
            float[] weight = weights.weight[y];
            Arrays.fill(sums, 0);
            for (int k = 0; k < weight.length; k++) {
                int from = (weights.first[y] + k) * edge;
                float w = weight[k];
                for (int x = 0; x < edge; x++) {
                    sums[x] += w * lines[from + x];
                }
            }
            for (int x = 0; x < edge; x++) {
                out[to + y * edge + x] = (byte) Math.min(255, (int) (sums[x] + 0.5)); // none is negative
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
