package org.ui2i.data.build;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Reduces an image to 256 colours without dithering: median cut, then k-means over the distinct colours, no randomness.
 * White stays white.
 */
final class Palette {
    private static final int SIZE = 256;
    private static final int ROUNDS = 16;

    private final int[] colours; // distinct, 0xRRGGBB
    private final int[] counts;
    private final int[] nearest;
    private final double[][] centres = new double[SIZE][3];

    private Palette(BufferedImage image) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < all.length; i++) {
            all[i] &= 0xFFFFFF;
        }
        Arrays.sort(all);
        colours = Arrays.stream(all).distinct().toArray();
        counts = new int[colours.length];
        for (int rgb : all) {
            counts[Arrays.binarySearch(colours, rgb)]++;
        }
        nearest = new int[colours.length];
    }

    /** The image with a palette of at most 256 colours. */
    static BufferedImage reduce(BufferedImage image) {
        Palette palette = new Palette(image);
        palette.cut();
        for (int round = 0; round < ROUNDS; round++) {
            palette.assign();
            palette.move();
        }
        palette.keepWhite();
        palette.assign();
        return palette.paint(image);
    }

    /** Median cut: the box with the largest squared error is halved along its widest channel. */
    private void cut() {
        Integer[] order = new Integer[colours.length];
        Arrays.setAll(order, i -> i);
        int[] from = new int[SIZE], to = new int[SIZE];
        to[0] = order.length;
        for (int n = 1; n < SIZE; n++) {
            int box = 0, channel = 0;
            double worst = -1;
            for (int b = 0; b < n; b++) {
                for (int c = 0; c < 3; c++) {
                    double error = spread(order, from[b], to[b], c)[1];
                    if (error > worst) {
                        worst = error;
                        box = b;
                        channel = c;
                    }
                }
            }
            int c = channel;
            double mean = spread(order, from[box], to[box], c)[0];
            Arrays.sort(order, from[box], to[box], Comparator.comparingInt((Integer i) -> part(i, c)));
            int middle = from[box];
            while (middle < to[box] - 1 && part(order[middle], c) <= mean) {
                middle++;
            }
            from[n] = middle;
            to[n] = to[box];
            to[box] = middle;
        }
        for (int b = 0; b < SIZE; b++) {
            for (int c = 0; c < 3; c++) {
                centres[b][c] = spread(order, from[b], to[b], c)[0];
            }
        }
    }

    /** Mean and summed squared error of a channel over a box. */
    private double[] spread(Integer[] order, int from, int to, int channel) {
        double n = 1e-12, sum = 0, squares = 0;
        for (int i = from; i < to; i++) {
            double v = part(order[i], channel);
            n += counts[order[i]];
            sum += counts[order[i]] * v;
            squares += counts[order[i]] * v * v;
        }
        return new double[] {sum / n, squares - sum * sum / n};
    }

    private void assign() {
        for (int i = 0; i < colours.length; i++) {
            double best = Double.MAX_VALUE;
            int r = part(i, 0), g = part(i, 1), b = part(i, 2);
            for (int k = 0; k < SIZE; k++) {
                double dr = centres[k][0] - r, dg = centres[k][1] - g, db = centres[k][2] - b;
                double distance = dr * dr + dg * dg + db * db;
                if (distance < best) {
                    best = distance;
                    nearest[i] = k;
                }
            }
        }
    }

    private void move() {
        double[][] sums = new double[SIZE][4];
        for (int i = 0; i < colours.length; i++) {
            double[] sum = sums[nearest[i]];
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) counts[i] * part(i, c);
            }
            sum[3] += counts[i];
        }
        for (int k = 0; k < SIZE; k++) {
            for (int c = 0; c < 3 && sums[k][3] > 0; c++) {
                centres[k][c] = sums[k][c] / sums[k][3];
            }
        }
    }

    private void keepWhite() {
        int white = 0;
        for (int k = 1; k < SIZE; k++) {
            if (Arrays.stream(centres[k]).sum() > Arrays.stream(centres[white]).sum()) {
                white = k;
            }
        }
        Arrays.fill(centres[white], 255);
    }

    private BufferedImage paint(BufferedImage image) {
        byte[][] parts = new byte[3][SIZE];
        for (int k = 0; k < SIZE; k++) {
            for (int c = 0; c < 3; c++) {
                parts[c][k] = (byte) Math.round(centres[k][c]);
            }
        }
        Map<Integer, Integer> index = new HashMap<>();
        for (int i = 0; i < colours.length; i++) {
            index.put(colours[i], nearest[i]);
        }
        int width = image.getWidth(), height = image.getHeight();
        IndexColorModel model = new IndexColorModel(8, SIZE, parts[0], parts[1], parts[2]);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] data = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < data.length; i++) {
            int rgb = image.getRGB(i % width, i / width) & 0xFFFFFF;
            data[i] = (byte) (int) index.getOrDefault(rgb, 0);
        }
        return out;
    }

    private int part(int colour, int channel) {
        return (colours[colour] >> (16 - 8 * channel)) & 255;
    }
}
