package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ui2i.core.Seeds;

/**
 * A uniform random sample of features, for the kernel distance, which needs rows themselves. Every row has a key that its image's
 * number and the seed decide, and the rows with the smallest keys stay: so the sample is the same in whatever order and parts
 * the images come. It holds at most {@code capacity} times d float32 numbers: 82 MB for 10,000 of Inception's 2048.
 *
 * @param capacity rows that are kept, 2 or more
 * @param seed of the choice
 * @param entries what is kept, the smallest key first
 */
public record FeatureSample(int capacity, long seed, List<Entry> entries) implements Serializable {
    private static final long serialVersionUID = 1;

    /**
     * A row that is kept.
     *
     * @param key random, by the image's number
     * @param row (d)
     */
    public record Entry(long key, float[] row) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Checks the capacity. */
    public FeatureSample {
        check(capacity >= 2, "a sample of %d rows has no pair: keep 2 or more", capacity);
    }

    /**
     * Of no row yet.
     *
     * @param capacity rows to keep
     * @param seed of the choice
     * @return an empty sample
     */
    public static FeatureSample none(int capacity, long seed) {
        return new FeatureSample(capacity, seed, List.of());
    }

    /**
     * Takes rows.
     *
     * @param ids a number for each row, no two images alike
     * @param rows (N, d)
     * @return a new sample
     */
    public FeatureSample add(long[] ids, float[][] rows) {
        check(ids.length == rows.length, "%d numbers for %d rows: give one each", ids.length, rows.length);
        return smallest(Stream.concat(
                entries.stream(),
                IntStream.range(0, ids.length).mapToObj(i -> new Entry(Seeds.mix(seed, ids[i]), rows[i]))));
    }

    /**
     * Joins two parts.
     *
     * @param other of other images, with the same capacity and seed
     * @return of all
     */
    public FeatureSample merge(FeatureSample other) {
        check(
                capacity == other.capacity && seed == other.seed,
                "samples of %d rows by seed %d and of %d by %d: use one capacity and one seed",
                capacity,
                seed,
                other.capacity,
                other.seed);
        return smallest(Stream.concat(entries.stream(), other.entries.stream()));
    }

    /**
     * The kernel distance of what two samples hold, by random subsets.
     *
     * @param other of the other side
     * @param size rows in each subset; all that the smaller sample has if those are fewer
     * @param subsets how many
     * @return {@link KernelDistance}
     */
    public double kernel(FeatureSample other, int size, int subsets) {
        int most = Math.min(size, Math.min(entries.size(), other.entries.size()));
        boolean all = most == entries.size() && most == other.entries.size(); // every subset is the whole then
        return KernelDistance.of(rows(), other.rows(), most, all ? 1 : subsets, seed);
    }

    private double[][] rows() {
        return entries.stream()
                .map(e -> IntStream.range(0, e.row.length)
                        .mapToDouble(k -> e.row[k])
                        .toArray())
                .toArray(double[][]::new);
    }

    private FeatureSample smallest(Stream<Entry> all) {
        return new FeatureSample(
                capacity,
                seed,
                all.sorted(Comparator.comparingLong(Entry::key)).limit(capacity).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureSample that
                && capacity == that.capacity
                && seed == that.seed
                && Arrays.deepEquals(rows(), that.rows());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(rows());
    }
}
