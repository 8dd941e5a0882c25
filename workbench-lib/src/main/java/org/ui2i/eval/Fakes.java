package org.ui2i.eval;

import java.util.List;
import org.ui2i.core.Seeds;

/** Pictures that are none any more, for a judge of validity: what translations gone wrong look like. */
final class Fakes {
    private static final float PALE = .3f;
    private static final int CELLS = 8;

    private Fakes() {}

    /** As many fakes as there are pictures: in turn drawn, blurred, pale, noisy, mixed, shuffled. */
    static Images of(Images pictures, Images drawings, long seed) {
        List<Images> kinds = List.of(
                blurred(pictures), pale(pictures), noisy(pictures, seed), mixed(pictures), shuffled(pictures, seed));
        float[] values = pictures.values().clone();
        int each = pictures.each();
        for (int i = 0; i < pictures.count(); i++) {
            int kind = i % (kinds.size() + 1);
            boolean drawn = kind == kinds.size();
            Images from = drawn ? drawings : kinds.get(kind);
            System.arraycopy(from.values(), (drawn ? i % drawings.count() : i) * each, values, i * each, each);
        }
        return pictures.with(values);
    }

    /** No detail. */
    static Images blurred(Images x) {
        return Blur.apply(x, x.width() / 16.0);
    }

    /** Hardly any colour. */
    static Images pale(Images x) {
        float[] values = x.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - PALE * (1 - values[i]);
        }
        return x.with(values);
    }

    /** No smooth surface. */
    static Images noisy(Images x, long seed) {
        float[] values = x.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(-1, Math.min(1, values[i] + 2 * Seeds.uniform(seed, i) - 1));
        }
        return x.with(values);
    }

    /** Two shapes, half of each. */
    static Images mixed(Images x) {
        float[] values = x.values().clone(), other = x.rolled().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] + other[i]) / 2;
        }
        return x.with(values);
    }

    /** No shape: blocks of an eighth of the width in random order. */
    static Images shuffled(Images x, long seed) {
        float[] values = new float[x.values().length];
        for (int image = 0; image < x.count(); image++) {
            int[] order = Seeds.permutation(Seeds.mix(seed, image), CELLS * CELLS);
            for (int i = image * x.each(); i < (image + 1) * x.each(); i++) {
                values[i] = x.values()[from(x, i, order)];
            }
        }
        return x.with(values);
    }

    private static int from(Images x, int i, int[] order) {
        int cell = x.width() / CELLS, column = i % x.width(), row = i / x.width() % x.height();
        int block = order[row / cell * CELLS + column / cell];
        int otherRow = block / CELLS * cell + row % cell, otherColumn = block % CELLS * cell + column % cell;
        return i + (otherRow - row) * x.width() + otherColumn - column;
    }
}
