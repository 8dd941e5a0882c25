package org.ui2i.data;

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
                int row = (c * height + top + y) * width + left;
                for (int x = 0; x < edge; x++) {
                    float sum = 0;
                    for (int k = 0; k < weights.count[x]; k++) {
                        sum += weights.weight[x][k] * (planes[row + weights.first[x] + k] & 255);
                    }
                    lines[y * edge + x] = sum;
                }
            }
            for (int y = 0; y < edge; y++) {
                for (int x = 0; x < edge; x++) {
                    float sum = 0;
                    for (int k = 0; k < weights.count[y]; k++) {
                        sum += weights.weight[y][k] * lines[(weights.first[y] + k) * edge + x];
                    }
                    out[(c * edge + y) * edge + x] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
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
