package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A judge's logits (N, K) of some images, and what follows from them. */
record Verdicts(List<String> classes, double[][] logits) {
    List<String> names() {
        return Arrays.stream(logits).map(row -> classes.get(Rows.largest(row))).toList();
    }

    double accuracy(List<String> expected) {
        checkCount(expected);
        List<String> names = names();
        long hits = IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(expected.get(i)))
                .count();
        return (double) hits / names.size();
    }

    /** Share whose class is among the k likeliest; a class that ties is ahead. */
    double top(List<String> expected, int k) {
        checkCount(expected);
        check(k >= 1, "the %d likeliest classes: use at least 1", k);
        long hits = IntStream.range(0, logits.length)
                .filter(i -> ahead(logits[i], classes.indexOf(expected.get(i))) < k)
                .count();
        return (double) hits / logits.length;
    }

    private static long ahead(double[] row, int own) {
        return own < 0
                ? row.length
                : Arrays.stream(row).filter(v -> v > row[own]).count();
    }

    /** Mean of the largest probability. */
    double confidence() {
        return Arrays.stream(Rows.softmax(logits))
                .mapToDouble(row -> row[Rows.largest(row)])
                .average()
                .orElse(Double.NaN);
    }

    private void checkCount(List<String> expected) {
        check(expected.size() == logits.length, "%d images, %d classes: give one each", logits.length, expected.size());
    }
}
