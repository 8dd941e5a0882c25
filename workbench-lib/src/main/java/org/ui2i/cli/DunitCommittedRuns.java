package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.data.TrueScenes;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.DunitClaims;
import org.ui2i.eval.Recolouring;
import org.ui2i.eval.SceneScores;
import org.ui2i.eval.SceneTest;
import org.ui2i.models.Dunit;
import org.ui2i.models.DunitArm;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.Detector;
import org.ui2i.run.DunitRun;

/** Scores DUNIT's published arms on test scenes, the course's row D1. */
final class DunitCommittedRuns implements CommittedRuns {
    private static final double LEAST_SCORE = 0.02;
    private static final int TESTED = 200; // scenes
    private static final int SHOWN = 200; // training scenes that colours and the mean style are taken from

    @Override
    public String name() {
        return "dunit";
    }

    @Override
    public int steps() {
        return 2300;
    }

    private static String run(DunitArm arm, long seed) {
        return arm.id() + "-" + seed;
    }

    private static String adapted(DunitArm arm, long seed) {
        return run(arm, seed) + "-detector";
    }

    private static DunitRun settings(DunitArm arm, long seed) {
        DunitRun lab = DunitRun.of(DunitRun.Preset.LAB, "scenes", seed);
        return new DunitRun(lab.data(), lab.batch(), seed, lab.decay(), lab.detector(), arm.config());
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (DunitArm arm : DunitArm.values()) {
                DunitRun run = settings(arm, seed);
                trainer.train(run(arm, seed), run.session(steps), steps);
                Dunit dunit = CommittedRuns.trained(published.resolve(run(arm, seed)), run)
                        .dunit();
                trainer.train(
                        adapted(arm, seed),
                        run.adaptation(dunit),
                        run.detector().steps());
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        TrueScenes truth = Datasets.scenes().truth(Split.TEST, TESTED);
        ImageSet day = Datasets.scenes().a(SHOWN), night = Datasets.scenes().b(SHOWN);
        Recolouring recolouring = Recolouring.of(day, night);
        List<SceneScores> recoloured = new ArrayList<>();
        List<Double> byDay = new ArrayList<>();
        Map<DunitArm, List<DunitClaims.Result>> arms = new EnumMap<>(DunitArm.class);
        for (long seed : SEEDS) {
            for (DunitArm arm : DunitArm.values()) {
                DunitRun run = settings(arm, seed);
                DunitRun.Networks n = CommittedRuns.trained(published.resolve(run(arm, seed)), run);
                SceneTest test = SceneTest.of(truth, allBoxes(n.detector()));
                if (arm == DunitArm.GLOBAL) { // a seed's arms have the same detector
                    recoloured.add(test.score(recolouring));
                    byDay.add(test.ap(true));
                }
                CenterDetector adapted =
                        CommittedRuns.trained(published.resolve(adapted(arm, seed)), run.untrainedDetector());
                double atNight = SceneTest.of(truth, allBoxes(adapted)).ap(true);
                arms.computeIfAbsent(arm, a -> new ArrayList<>())
                        .add(new DunitClaims.Result(test.score(n.dunit(), night), atNight));
            }
        }
        return DunitClaims.of(arms, new DunitClaims.Baselines(recoloured, byDay), commit);
    }

    /** Read with a threshold near 0, as average precision needs it. */
    private static Detector allBoxes(CenterDetector detector) {
        return detector.reading(CenterDetector.Reading.usual().withThreshold(LEAST_SCORE));
    }
}
