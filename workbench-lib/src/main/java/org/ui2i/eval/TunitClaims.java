package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.TunitArm;

/** The course's rows T1 to T3 from the scores of trained arms, seed by seed against a baseline. */
public final class TunitClaims {
    private final Map<TunitArm, List<TunitScores>> arms;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    /**
     * Clusters by k-means, of as many clusters as an arm has, one score a seed.
     *
     * @param pixels of the images
     * @param untrained of the features of the arm's guiding network before training
     */
    public record Baselines(List<ClusterScores> pixels, List<ClusterScores> untrained) {}

    private TunitClaims(Map<TunitArm, List<TunitScores>> arms, String commit) {
        this.arms = arms;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param arms scores of every arm, one a seed
     * @param baselines of the two arms with mutual information
     * @param contents how many there are that a translation's content is sought among
     * @param commit of the library that trained the arms
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(
            Map<TunitArm, List<TunitScores>> arms, Map<TunitArm, Baselines> baselines, int contents, String commit) {
        TunitClaims c = new TunitClaims(arms, commit);
        baselines.forEach(c::found);
        baselines.keySet().forEach(arm -> c.translated(arm, contents));
        c.information();
        c.near();
        return List.copyOf(c.rows);
    }

    /** T1: told apart without labels. */
    private void found(TunitArm arm, Baselines baselines) {
        for (ClusterScores.Measure m : ClusterScores.Measure.values()) {
            clusters("T1", m, arm, "k-means of pixels", baselines.pixels);
            clusters("T1", m, arm, "k-means of untrained features", baselines.untrained);
        }
    }

    private void clusters(String id, ClusterScores.Measure m, TunitArm arm, String name, List<ClusterScores> baseline) {
        double[] values = values(arm, s -> s.clusters().of(m));
        double[] others = baseline.stream().mapToDouble(s -> s.of(m)).toArray();
        int n = of(arm).get(0).clusters().n();
        add(id, m + ", " + arm.id() + "; baseline: " + name, Interval.paired(values, others), Scores.mean(others), n);
    }

    /** T1: translated by what was found. */
    private void translated(TunitArm arm, int contents) {
        double[] both = values(arm, s -> s.byMean().both()),
                image = values(arm, s -> s.byImage().both());
        String mean = "arrived with content, mean styles, " + arm.id(),
                one = "arrived with content, one image, " + arm.id();
        int n = of(arm).get(0).byMean().n(), ofImages = of(arm).get(0).byImage().n();
        double copied = Scores.mean(values(arm, s -> s.byMean().copied()));
        add("T1", mean + "; baseline: untranslated", Interval.t(both), copied, n);
        add("T1", mean + "; baseline: a fixed image", Interval.t(both), 1.0 / contents, n);
        double copiedImage = Scores.mean(values(arm, s -> s.byImage().copied()));
        add("T1", one + "; baseline: untranslated", Interval.t(image), copiedImage, ofImages);
        add("T1", one + "; baseline: a fixed image", Interval.t(image), 1.0 / contents, ofImages);
    }

    /** T2: what mutual information does. */
    private void information() {
        List<TunitScores> without = of(TunitArm.NO_MI);
        for (ClusterScores.Measure m : ClusterScores.Measure.values()) {
            clusters(
                    "T2",
                    m,
                    TunitArm.TRUE_K,
                    "without mutual information",
                    without.stream().map(TunitScores::clusters).toList());
        }
        double[] both = values(TunitArm.TRUE_K, s -> s.byMean().both());
        double[] others = values(TunitArm.NO_MI, s -> s.byMean().both());
        String name =
                "arrived with content, mean styles, " + TunitArm.TRUE_K.id() + "; baseline: without mutual information";
        int n = of(TunitArm.TRUE_K).get(0).byMean().n();
        add("T2", name, Interval.paired(both, others), Scores.mean(others), n);
    }

    /** T3: outputs of one pseudo domain are alike. */
    private void near() {
        for (TunitArm arm : List.of(TunitArm.TRUE_K, TunitArm.LARGE_K)) {
            double[] within = values(arm, s -> s.near().within()),
                    between = values(arm, s -> s.near().between());
            String name = "L1 of outputs by styles of one pseudo domain, " + arm.id() + "; baseline: of two";
            Interval value = Interval.paired(within, between);
            int n = of(arm).get(0).near().n();
            rows.add(row("T3", name, value, Scores.mean(between), n, Better.LOWER));
        }
    }

    private void add(String id, String name, Interval value, double baseline, int n) {
        rows.add(row(id, name, value, baseline, n, Better.HIGHER));
    }

    private ClaimTable.Row row(String id, String name, Interval value, double baseline, int n, Better better) {
        return new ClaimTable.Row(new Claim(id, name, value, baseline, n, value.n(), commit), better);
    }

    private List<TunitScores> of(TunitArm arm) {
        return present(arms.get(arm), "no run of the arm %s: train it first", arm.id());
    }

    private double[] values(TunitArm arm, ToDoubleFunction<TunitScores> score) {
        return of(arm).stream().mapToDouble(score).toArray();
    }
}
