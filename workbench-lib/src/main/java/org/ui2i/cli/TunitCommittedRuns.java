package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Split;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.ClusterScores;
import org.ui2i.eval.HiddenDomains;
import org.ui2i.eval.TunitClaims;
import org.ui2i.eval.TunitScores;
import org.ui2i.models.Tunit;
import org.ui2i.models.TunitArm;
import org.ui2i.models.TunitConfig;
import org.ui2i.run.TunitRun;

/** Scores TUNIT's published arms on the test images of the mixture, the course's rows T1 to T3. */
final class TunitCommittedRuns implements CommittedRuns {
    private static final String DATA = "mixture";
    private static final int BATCH = 32;

    @Override
    public String name() {
        return "tunit";
    }

    @Override
    public int steps() {
        return 700;
    }

    private static String run(TunitArm arm, long seed) {
        return arm.id() + "-" + seed;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (TunitArm arm : TunitArm.values()) {
                TunitRun run = new TunitRun(DATA, BATCH, seed, arm.config());
                trainer.train(run(arm, seed), run.session(steps), steps);
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        HiddenDomains test = HiddenDomains.bundled(Split.TEST);
        Map<TunitArm, List<TunitScores>> arms = new EnumMap<>(TunitArm.class);
        Map<TunitArm, TunitClaims.Baselines> baselines = new EnumMap<>(TunitArm.class);
        for (TunitArm arm : TunitArm.values()) {
            List<TunitScores> seeds = new ArrayList<>();
            for (long seed : SEEDS) {
                seeds.add(test.score(CommittedRuns.trained(published.resolve(run(arm, seed)), arm.config())));
            }
            arms.put(arm, seeds);
            if (arm != TunitArm.NO_MI) {
                baselines.put(arm, baselines(test, arm.config()));
            }
        }
        return TunitClaims.of(arms, baselines, test.contents(), commit);
    }

    private static TunitClaims.Baselines baselines(HiddenDomains test, TunitConfig config) {
        int k = config.guide().domains();
        List<ClusterScores> pixels = new ArrayList<>(), untrained = new ArrayList<>();
        for (long seed : SEEDS) {
            pixels.add(test.kMeans(x -> x, k, seed));
            Tunit fresh = new Tunit(config, seed);
            untrained.add(test.kMeans(
                    x -> fresh.guideTest().evaluate(() -> fresh.guideTest().features(x)), k, seed));
        }
        return new TunitClaims.Baselines(pixels, untrained);
    }
}
