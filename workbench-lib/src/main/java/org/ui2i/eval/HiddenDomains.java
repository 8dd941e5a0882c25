package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;
import org.ui2i.data.Datasets;
import org.ui2i.data.Edges;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.models.Tunit;
import org.ui2i.tensor.Chunks;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Tensors;

/**
 * Images of several domains, which are known to the scores alone: how well they were told apart (T1, T2), and how well what
 * was found serves to translate (T3).
 */
public final class HiddenDomains {
    private static final int CONTENTS = 20; // of each domain
    private static final int REFERENCES = 3; // of each domain
    private static final long SEED = 43;

    private final ImageSet images;
    private final List<String> truth;
    private final Judge judge;

    private HiddenDomains(ImageSet images, Judge judge) {
        this.images = images;
        truth = Judge.labels(images, "class");
        this.judge = judge;
    }

    /**
     * Images of the bundled mixture that are in no training, judged by {@link BundledJudges#domains}.
     *
     * @param split TEST, or VAL while settings are still chosen
     * @return the five domains of 32 x 32
     */
    public static HiddenDomains bundled(Split split) {
        return of(
                Datasets.mixture("mixture", split, 32), BundledJudges.domains().judge());
    }

    /**
     * Any images.
     *
     * @param images whose manifest's {@code class} is their domain; part by part, 20 or more of each
     * @param judge of these domains
     * @return the images as a test
     */
    public static HiddenDomains of(ImageSet images, Judge judge) {
        return new HiddenDomains(images, judge);
    }

    /**
     * All images, in the order of {@link #truth}.
     *
     * @param manager owns them
     * @return (N, C, H, W) in [-1, 1]
     */
    public NDArray images(NDManager manager) {
        return images.all(manager);
    }

    /**
     * What no training knows.
     *
     * @return N names of domains
     */
    public List<String> truth() {
        return truth;
    }

    /**
     * Clusters of a network that tells pseudo domains.
     *
     * @param domains (B, C, H, W) to (B, K): each image goes to its largest number
     * @return against the truth
     */
    public ClusterScores clusters(UnaryOperator<NDArray> domains) {
        return score(all -> largest(Chunks.of(all, domains)));
    }

    /**
     * Clusters by k-means, the baseline.
     *
     * @param codes (B, C, H, W) to (B, ...): the images themselves, or what a network makes of them
     * @param k how many clusters
     * @param seed of the starts
     * @return against the truth
     */
    public ClusterScores kMeans(UnaryOperator<NDArray> codes, int k, long seed) {
        return score(all -> Clusters.kMeans(Chunks.of(all, codes), k, seed));
    }

    private ClusterScores score(Function<NDArray, List<String>> clusters) {
        try (NDManager scope = Tensors.scope()) {
            return ClusterScores.of(clusters.apply(images.all(scope)), truth);
        }
    }

    private static List<String> largest(NDArray numbers) {
        List<String> names = new ArrayList<>();
        for (long k : numbers.argMax(1).toType(DataType.INT64, false).toLongArray()) {
            names.add(Long.toString(k));
        }
        return names;
    }

    /**
     * Clusters and translations of a TUNIT.
     *
     * @param tunit trained or not
     * @return the scores
     */
    public TunitScores score(Tunit tunit) {
        return score(tunit::domains, tunit::style, tunit::translate);
    }

    /**
     * Clusters and translations.
     *
     * @param domains images to (B, K): each goes to its largest number
     * @param style images to style codes, (B, n)
     * @param translate contents and as many style codes to images
     * @return the scores
     */
    public TunitScores score(
            UnaryOperator<NDArray> domains, UnaryOperator<NDArray> style, BinaryOperator<NDArray> translate) {
        try (NDManager scope = Tensors.scope()) {
            NDArray all = images.all(scope);
            List<String> clusters = largest(Chunks.of(all, domains));
            Drawn drawn = drawn(Chunks.of(all, style), translate, clusters);
            return new TunitScores(ClusterScores.of(clusters, truth), byMean(drawn), byImage(drawn), near(drawn));
        }
    }

    /**
     * How many images are translated, among which an output's content is sought.
     *
     * @return the first 20 of each domain
     */
    public int contents() {
        return firstOfEach().length;
    }

    private int[] firstOfEach() {
        return truth.stream()
                .distinct()
                .flatMapToInt(d -> where(truth::get, d).limit(CONTENTS))
                .toArray();
    }

    private IntStream where(Function<Integer, String> names, String name) {
        return IntStream.range(0, truth.size()).filter(i -> names.apply(i).equals(name));
    }

