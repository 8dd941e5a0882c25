package org.ui2i.eval;

import java.util.List;
import org.ui2i.core.Seeds;

/** Pictures that are none any more, for a judge of validity: what translations gone wrong look like. */
final class Fakes {
    private static final float PALE = .3f, PAPER = .8f;
    private static final double LEAST = .3;
    private static final int CELLS = 8;

    private Fakes() {}

    /** As many fakes as there are pictures: in turn drawn, blurred, pale, noisy, mixed, shuffled, blotted, striped. */
    static Images of(Images pictures, Images drawings, long seed) {
        List<Images> kinds = List.of(
                blurred(pictures),
                pale(pictures),
                noisy(pictures, seed),
                mixed(pictures),
                shuffled(pictures, seed),
                blotted(pictures, seed),
                striped(pictures, seed));
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

    /** No surface of one colour: within the shape, each cell of an eighth or a sixteenth of the width has its own. */
    static Images blotted(Images x, long seed) {
        return painted(x, seed, (key, c, row, column) -> {
            int cell = Math.max(1, x.width() / (Seeds.uniform(key, 0) < .5 ? CELLS : 2 * CELLS));
            int at = (row / cell * x.width() + column / cell) * x.channels() + c;
            return 2 * Seeds.uniform(Seeds.mix(key, 1), at) - 1;
        });
    }

    /** As {@link #blotted}, in waves: a direction, a length between a tenth and a third of the width, a phase for each colour. */
    static Images striped(Images x, long seed) {
        return painted(x, seed, (key, c, row, column) -> {
            double angle = Math.PI * Seeds.uniform(key, 0), length = x.width() / (3 + 7 * Seeds.uniform(key, 1));
            double along = (row * StrictMath.sin(angle) + column * StrictMath.cos(angle)) / length;
            return StrictMath.sin(2 * Math.PI * (along + Seeds.uniform(key, 2 + c)));
        });
    }

    private interface Paint {
        double at(long key, int channel, int row, int column);
    }

    /** Paint mixed into all that is not paper, in each image by a share of its own. */
    private static Images painted(Images x, long seed, Paint paint) {
        float[] values = x.values().clone();
        int plane = x.width() * x.height();
        for (int i = 0; i < values.length; i++) {
            int image = i / x.each(), place = i % plane;
            long key = Seeds.mix(seed, image);
            if (darkest(x, image, place) < PAPER) {
                double share = LEAST + (1 - LEAST) * Seeds.uniform(Seeds.mix(key, 2), 0);
                double colour = paint.at(key, i % x.each() / plane, place / x.width(), place % x.width());
                values[i] = (float) ((1 - share) * values[i] + share * colour);
            }
        }
        return x.with(values);
    }

    private static float darkest(Images x, int image, int place) {
        float least = 1;
        for (int at = image * x.each() + place; at < (image + 1) * x.each(); at += x.width() * x.height()) {
            least = Math.min(least, x.values()[at]);
        }
        return least;
    }

    private static int from(Images x, int i, int[] order) {
        int cell = x.width() / CELLS, column = i % x.width(), row = i / x.width() % x.height();
        int block = order[row / cell * CELLS + column / cell];
        int otherRow = block / CELLS * cell + row % cell, otherColumn = block % CELLS * cell + column % cell;
        return i + (otherRow - row) * x.width() + otherColumn - column;
    }
}
