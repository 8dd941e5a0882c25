package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.Claim.Verdict;
import org.ui2i.models.TunitArm;

class TunitClaimsTest {
    private static ClusterScores clusters(double accuracy) {
        return new ClusterScores(accuracy, accuracy - 0.1, accuracy - 0.2, 5, 200);
    }

    private static TunitScores scores(double accuracy, double both, double within) {
        return new TunitScores(
                clusters(accuracy),
                new TunitScores.Translation(0.9, 0.8, both, 0.01, 400),
                new TunitScores.Translation(0.9, 0.8, both / 2, 0.02, 100),
                new TunitScores.Near(within, 0.2, 100));
    }

    private static List<TunitScores> seeds(double accuracy, double both, double within) {
        return List.of(
                scores(accuracy, both, within),
                scores(accuracy + 0.01, both + 0.01, within),
                scores(accuracy - 0.01, both - 0.01, within + 0.01));
    }

    private static final TunitClaims.Baselines BASELINES = new TunitClaims.Baselines(
            List.of(clusters(0.6), clusters(0.6), clusters(0.6)),
            List.of(clusters(0.8), clusters(0.95), clusters(0.9)));

    private static final List<ClaimTable.Row> ROWS = TunitClaims.of(
            Map.of(
                    TunitArm.TRUE_K, seeds(0.9, 0.7, 0.1),
                    TunitArm.LARGE_K, seeds(0.7, 0.6, 0.3),
                    TunitArm.NO_MI, seeds(0.5, 0.4, 0.1)),
            Map.of(TunitArm.TRUE_K, BASELINES),
            100,
            "abc");

    private static ClaimTable.Row row(String id, String arm) {
        return ROWS.stream()
                .filter(row -> row.claim().id().equals(id) && row.claim().arm().equals(arm))
                .findFirst()
                .orElseThrow(() -> new AssertionError(arm + " is not among "
                        + ROWS.stream().map(row -> row.claim().arm()).toList()));
    }

    @Test
    void clustersAreHeldAgainstBaselinesSeedBySeed() {
        assertEquals(6 + 4 + 4 + 2, ROWS.size());
        ClaimTable.Row pixels = row("T1", "cluster accuracy, k5; baseline: k-means of pixels");
        assertEquals(0.9, pixels.claim().value(), 1e-9);
        assertEquals(0.6, pixels.claim().baseline(), 1e-9);
        assertEquals(200, pixels.claim().n());
        assertEquals(Verdict.HOLDS, pixels.verdict());
        assertEquals(
                Verdict.UNDECIDED,
                row("T1", "cluster accuracy, k5; baseline: k-means of untrained features")
                        .verdict());
        assertEquals(
                Verdict.HOLDS,
                row("T2", "ARI, k5; baseline: without mutual information").verdict());
    }

    @Test
    void translationsAreHeldAgainstCopiesAndFixedImages() {
        ClaimTable.Row mean = row("T1", "arrived with content, mean styles, k5; baseline: untranslated");
        assertEquals(0.7, mean.claim().value(), 1e-9);
        assertEquals(0.01, mean.claim().baseline(), 1e-9);
        ClaimTable.Row image = row("T1", "arrived with content, one image, k5; baseline: a fixed image");
        assertEquals(0.35, image.claim().value(), 1e-9);
        assertEquals(0.01, image.claim().baseline(), 1e-9);
        assertEquals(100, image.claim().n());
    }

    @Test
    void outputsOfOnePseudoDomainAreAlike() {
        ClaimTable.Row near = row("T3", "L1 of outputs by styles of one pseudo domain, k5; baseline: of two");
        assertEquals(Better.LOWER, near.better());
        assertEquals(Better.LOWER, near.claim().better(), "as the table is read back");
        assertEquals(Verdict.HOLDS, near.verdict());
        assertEquals(
                Verdict.REVERSED,
                row("T3", "L1 of outputs by styles of one pseudo domain, k10; baseline: of two")
                        .verdict());
    }
}
