package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ui2i.core.Seeds;

/** Counter-based draws: the i-th number of a draw is a hash of (seed, stream, step, draw, i). */
final class SeededDraws implements Draws {
    private final long seed;
    private final long step;
    private final NDManager manager;
    private final int[] drawn = new int[Stream.values().length];

    SeededDraws(long seed, long step, NDManager manager) {
        this.seed = seed;
        this.step = step;
        this.manager = manager;
    }

    @Override
    public NDArray normal(Stream stream, Shape shape) {
        long key = nextKey(stream);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i += 2) { // Box and Muller: two uniform numbers make two normal ones
            double radius = Math.sqrt(-2 * Math.log1p(-Seeds.uniform(key, i)));
            double angle = 2 * Math.PI * Seeds.uniform(key, i + 1L);
            values[i] = (float) (radius * Math.cos(angle));
            if (i + 1 < values.length) {
                values[i + 1] = (float) (radius * Math.sin(angle));
            }
        }
        return Tensors.of(manager, values, shape);
    }

    @Override
    public NDArray uniform(Stream stream, Shape shape) {
        return Tensors.of(manager, uniforms(stream, shape), shape);
    }

    @Override
    public NDArray keep(double p, Shape shape) {
        check(p >= 0 && p < 1, "dropout of %s: use a share in [0, 1)", p);
        float[] values = uniforms(Stream.DROPOUT, shape);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] < p ? 0 : 1;
        }
        return Tensors.of(manager, values, shape);
    }

    @Override
    public int[] permutation(Stream stream, int n) {
        return Seeds.permutation(nextKey(stream), n);
    }

    private float[] uniforms(Stream stream, Shape shape) {
        long key = nextKey(stream);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Seeds.bits(key, i) >>> 40) * 0x1.0p-24f; // 24 bits: a float's worth, never 1
        }
        return values;
    }

    private long nextKey(Stream stream) {
        return Seeds.mix(seed, stream.ordinal(), step, drawn[stream.ordinal()]++);
    }
}
