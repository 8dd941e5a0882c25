package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/**
 * Where the right item of a gallery comes when the gallery is sorted by its distance to a query: retrieval@k is the share
 * of queries whose right item is among the first k. Ties count against it.
 *
 * @param ranks of each query's right item, 1 = nearest
 * @param gallery how many items each was sought among
 */
public record Ranking(int[] ranks, int gallery) {
    /** How far two rows are from each other. */
    public enum Distance {
        /** sum |x - y| */
        L1 {
            @Override
            double of(double[] x, double[] y) {
                double sum = 0;
                for (int k = 0; k < x.length; k++) {
                    sum += Math.abs(x[k] - y[k]);
                }
                return sum;
            }
        },
        /** |x - y| */
        EUCLIDEAN {
            @Override
            double of(double[] x, double[] y) {
                return Rows.distance(x, y);
            }
        },
        /** 1 - x.y / (|x| |y|) */
        COSINE {
            @Override
            double of(double[] x, double[] y) {
                double lengths = Math.sqrt(Rows.dot(x, x) * Rows.dot(y, y));
                return lengths == 0 ? 1 : 1 - Rows.dot(x, y) / lengths;
            }
        };

        abstract double of(double[] x, double[] y);
    }

    /**
     * Ranks by distance.
     *
     * @param queries (N, ...) images or codes
     * @param gallery (M, ...) of the same size
     * @param own N places in the gallery: the right item of each query
     * @param distance what sorts the gallery
     * @return the ranks
     */
    public static Ranking of(NDArray queries, NDArray gallery, int[] own, Distance distance) {
        return of(Rows.of(queries), Rows.of(gallery), own, distance);
    }

    static Ranking of(double[][] queries, double[][] gallery, int[] own, Distance distance) {
        Rows.checkWidths(queries, gallery);
        check(own.length == queries.length, "%d queries, %d right items: give one each", queries.length, own.length);
        int[] ranks = new int[own.length];
        for (int i = 0; i < ranks.length; i++) {
            int right = own[i];
            check(
                    right >= 0 && right < gallery.length,
                    "the right item of query %d is %d: use 0 to %d",
                    i,
                    right,
                    gallery.length - 1);
            double[] query = queries[i];
            double reach = distance.of(query, gallery[right]);
            // not "distance <= reach": a NaN must come last, not first
            ranks[i] = (int) Arrays.stream(gallery)
                    .filter(item -> !(distance.of(query, item) > reach))
                    .count();
        }
        return new Ranking(ranks, gallery.length);
    }

    /**
     * Retrieval@k.
     *
     * @param k at least 1
     * @return share of queries whose right item is among the first k
     */
    public double at(int k) {
        check(k >= 1, "the first %d items: use at least 1", k);
        return Arrays.stream(ranks).filter(rank -> rank <= k).count() / (double) ranks.length;
    }

    /**
     * What guessing gives.
     *
     * @param k at least 1
     * @return min(k / gallery, 1)
     */
    public double chance(int k) {
        return Math.min(1, (double) k / gallery);
    }
}
