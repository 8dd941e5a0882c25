package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ui2i.core.Seeds;

/**
 * Counter-based draws: the i-th number of a draw is a hash of (seed, stream, step, draw, i). Part p of a batch that is cut
 * begins at i = p times its size: with the images' axis first, these are its rows of the whole batch's draw.
 */
final class SeededDraws implements Draws {
    private final long seed;
    private final long step;
    private final NDManager manager;
    private final int part;
    private final int[] drawn;

    SeededDraws(long seed, long step, NDManager manager) {
        this(seed, step, manager, 0, new int[Stream.values().length]);
    }

    private SeededDraws(long seed, long step, NDManager manager, int part, int[] drawn) {
        this.seed = seed;
        this.step = step;
        this.manager = manager;
        this.part = part;
        this.drawn = drawn;
    }

    @Override
    public Draws part(int index, NDManager owner) {
        return new SeededDraws(seed, step, owner, index, drawn.clone());
    }

    /** Box and Muller: of an even i and the next, two uniform numbers make two normal ones. */
    @Override
    public NDArray normal(Stream stream, Shape shape) {
        long key = nextKey(stream);
        long first = first(shape);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (long i = first & ~1; i < first + values.length; i += 2) {
            double radius = Math.sqrt(-2 * Math.log1p(-Seeds.uniform(key, i)));
            double angle = 2 * Math.PI * Seeds.uniform(key, i + 1L);
            put(values, i - first, radius * Math.cos(angle));
            put(values, i + 1 - first, radius * Math.sin(angle));
        }
        return Tensors.of(manager, values, shape);
    }

    private static void put(float[] values, long at, double value) {
        if (at >= 0 && at < values.length) {
            values[(int) at] = (float) value;
        }
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
        long key = nextKey(stream);
        return Seeds.permutation(part == 0 ? key : Seeds.mix(key, part), n);
    }

    private float[] uniforms(Stream stream, Shape shape) {
        long key = nextKey(stream);
        long first = first(shape);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (Seeds.bits(key, first + i) >>> 40) * 0x1.0p-24f; // 24 bits: a float's worth, never 1
        }
        return values;
    }

    private long first(Shape shape) {
        return part * shape.size();
    }

    private long nextKey(Stream stream) {
        return Seeds.mix(seed, stream.ordinal(), step, drawn[stream.ordinal()]++);
    }
}
