package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.CocoFunitClaims;
import org.ui2i.eval.FewShotTranslator;
import org.ui2i.eval.FunitScores;
import org.ui2i.eval.PlacedScores;
import org.ui2i.eval.PlacedTest;
import org.ui2i.models.CocoFunitArm;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CocoFunitGenerator;
import org.ui2i.models.FunitArm;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.FunitGenerator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.run.CocoFunitRun;
import org.ui2i.run.FunitRun;

/** Scores COCO-FUNIT's published arms and a FUNIT's on letters at random places, the course's row C1. */
final class CocoFunitCommittedRuns implements CommittedRuns {
    private static final String DATA = "glyph-fonts-placed";
    private static final String FUNIT = "funit";
    private static final int SIZE = 32, BATCH = 8;
    private static final double DECAY = 0.5;

    @Override
    public String name() {
        return "coco-funit";
    }

    @Override
    public int steps() {
        return 1500;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            FunitRun funit = new FunitRun(DATA, SIZE, BATCH, 1, 0, seed, DECAY, funit());
            trainer.train(run(FUNIT, seed), funit.session(steps), steps);
            for (CocoFunitArm arm : CocoFunitArm.values()) {
                CocoFunitRun run = new CocoFunitRun(DATA, SIZE, BATCH, 1, 0, seed, DECAY, 0, arm.config());
                trainer.train(run(arm.id(), seed), run.session(steps), steps);
            }
        }
    }

    /** As lesson 07 has it, with the weight of reconstruction that COCO-FUNIT has here. */
    private static FunitConfig funit() {
        FunitConfig base = FunitArm.BASE.config();
        FunitConfig.Lambdas w = base.weights();
        double recon = CocoFunitConfig.lab().weights().recon();
        return base.withWeights(new FunitConfig.Lambdas(w.gan(), recon, w.features(), w.r1()));
    }

    private static String run(String arm, long seed) {
        return arm + "-" + seed;
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        PlacedTest test = PlacedTest.unseen(SIZE);
        Map<CocoFunitArm, List<PlacedScores>> arms = new EnumMap<>(CocoFunitArm.class);
        List<PlacedScores> funits = new ArrayList<>();
        for (long seed : SEEDS) {
            FunitGenerator funit = CommittedRuns.trained(
                    published.resolve(run(FUNIT, seed)), new FunitGenerator(funit(), Weights.seeded(1, Init.KAIMING)));
            funits.add(test.score(FunitScores.method(funit), (x, y) -> funit.classCode(y)));
            for (CocoFunitArm arm : CocoFunitArm.values()) {
                CocoFunitGenerator coco = CommittedRuns.trained(
                        published.resolve(run(arm.id(), seed)),
                        new CocoFunitGenerator(arm.config(), Weights.seeded(1, Init.UNIFORM)));
                FewShotTranslator codes = (x, y) -> coco.conditioned(coco.content(x), coco.classCode(y));
                arms.computeIfAbsent(arm, a -> new ArrayList<>()).add(test.score(FunitScores.method(coco), codes));
            }
        }
        return CocoFunitClaims.of(arms, funits, test.score((x, y) -> x, (x, y) -> x), commit);
    }
}
