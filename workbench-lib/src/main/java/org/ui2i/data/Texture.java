package org.ui2i.data;

import org.ui2i.core.Seeds;

/** Value noise: random numbers on lattices of 16, 8 and 4 pixels, smoothly joined and added up; about -0.2 to 0.2. */
final class Texture {
    private static final double[] STRENGTHS = {0.10, 0.07, 0.05};
    private static final int COARSEST = 16;

    private Texture() {}

    /** A field of width x height values, line after line. */
    static double[] of(long key, int width, int height) {
        double[] field = new double[width * height];
        for (int o = 0; o < STRENGTHS.length; o++) {
            int step = COARSEST >> o, columns = width / step + 2;
            double[] nodes = nodes(Seeds.mix(key, o), columns * (height / step + 2), STRENGTHS[o]);
            for (int i = 0; i < field.length; i++) {
                int x = i % width, y = i / width, at = y / step * columns + x / step;
                double u = smooth(x % step, step), v = smooth(y % step, step);
                double upper = (1 - u) * nodes[at] + u * nodes[at + 1];
                double lower = (1 - u) * nodes[at + columns] + u * nodes[at + columns + 1];
                field[i] += (1 - v) * upper + v * lower;
            }
        }
        return field;
    }

    private static double[] nodes(long key, int count, double strength) {
        double[] nodes = new double[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = strength * (2 * Seeds.uniform(key, i) - 1);
        }
        return nodes;
    }

    /** 0 to 1 over a step, flat at both ends. */
    private static double smooth(int at, int step) {
        double t = (double) at / step;
        return t * t * (3 - 2 * t);
    }
}
