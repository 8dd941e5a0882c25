package org.ui2i.parity;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ui2i.tensor.Draws;

/**
 * The draws that the reference run made, in its order: normals, dropout masks, uniform numbers, permutations each in a
 * queue.
 */
final class RecordedDraws implements Draws {
    private final Deque<NDArray> normals;
    private final Deque<NDArray> masks;
    private final Deque<NDArray> uniforms;
    private final Deque<NDArray> permutations;

    RecordedDraws(List<NDArray> normals, List<NDArray> masks) {
        this(normals, masks, List.of(), List.of());
    }

    private RecordedDraws(
            List<NDArray> normals, List<NDArray> masks, List<NDArray> uniforms, List<NDArray> permutations) {
        this.normals = new ArrayDeque<>(normals);
        this.masks = new ArrayDeque<>(masks);
        this.uniforms = new ArrayDeque<>(uniforms);
        this.permutations = new ArrayDeque<>(permutations);
    }

    /** A run that drew nothing but a permutation. */
    static RecordedDraws permutation(NDArray order) {
        return uniforms(List.of(), order);
    }

    /** A run that drew shares and permutations. */
    static RecordedDraws uniforms(List<NDArray> uniforms, NDArray... permutations) {
        return new RecordedDraws(List.of(), List.of(), uniforms, List.of(permutations));
    }

    @Override
    public NDArray normal(Stream stream, Shape shape) {
        return next(normals, shape, "normal");
    }

    @Override
    public NDArray keep(double p, Shape shape) {
        return next(masks, shape, "dropout mask");
    }

    private static NDArray next(Deque<NDArray> queue, Shape shape, String kind) {
        NDArray draw = queue.poll();
        check(draw != null, "a %s of shape %s was drawn beyond the recorded ones", kind, shape);
        check(draw.getShape().equals(shape), "a %s of shape %s was recorded, not %s", kind, draw.getShape(), shape);
        return draw;
    }

    @Override
    public NDArray uniform(Stream stream, Shape shape) {
        return next(uniforms, shape, "uniform draw");
    }

    @Override
    public int[] permutation(Stream stream, int n) {
        return Arrays.stream(next(permutations, new Shape(n), "permutation").toLongArray())
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
