package org.ui2i.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ui2i.data.GlyphProtocol;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.FontScores;
import org.ui2i.eval.FontTest;
import org.ui2i.eval.FunitClaims;
import org.ui2i.eval.FunitScores;
import org.ui2i.eval.FunitTable;
import org.ui2i.eval.FunitWeightsClaims;
import org.ui2i.eval.GlyphClaims;
import org.ui2i.eval.GlyphScoreboard;
import org.ui2i.models.FunitArm;
import org.ui2i.models.FunitGenerator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Weights;
import org.ui2i.run.FunitRun;
import org.ui2i.run.Trained;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

/**
 * Scores FUNIT's published arms on the unseen fonts, the course's rows F1 to F9, the
 * paper's table, and the weights in checkpoints/funit on the
 * scoreboard, if they are there.
 */
final class FunitCommittedRuns implements CommittedRuns {
    private static final int SIZE = 32;
    private static final int BATCH = 8;

    @Override
    public String name() {
        return "funit";
    }

    @Override
    public int steps() {
        return 600;
    }

    private static String run(FunitArm arm, long seed) {
        return arm.id() + "-" + seed;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (FunitArm arm : FunitArm.values()) {
                int ofArm = arm.longer() ? FunitArm.LONGER * steps : steps;
                double decay = arm.longer() ? 0.5 : 0;
                FunitRun run = new FunitRun(FunitRun.GLYPHS, SIZE, BATCH, 1, arm.fonts(), seed, decay, arm.config());
                trainer.train(run(arm, seed), run.session(ofArm), ofArm);
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        FontTest test = FontTest.unseen(SIZE);
        Map<FunitArm, List<FontScores>> arms = new EnumMap<>(FunitArm.class);
        List<FunitScores> all = new ArrayList<>();
        Map<Integer, List<FunitTable>> table = new TreeMap<>();
        for (FunitArm arm : FunitArm.values()) {
            List<FontScores> seeds = new ArrayList<>();
            for (long seed : SEEDS) {
                FunitGenerator gen = CommittedRuns.trained(
                        published.resolve(run(arm, seed)),
                        new FunitGenerator(arm.config(), Weights.seeded(1, Init.KAIMING)));
                seeds.add(test.score(FunitScores.method(gen), FunitScores.USUAL));
                if (arm == FunitArm.FONTS_140) {
                    all.add(FunitScores.of(gen, test, SIZE));
                    FunitScores.SHOTS.forEach(k -> table.computeIfAbsent(k, none -> new ArrayList<>())
                            .add(FunitTable.of(FunitScores.method(gen), k, test)));
                }
            }
            arms.put(arm, seeds);
        }
        FunitClaims.Copies copies = FunitClaims.Copies.of(test, SIZE);
        List<ClaimTable.Row> rows = new ArrayList<>(FunitClaims.of(arms, all, copies, commit));
        rows.addAll(FunitTable.rows(table, FunitTable.of((x, y) -> x, 1, test), commit));
        rows.addAll(weights(published.resolve("../../funit"), test, copies, commit));
        return rows;
    }

    private static List<ClaimTable.Row> weights(Path weights, FontTest test, FunitClaims.Copies copies, String commit)
            throws IOException {
        if (!Files.isDirectory(weights)) {
            return List.of();
        }
        try (NDManager scope = Tensors.scope()) {
            Trained trained = Trained.published(weights, scope);
            FunitRun run = Configs.fromYaml(FunitRun.class, trained.config());
            FunitGenerator gen = run.networks().genTest();
            trained.load("gen", "gen", 0, gen);
            List<ClaimTable.Row> rows =
                    new ArrayList<>(FunitWeightsClaims.of(FunitScores.of(gen, test, run.size()), copies, commit));
            GlyphScoreboard board = new GlyphScoreboard(GlyphProtocol.test(run.size()));
            rows.addAll(GlyphClaims.of(board.score("FUNIT", FunitScores.method(gen)), board.baselines(), commit));
            return rows;
        }
    }
}
