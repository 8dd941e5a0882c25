package org.ui2i.eval;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How well clusters that were found without labels agree with the classes that there are.
 *
 * @param accuracy {@link Clusters#accuracy}, clusters matched to classes one to one on these same items
 * @param nmi {@link Clusters#nmi}, normalised by the mean entropy
 * @param ari {@link Clusters#ari}
 * @param used how many clusters have items
 * @param n how many items
 */
public record ClusterScores(double accuracy, double nmi, double ari, int used, int n) {
    /** One of the three numbers; higher is better. */
    public enum Measure {
        /** share of items in the cluster that their class is matched to; those in extra clusters are wrong */
        ACCURACY("cluster accuracy", ClusterScores::accuracy),
        /** normalised mutual information */
        NMI("NMI", ClusterScores::nmi),
        /** adjusted Rand index */
        ARI("ARI", ClusterScores::ari);

        private final String words;
        private final ToDoubleFunction<ClusterScores> value;

        Measure(String words, ToDoubleFunction<ClusterScores> value) {
            this.words = words;
            this.value = value;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Scores clusters.
     *
     * @param clusters one name an item, at least two items
     * @param classes the truth
     * @return the scores
     */
    public static ClusterScores of(List<String> clusters, List<String> classes) {
        return new ClusterScores(
                Clusters.accuracy(clusters, classes),
                Clusters.nmi(clusters, classes, Clusters.Normaliser.MEAN),
                Clusters.ari(clusters, classes),
                (int) clusters.stream().distinct().count(),
                classes.size());
    }

    /**
     * A number.
     *
     * @param measure which
     * @return its value
     */
    public double of(Measure measure) {
        return measure.value.applyAsDouble(this);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "accuracy %.3f  NMI %.3f  ARI %.3f  (%d clusters, n = %d)", accuracy, nmi, ari, used, n);
    }
}
