package org.ui2i.data.shard;

import static org.ui2i.core.Check.check;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.data.Sha256;

/**
 * A slice of a list of images: the piece of work that is done, tried again and found done as a whole.
 *
 * @param number place among the shards, from 0
 * @param images of the slice, in order
 */
public record Shard(int number, List<InputImage> images) implements Serializable {
    /**
     * How many images go through the networks at once. Batches lie at multiples of it in the whole list, so a result does
     * not depend on the shards: the engine's rounding may depend on the size of a batch.
     */
    public static final int BATCH = 16;

    private static final int DIGITS = 16; // of a hash: enough to tell the shards of one folder apart

    /**
     * Slices a list.
     *
     * @param images sorted
     * @param size images a shard, a multiple of {@link #BATCH}; the last shard may have fewer
     * @return all images, each once
     */
    public static List<Shard> of(List<InputImage> images, int size) {
        check(
                size > 0 && size % BATCH == 0,
                "a shard of %d images does not hold whole batches: use a multiple of %d",
                size,
                BATCH);
        List<Shard> shards = new ArrayList<>();
        for (int first = 0; first < images.size(); first += size) {
            int end = Math.min(images.size(), first + size);
            shards.add(new Shard(shards.size(), List.copyOf(images.subList(first, end))));
        }
        return shards;
    }

    /**
     * A name that changes with the work: the same work on the same files has the same name in each run.
     *
     * @param work tells the work from others, such as a hash of the weights
     * @return 16 hexadecimal digits
     */
    public String id(String work) {
        StringBuilder text = new StringBuilder(work);
        images.forEach(i -> text.append('\0')
                .append(i.name())
                .append('\0')
                .append(i.bytes())
                .append('\0')
                .append(i.modified()));
        return Sha256.of(text.toString()).substring(0, DIGITS);
    }

    /**
     * The images in the groups that go through the networks together.
     *
     * @return lists of {@link #BATCH} images, the last may have fewer
     */
    public List<List<InputImage>> batches() {
        List<List<InputImage>> batches = new ArrayList<>();
        for (int first = 0; first < images.size(); first += BATCH) {
            batches.add(images.subList(first, Math.min(images.size(), first + BATCH)));
        }
        return batches;
    }
}
