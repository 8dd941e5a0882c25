package org.ui2i.io;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/** A tensor of a {@link TorchFile}: where its numbers lie. They are read when asked for. */
public final class TorchTensor {
    private static final String DAMAGED = Storage.DAMAGED;
    private static final String OUTSIDE = "%s does not lie in its storage of %d numbers: %s";
    private final Storage storage;
    private final long offset;
    private final long[] sizes;
    private final long[] strides;

    /** Numbers {@code offset + sum_d i_d strides_d} of a storage; refused unless all lie inside and none is repeated. */
    TorchTensor(Storage storage, long offset, long[] sizes, long[] strides) {
        this.storage = storage;
        this.offset = offset;
        this.sizes = sizes;
        this.strides = strides;
        check(sizes.length == strides.length, "%d sizes but %d strides: %s", sizes.length, strides.length, DAMAGED);
        check(offset >= 0 && offset <= storage.size(), OUTSIDE, this, storage.size(), DAMAGED);
        long last = offset;
        long count = 1;
        for (int d = 0; d < sizes.length; d++) {
            boolean inside = sizes[d] >= 0 && sizes[d] <= storage.size() && strides[d] >= 0;
            check(inside && (sizes[d] <= 1 || strides[d] <= storage.size()), OUTSIDE, this, storage.size(), DAMAGED);
            count = sizes[d] == 0 ? 0 : count * sizes[d];
            last += (sizes[d] - 1) * strides[d]; // at most 2^62: both are at most 2^31
            check(count <= storage.size() && last <= storage.size(), OUTSIDE, this, storage.size(), DAMAGED);
        }
        check(count == 0 || last < storage.size(), OUTSIDE, this, storage.size(), DAMAGED);
    }

    /**
     * The tensor's shape.
     *
     * @return sizes, outermost first
     */
    public Shape shape() {
        return new Shape(sizes);
    }

    Storage storage() {
        return storage;
    }

    /** How many numbers, at most the storage's. */
    long count() {
        return shape().size();
    }

    /** Its numbers in C order, gathered from the whole storage's bytes. */
    float[] gather(ByteBuffer bytes) {
        float[] values = new float[Math.toIntExact(count())];
        long[] index = new long[sizes.length];
        long at = offset;
        for (int i = 0; i < values.length; i++) {
            values[i] = storage.type().read(bytes, at);
            for (int d = sizes.length - 1; d >= 0; d--) {
                at += strides[d];
                if (++index[d] < sizes[d]) {
                    break;
                }
                at -= sizes[d] * strides[d];
                index[d] = 0;
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return String.format("a tensor of shape %s from number %d on", shape(), offset);
    }
}
