package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.math.distance.DistanceType;

/** Clusters against the truth: two labellings of the same items, whose names need not agree. */
public final class Clusters {
    private static final int ROUNDS = 50;

    /** What mutual information is divided by. */
    public enum Normaliser {
        /** (H(a) + H(b)) / 2, the commonest */
        MEAN {
            @Override
            double of(double a, double b) {
                return (a + b) / 2;
            }
        },
        /** sqrt(H(a) H(b)) */
        GEOMETRIC {
            @Override
            double of(double a, double b) {
                return Math.sqrt(a * b);
            }
        },
        /** max(H(a), H(b)) */
        MAX {
            @Override
            double of(double a, double b) {
                return Math.max(a, b);
            }
        },
        /** min(H(a), H(b)) */
        MIN {
            @Override
            double of(double a, double b) {
                return Math.min(a, b);
            }
        };

        abstract double of(double a, double b);
    }

    private Clusters() {}

    /**
     * Normalised mutual information.
     * <pre>NMI = I(a; b) / norm,  I = H(a) + H(b) - H(a, b),  H = -sum_i p_i log p_i</pre>
     *
     * @param a one label an item
     * @param b another labelling of the same items
     * @param normaliser named wherever the number is printed
     * @return 0 (independent) to 1 (equal up to names); 1 if both have one cluster only
     */
    public static double nmi(List<String> a, List<String> b, Normaliser normaliser) {
        Contingency table = Contingency.of(a, b);
        double ha = entropy(table.rowSums(), table.n()), hb = entropy(table.columnSums(), table.n());
        double norm = normaliser.of(ha, hb);
        double shared = ha + hb - entropy(table.cells(), table.n());
        return ha == 0 && hb == 0 ? 1 : norm == 0 ? 0 : Math.max(0, shared / norm);
    }

    private static double entropy(double[] counts, double n) {
        double h = 0;
        for (double count : counts) {
            h -= count > 0 ? count / n * Math.log(count / n) : 0;
        }
        return h;
    }

    /**
     * Adjusted Rand index (Hubert and Arabie 1985).
     * <pre>
     * (sum_ij C(n_ij, 2) - E) / ((sum_i C(a_i, 2) + sum_j C(b_j, 2)) / 2 - E)
     * E = sum_i C(a_i, 2) sum_j C(b_j, 2) / C(n, 2)
     * </pre>
     *
     * @param a one label an item, at least two items
     * @param b another labelling of the same items
     * @return 1 for equal clusters, about 0 for chance, may be negative
     */
    public static double ari(List<String> a, List<String> b) {
        Contingency table = Contingency.of(a, b);
        check(table.n() >= 2, "%d item has no pair: give 2 or more", (int) table.n());
        double together = pairs(table.cells()), inA = pairs(table.rowSums()), inB = pairs(table.columnSums());
        double expected = inA * inB / pairs(table.n()), most = (inA + inB) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(double... counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count * (count - 1) / 2;
        }
        return sum;
    }

    /**
     * Share of items whose cluster is matched to their class, under the best one-to-one match (Hungarian algorithm). Items
     * of clusters that are left over, since there are more clusters than classes, count as wrong.
     *
     * @param clusters one an item
     * @param classes the truth
     * @return in (0, 1]
     */
    public static double accuracy(List<String> clusters, List<String> classes) {
        Contingency table = Contingency.of(clusters, classes);
        int rows = table.rows(), columns = Math.max(rows, table.columns());
        double[][] cost = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < table.columns(); j++) {
                cost[i][j] = -table.count(i, j);
            }
        }
        int[] match = Assignment.cheapest(cost);
        double hits = 0;
        for (int i = 0; i < rows; i++) {
            hits -= cost[i][match[i]];
        }
        return hits / table.n();
    }

    /**
     * Clusters of codes by k-means with k-means++ starts (Tribuo's), the baseline of anything that clusters.
     *
     * @param codes (N, ...), N of k or more
     * @param k how many clusters
     * @param seed of the starts
     * @return N names of clusters, "0" to k - 1
     */
    public static List<String> kMeans(NDArray codes, int k, long seed) {
        double[][] rows = Rows.of(codes);
        check(k >= 1 && k <= rows.length, "%d clusters of %d items: use 1 to %d", k, rows.length, rows.length);
        KMeansTrainer trainer =
                new KMeansTrainer(k, ROUNDS, DistanceType.L2.getDistance(), Initialisation.PLUSPLUS, 1, seed);
        List<String> names = new ArrayList<>();
        trainer.train(Tribuo.clusters(rows))
                .predict(Tribuo.clusters(rows))
                .forEach(p -> names.add(name(p.getOutput())));
        return names;
    }

    private static String name(ClusterID id) {
        return Integer.toString(id.getID());
    }
}
