package org.ui2i.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Images that are decoded when they are asked for, for folders that do not fit into memory. {@link Decoders} work ahead on
 * what {@link #soon} names, so that at most so many images are held; what was not named is decoded by who asks. An image
 * depends on its file alone, so batches are the same as from memory.
 */
final class LazyPlanes implements Planes {
    private final List<Supplier<byte[]>> images;
    private final Map<Integer, FutureTask<byte[]>> ahead = new HashMap<>();

    LazyPlanes(List<Supplier<byte[]>> images) {
        this.images = List.copyOf(images);
    }

    /** Several, one after the other. */
    static LazyPlanes joined(List<Planes> parts) {
        List<Supplier<byte[]>> all = new ArrayList<>();
        for (Planes part : parts) {
            IntStream.range(0, part.size())
                    .mapToObj(i ->
                            part instanceof LazyPlanes lazy ? lazy.images.get(i) : (Supplier<byte[]>) () -> part.at(i))
                    .forEach(all::add);
        }
        return new LazyPlanes(all);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public byte[] at(int index) {
        Future<byte[]> ready;
        synchronized (ahead) {
            ready = ahead.get(index);
        }
        try {
            return ready == null ? images.get(index).get() : Decoders.result(ready);
        } catch (CancellationException e) { // another thread has named others meanwhile
            return images.get(index).get();
        }
    }

    @Override
    public void soon(int[] indices) {
        Set<Integer> wanted = new HashSet<>(Arrays.stream(indices).boxed().toList());
        synchronized (ahead) {
            ahead.forEach((index, task) -> {
                if (!wanted.contains(index)) {
                    task.cancel(false);
                }
            });
            ahead.keySet().retainAll(wanted);
            for (int index : indices) { // in the order in which they will be asked for
                ahead.computeIfAbsent(index, i -> Decoders.begin(images.get(i)));
            }
        }
    }

    /** How many images are held or being decoded. */
    int held() {
        synchronized (ahead) {
            return ahead.size();
        }
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public Planes take(int[] indices) {
        return new LazyPlanes(Arrays.stream(indices).mapToObj(images::get).toList());
    }

    @Override
    public Planes mapped(UnaryOperator<byte[]> change) {
        return new LazyPlanes(images.stream()
                .map(image -> (Supplier<byte[]>) () -> change.apply(image.get()))
                .toList());
    }
}
