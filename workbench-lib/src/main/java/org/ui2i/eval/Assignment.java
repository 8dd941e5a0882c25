package org.ui2i.eval;

import java.util.Arrays;

/** The cheapest one-to-one assignment of rows to columns (Kuhn 1955), by shortest augmenting paths. */
final class Assignment {
    private final double[][] cost;
    private final int n;
    private final int m;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] rowOf; // of each column, -1: free; column m is where a search starts
    private final int[] before; // the column from which a search came to a column

    private Assignment(double[][] cost) {
        this.cost = cost;
        n = cost.length;
        m = cost[0].length;
        rowPrice = new double[n];
        columnPrice = new double[m + 1];
        rowOf = new int[m + 1];
        before = new int[m + 1];
        Arrays.fill(rowOf, -1);
    }

    /** The column of each row, all different; at least as many columns as rows. */
    static int[] cheapest(double[][] cost) {
        Assignment search = new Assignment(cost);
        for (int row = 0; row < search.n; row++) {
            search.add(row);
        }
        int[] columns = new int[search.n];
        for (int j = 0; j < search.m; j++) {
            if (search.rowOf[j] >= 0) {
                columns[search.rowOf[j]] = j;
            }
        }
        return columns;
    }

    private void add(int row) {
        double[] slack = new double[m];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        boolean[] reached = new boolean[m + 1];
        rowOf[m] = row;
        int at = m;
        while (rowOf[at] >= 0) {
            reached[at] = true;
            at = step(at, slack, reached);
        }
        while (at != m) { // shift the path's rows by one
            rowOf[at] = rowOf[before[at]];
            at = before[at];
        }
    }

    /** Extends the search by the cheapest column not reached, and moves prices so that it costs nothing more. */
    private int step(int at, double[] slack, boolean[] reached) {
        int next = -1;
        for (int j = 0; j < m; j++) {
            if (!reached[j]) {
                double reduced = cost[rowOf[at]][j] - rowPrice[rowOf[at]] - columnPrice[j];
                if (reduced < slack[j]) {
                    slack[j] = reduced;
                    before[j] = at;
                }
                next = next < 0 || slack[j] < slack[next] ? j : next;
            }
        }
        double delta = slack[next];
        for (int j = 0; j <= m; j++) {
            if (reached[j]) {
                rowPrice[rowOf[j]] += delta;
                columnPrice[j] -= delta;
            } else if (j < m) {
                slack[j] -= delta;
            }
        }
        return next;
    }
}
