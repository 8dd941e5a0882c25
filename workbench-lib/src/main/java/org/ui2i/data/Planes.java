package org.ui2i.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The bytes of images of one size, planes one after the other: in memory, or decoded when they are asked for. */
interface Planes {
    /** How many images. */
    int size();

    /** An image's bytes, not to be changed. Any thread may ask. */
    byte[] at(int index);

    /**
     * These are asked for next. From now on they and no others are made ready ahead.
     *
     * @param indices repeats allowed
     */
    void soon(int[] indices);

    /** Whether nothing has to be made ready. */
    boolean inMemory();

    /** Some of the images, in this order. */
    Planes take(int[] indices);

    /** Every image changed; {@code change} is given the bytes themselves and returns others. */
    Planes mapped(UnaryOperator<byte[]> change);

    /** Images that are in memory. */
    static Planes of(byte[][] images) {
        return new InMemory(images);
    }

    /** Several, one after the other. */
    static Planes joined(List<Planes> parts) {
        if (!parts.stream().allMatch(Planes::inMemory)) {
            return LazyPlanes.joined(parts);
        }
        return of(parts.stream()
                .flatMap(part -> IntStream.range(0, part.size()).mapToObj(part::at))
                .toArray(byte[][]::new));
    }

    /**
     * Bytes on the heap.
     *
     * @param images one an image
     */
    record InMemory(byte[][] images) implements Planes {
        @Override
        public int size() {
            return images.length;
        }

        @Override
        public byte[] at(int index) {
            return images[index];
        }

        @Override
        public void soon(int[] indices) {
            // all are ready
        }

        @Override
        public boolean inMemory() {
            return true;
        }

        @Override
        public Planes take(int[] indices) {
            return of(Arrays.stream(indices).mapToObj(i -> images[i]).toArray(byte[][]::new));
        }

        @Override
        public Planes mapped(UnaryOperator<byte[]> change) {
            return of(Arrays.stream(images).map(change).toArray(byte[][]::new));
        }
    }
}