    /**
     * What is translated, and how.
     *
     * @param styles of all images
     * @param translate contents and styles to images
     * @param clusters of all images
     * @param contents what is translated, with its edges, its true domains and what the judge takes it for
     */
    private record Drawn(NDArray styles, BinaryOperator<NDArray> translate, List<String> clusters, Contents contents) {
        NDArray styles(int... of) {
            return Regions.rows(
                    styles,
                    styles.getManager().create(IntStream.of(of).asLongStream().toArray()));
        }

        NDArray images(NDArray each) {
            return Chunks.of(contents.images, each, translate);
        }
    }

    private record Contents(NDArray images, NDArray edges, List<String> domains, List<String> verdicts) {}

    private Drawn drawn(NDArray styles, BinaryOperator<NDArray> translate, List<String> clusters) {
        int[] first = firstOfEach();
        NDArray x = images.tensor(styles.getManager(), first);
        List<String> own = IntStream.of(first).mapToObj(truth::get).toList();
        return new Drawn(styles, translate, clusters, new Contents(x, Edges.of(x), own, judge.verdicts(x)));
    }

    /** Each content in the mean style of each cluster, which is called what most of its images are. */
    private TunitScores.Translation byMean(Drawn d) {
        TunitScores.Translation.Tally tally = new TunitScores.Translation.Tally();
        names(d.clusters).forEach((cluster, name) -> {
            int[] members = where(d.clusters::get, cluster).toArray();
            count(tally, d, d.styles(members).mean(new int[] {0}, true), name);
        });
        return tally.all();
    }

    /** Each cluster's most frequent domain. */
    private Map<String, String> names(List<String> clusters) {
        Map<String, String> names = new LinkedHashMap<>();
        clusters.stream().sorted().distinct().forEach(cluster -> {
            Map<String, Long> counts = where(clusters::get, cluster)
                    .mapToObj(truth::get)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            names.put(
                    cluster,
                    counts.entrySet().stream()
                            .max(Comparator.comparingLong((Map.Entry<String, Long> e) -> e.getValue())
                                    .thenComparing(Map.Entry::getKey))
                            .orElseThrow()
                            .getKey());
        });
        return names;
    }

    /** Each content in the styles of some images, one after the other. */
    private TunitScores.Translation byImage(Drawn d) {
        TunitScores.Translation.Tally tally = new TunitScores.Translation.Tally();
        truth.stream().distinct().forEach(name -> {
            for (int k = 0; k < REFERENCES; k++) {
                int reference = pick(Seeds.mix(SEED, k, 4), j -> truth.get(j).equals(name));
                count(tally, d, d.styles(reference), name);
            }
        });
        return tally.all();
    }

    private int pick(long key, IntPredicate wanted) {
        int[] some = IntStream.range(0, truth.size()).filter(wanted).toArray();
        return some.length == 0 ? -1 : some[(int) (Seeds.uniform(key, 0) * some.length)];
    }

    /** All contents in one style; those that are of the wanted domain already are left out: copying would do. */
    private void count(TunitScores.Translation.Tally tally, Drawn d, NDArray style, String wanted) {
        Contents contents = d.contents;
        int n = contents.domains.size();
        try (NDArray outputs = d.images(style.repeat(0, n))) {
            List<String> verdicts = judge.verdicts(outputs);
            boolean[] found = Structure.foundEach(contents.edges, outputs);
            for (int i = 0; i < n; i++) {
                if (!wanted.equals(contents.domains.get(i))) {
                    tally.add(
                            verdicts.get(i).equals(wanted),
                            found[i],
                            contents.verdicts.get(i).equals(wanted));
                }
            }
        }
    }

    /** Each content in the styles of two images of one cluster, and of an image of another. */
    private TunitScores.Near near(Drawn d) {
        int n = d.contents.domains.size();
        int[] one = new int[n], same = new int[n], other = new int[n];
        for (int i = 0; i < n; i++) {
            int first = pick(Seeds.mix(SEED, i, 1), j -> true);
            String cluster = d.clusters.get(first);
            one[i] = first;
            same[i] = pick(Seeds.mix(SEED, i, 2), j -> d.clusters.get(j).equals(cluster));
            other[i] = pick(Seeds.mix(SEED, i, 3), j -> !d.clusters.get(j).equals(cluster));
            if (other[i] < 0) {
                return new TunitScores.Near(Double.NaN, Double.NaN, n);
            }
        }
        NDArray a = d.images(d.styles(one)), b = d.images(d.styles(same)), c = d.images(d.styles(other));
        return new TunitScores.Near(Scores.l1(a, b), Scores.l1(a, c), n);
    }
}
