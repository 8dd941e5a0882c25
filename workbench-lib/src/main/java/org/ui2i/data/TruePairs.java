package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * True pairs, for scores only: image i of {@code b} is the counterpart of image i of {@code a}.
 *
 * @param a images of domain A
 * @param b images of domain B, aligned with {@code a} by index
 */
public record TruePairs(ImageSet a, ImageSet b) {
    /** Checks that the pairs are aligned. */
    public TruePairs {
        check(a.size() == b.size(), "%d images against %d: true pairs need equal counts", a.size(), b.size());
        for (int i = 0; i < a.size(); i++) {
            check(
                    a.text("content", i).equals(b.text("content", i)),
                    "pair %d is %s and %s: give both sides the same contents in the same order",
                    i,
                    a.name(i),
                    b.name(i));
        }
    }

    /**
     * How many pairs.
     *
     * @return the count
     */
    public int size() {
        return a.size();
    }

    /**
     * What each pair shows.
     *
     * @return class/content, for example {@code Lato/Q}
     */
    public List<String> contents() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            labels.add(a.text("class", i) + "/" + a.text("content", i));
        }
        return labels;
    }

    /**
     * A thinner set.
     *
     * @param k keeps pairs 0, k, 2k, ...; of 52 letters in turn all stay if k has no divisor in common with 52
     * @return some of the pairs
     */
    public TruePairs every(int k) {
        check(k >= 1, "every pair of %d is kept: use at least 1", k);
        return take(IntStream.range(0, size()).filter(i -> i % k == 0).toArray());
    }

    /**
     * Some of the pairs.
     *
     * @param indices which, in this order
     * @return the pairs
     */
    public TruePairs take(int... indices) {
        return new TruePairs(a.take(indices), b.take(indices));
    }
}
