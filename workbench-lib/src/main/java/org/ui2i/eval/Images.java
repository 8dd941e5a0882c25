package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ui2i.data.ImageSet;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** A batch of images outside the engine, in C order, values in [-1, 1]. */
record Images(float[] values, int count, int channels, int height, int width) {
    private static final int CHUNK = 64;

    static Images of(NDArray x) {
        long[] shape = x.getShape().getShape();
        check(shape.length == 4, "images have shape %s: use (B, C, H, W)", x.getShape());
        return new Images(x.toFloatArray(), (int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3]);
    }

    static Images of(ImageSet set) {
        check(set.size() > 0, "the set has no image: give at least one");
        try (NDManager scope = Tensors.scope()) {
            return of(set.all(scope));
        }
    }

    /** Sets of one size, one after the other. */
    static Images all(List<Images> sets) {
        Images first = sets.get(0);
        int count = 0;
        for (Images set : sets) {
            check(
                    set.width == first.width && set.height == first.height && set.channels == first.channels,
                    "images are %d x %d of %d planes here, %d x %d of %d there: use one size",
                    set.width,
                    set.height,
                    set.channels,
                    first.width,
                    first.height,
                    first.channels);
            count += set.count;
        }
        float[] values = new float[count * first.each()];
        int at = 0;
        for (Images set : sets) {
            System.arraycopy(set.values, 0, values, at, set.values.length);
            at += set.values.length;
        }
        return new Images(values, count, first.channels, first.height, first.width);
    }

    /** Some of the images, in this order. */
    Images take(int... indices) {
        float[] some = new float[indices.length * each()];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(values, indices[i] * each(), some, i * each(), each());
        }
        return new Images(some, indices.length, channels, height, width);
    }

    /** Each image's place taken by the next one, the last one's by the first. */
    Images rolled() {
        return take(IntStream.range(0, count).map(i -> (i + 1) % count).toArray());
    }

    /** One image's number of values. */
    int each() {
        return channels * height * width;
    }

    /** The same shape with other values. */
    Images with(float[] other) {
        return new Images(other, count, channels, height, width);
    }

    void checkLike(Images other) {
        check(
                count == other.count && channels == other.channels && height == other.height && width == other.width,
                "images of (%d, %d, %d, %d) against (%d, %d, %d, %d): compare equal shapes",
                count,
                channels,
                height,
                width,
                other.count,
                other.channels,
                other.height,
                other.width);
    }

    /** Images from..to-1 as a tensor. */
    NDArray tensor(NDManager manager, int from, int to) {
        return Tensors.of(
                manager,
                Arrays.copyOfRange(values, from * each(), to * each()),
                new Shape(to - from, channels, height, width));
    }

    /** Images as a tensor. */
    NDArray tensor(NDManager manager) {
        return tensor(manager, 0, count);
    }

    /** A network's outputs, computed without a graph some images at a time. */
    float[] through(UnaryOperator<NDArray> network) {
        float[][] parts = new float[(count + CHUNK - 1) / CHUNK][];
        for (int i = 0; i < parts.length; i++) {
            int from = i * CHUNK, to = Math.min(count, from + CHUNK);
            try (NDManager scope = Tensors.scope()) {
                parts[i] = Grad.off(() -> network.apply(tensor(scope, from, to)).toFloatArray());
            }
        }
        int total = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        float[] all = new float[total];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
