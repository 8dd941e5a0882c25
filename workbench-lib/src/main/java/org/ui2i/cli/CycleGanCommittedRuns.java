package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.eval.ArmClaims;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.BundledJudges;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.Judges;
import org.ui2i.eval.TwoWayScores;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanArm;
import org.ui2i.run.CycleGanRun;

/** CycleGAN's ablation on letters in two cuts and, as the harder set, on the same emoji by two drawers. */
final class CycleGanCommittedRuns implements CommittedRuns {
    private static final String ID = "CYCLEGAN";
    private static final int BATCH = 8;

    /** A set that arms are trained on. */
    private record Task(String data, int channels, String folder, String suffix, List<CycleGanArm> arms) {
        String run(CycleGanArm arm, long seed) {
            return folder + arm.id() + "-" + seed;
        }

        CycleGanRun settings(CycleGanArm arm, long seed) {
            return new CycleGanRun(data, BATCH, seed, 0.5, arm.config().withChannels(channels, channels));
        }

        TruePairs truth() {
            return Datasets.unpaired(data).size(32).truth(Split.TEST);
        }

        Measure<TwoWayScores> l1() {
            return new Measure<>("L1" + suffix, Better.LOWER, TwoWayScores::l1);
        }

        Measure<TwoWayScores> cycle() {
            return new Measure<>("cycle error" + suffix, Better.LOWER, TwoWayScores::cycle);
        }
    }

    private static final Task LETTERS = new Task(
            "glyph-styles", 1, "", "", List.of(CycleGanArm.GAN_ONLY, CycleGanArm.CYCLE_ONLY, CycleGanArm.BOTH));
    private static final Task EMOJI =
            new Task("emoji-drawers", 3, "emoji-", " (emoji)", List.of(CycleGanArm.BOTH, CycleGanArm.IDENTITY));
    private static final Measure<TwoWayScores> DOMAIN =
            new Measure<>("taken for the target", Better.HIGHER, TwoWayScores::domain);
    private static final Measure<TwoWayScores> CONTENT =
            new Measure<>("letter kept", Better.HIGHER, TwoWayScores::content);
    private static final String BOTH = CycleGanArm.BOTH.id(),
            GAN = CycleGanArm.GAN_ONLY.id(),
            CYCLE = CycleGanArm.CYCLE_ONLY.id(),
            IDENTITY = CycleGanArm.IDENTITY.id();

    @Override
    public String name() {
        return "cyclegan";
    }

    @Override
    public int steps() {
        return 1500;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (Task task : List.of(LETTERS, EMOJI)) {
            for (long seed : SEEDS) {
                for (CycleGanArm arm : task.arms) {
                    trainer.train(task.run(arm, seed), task.settings(arm, seed).session(steps), steps);
                }
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        List<ClaimTable.Row> rows = new ArrayList<>(letters(published, commit));
        rows.addAll(emoji(published, commit));
        return rows;
    }

    private static List<ClaimTable.Row> letters(Path published, String commit) throws IOException {
        Judges judges = BundledJudges.glyphStyles();
        TruePairs truth = LETTERS.truth();
        TwoWayScores input = TwoWayScores.of(truth, x -> x, x -> x, judges);
        return arms(LETTERS, published, truth, judges, commit)
                .against(LETTERS.l1(), BOTH, "input untouched", input.l1())
                .against(LETTERS.l1(), BOTH, "best blurred input", TwoWayScores.blurred(truth))
                .against(LETTERS.l1(), BOTH, GAN)
                .against(LETTERS.l1(), BOTH, CYCLE)
                .against(LETTERS.cycle(), BOTH, GAN)
                .against(DOMAIN, BOTH, "input untouched", input.domain())
                .against(DOMAIN, BOTH, GAN)
                .against(DOMAIN, BOTH, CYCLE)
                .against(CONTENT, BOTH, GAN)
                .rows();
    }

    private static List<ClaimTable.Row> emoji(Path published, String commit) throws IOException {
        TruePairs truth = EMOJI.truth();
        double input = TwoWayScores.of(truth, x -> x, x -> x, null).l1();
        return arms(EMOJI, published, truth, null, commit)
                .against(EMOJI.l1(), BOTH, "input untouched", input)
                .against(EMOJI.l1(), IDENTITY, "input untouched", input)
                .against(EMOJI.l1(), IDENTITY, "best blurred input", TwoWayScores.blurred(truth))
                .against(EMOJI.l1(), IDENTITY, BOTH)
                .against(EMOJI.cycle(), IDENTITY, BOTH)
                .rows();
    }

    private static ArmClaims<TwoWayScores> arms(
            Task task, Path published, TruePairs truth, @Nullable Judges judges, String commit) throws IOException {
        ArmClaims<TwoWayScores> claims = new ArmClaims<>(ID, truth.size(), commit);
        for (CycleGanArm arm : task.arms) {
            claims.arm(arm.id(), scores(task, arm, published, truth, judges));
        }
        return claims;
    }

    private static List<TwoWayScores> scores(
            Task task, CycleGanArm arm, Path published, TruePairs truth, @Nullable Judges judges) throws IOException {
        List<TwoWayScores> scores = new ArrayList<>();
        for (long seed : SEEDS) {
            CycleGan trained = CommittedRuns.trained(
                    published.resolve(task.run(arm, seed)),
                    task.settings(arm, seed).model());
            scores.add(TwoWayScores.of(truth, trained::aToB, trained::bToA, judges));
        }
        return scores;
    }
}
