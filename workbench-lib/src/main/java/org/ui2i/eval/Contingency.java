package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.util.Arrays;
import java.util.List;

/** How many items have each pair of labels: rows are the first labelling's, columns the second's, both sorted. */
record Contingency(List<String> a, List<String> b, double[][] counts) {
    static Contingency of(List<String> a, List<String> b) {
        check(a.size() == b.size() && !a.isEmpty(), "%d and %d labels: give each item both", a.size(), b.size());
        List<String> rows = a.stream().distinct().sorted().toList();
        List<String> columns = b.stream().distinct().sorted().toList();
        double[][] counts = new double[rows.size()][columns.size()];
        for (int i = 0; i < a.size(); i++) {
            counts[rows.indexOf(a.get(i))][columns.indexOf(b.get(i))]++;
        }
        return new Contingency(rows, columns, counts);
    }

    int rows() {
        return a.size();
    }

    int columns() {
        return b.size();
    }

    double count(int row, int column) {
        return counts[row][column];
    }

    double n() {
        return Arrays.stream(cells()).sum();
    }

    double[] cells() {
        return Arrays.stream(counts).flatMapToDouble(Arrays::stream).toArray();
    }

    double[] rowSums() {
        return Arrays.stream(counts)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
    }

    double[] columnSums() {
        double[] sums = new double[columns()];
        for (double[] row : counts) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }
}
