package org.ui2i.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.data.Datasets;
import org.ui2i.data.PairedImages;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.eval.ArmClaims;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.BundledJudges;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.DrawnScores;
import org.ui2i.eval.EmojiJudges;
import org.ui2i.eval.OneWayScores;
import org.ui2i.models.Pix2pix;
import org.ui2i.models.Pix2pixArm;
import org.ui2i.run.Pix2pixRun;
import org.ui2i.tensor.Tensors;

/** pix2pix's ablation on outlines of emoji; and what pairs are worth on the sets of the models that have none. */
final class Pix2pixCommittedRuns implements CommittedRuns {
    private static final String ID = "PIX2PIX", DATA = "emoji-edges";
    private static final int SIZE = 32, BATCH = 8;
    private static final Measure<DrawnScores> L1 = new Measure<>("L1", Better.LOWER, DrawnScores::l1);
    private static final Measure<DrawnScores> SHARPNESS =
            new Measure<>("sharpness", Better.HIGHER, DrawnScores::sharpness);
    private static final Measure<DrawnScores> VALID =
            new Measure<>("taken for emoji", Better.HIGHER, DrawnScores::valid);
    private static final Measure<DrawnScores> EDGES = new Measure<>("edge error", Better.LOWER, DrawnScores::edges);
    private static final String BOTH = Pix2pixArm.BOTH.id(),
            L1_ONLY = Pix2pixArm.L1_ONLY.id(),
            GAN_ONLY = Pix2pixArm.GAN_ONLY.id(),
            UNCONDITIONAL = Pix2pixArm.UNCONDITIONAL.id();

    /** A set of the models without pairs, as a bound for them. */
    private record Bound(String data, int channels, String folder, String suffix) {
        String run(long seed) {
            return folder + BOTH + "-" + seed;
        }

        Pix2pixRun settings(long seed) {
            return new Pix2pixRun(
                    data, SIZE, BATCH, seed, 0.5, Pix2pixArm.BOTH.config().withChannels(channels, channels));
        }

        List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
            TruePairs truth = Datasets.paired(data).size(SIZE).truth(Split.TEST);
            List<OneWayScores> seeds = new ArrayList<>();
            for (long seed : SEEDS) {
                Pix2pix trained = CommittedRuns.trained(
                        published.resolve(run(seed)), settings(seed).model());
                seeds.add(OneWayScores.of(truth, trained::aToB, null));
            }
            Measure<OneWayScores> l1 = new Measure<>("L1" + suffix, Better.LOWER, OneWayScores::l1);
            return new ArmClaims<OneWayScores>(ID, truth.size(), commit)
                    .arm(BOTH, seeds)
                    .against(
                            l1,
                            BOTH,
                            "input untouched",
                            OneWayScores.of(truth, x -> x, null).l1())
                    .rows();
        }
    }

    private static final List<Bound> BOUNDS = List.of(
            new Bound("glyph-styles", 1, "glyphs-", " (glyph styles)"),
            new Bound("emoji-drawers", 3, "drawers-", " (emoji drawers)"));

    @Override
    public String name() {
        return "pix2pix";
    }

    @Override
    public int steps() {
        return 3000;
    }

    private static String run(Pix2pixArm arm, long seed) {
        return arm.id() + "-" + seed;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (Pix2pixArm arm : Pix2pixArm.values()) {
                Pix2pixRun run = new Pix2pixRun(DATA, SIZE, BATCH, seed, 0.5, arm.config());
                trainer.train(run(arm, seed), run.session(steps), steps);
            }
            for (Bound bound : BOUNDS) {
                trainer.train(bound.run(seed), bound.settings(seed).session(steps), steps);
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        PairedImages pairs = Datasets.paired(DATA).size(SIZE);
        TruePairs truth = pairs.truth(Split.TEST);
        EmojiJudges judges = BundledJudges.emoji("noto", SIZE);
        ArmClaims<DrawnScores> claims = new ArmClaims<>(ID, truth.size(), commit);
        for (Pix2pixArm arm : Pix2pixArm.values()) {
            List<DrawnScores> seeds = new ArrayList<>();
            for (long seed : SEEDS) {
                Pix2pix trained = CommittedRuns.trained(published.resolve(run(arm, seed)), arm.config());
                seeds.add(DrawnScores.of(truth, trained::aToB, judges));
            }
            claims.arm(arm.id(), seeds);
        }
        DrawnScores median = median(pairs, truth, judges);
        List<ClaimTable.Row> rows = new ArrayList<>(claims.against(L1, BOTH, "median emoji", median.l1())
                .against(L1, BOTH, GAN_ONLY)
                .against(L1, L1_ONLY, BOTH)
                .against(L1, BOTH, UNCONDITIONAL)
                .against(SHARPNESS, BOTH, L1_ONLY)
                .against(VALID, BOTH, "median emoji", median.valid())
                .against(VALID, BOTH, L1_ONLY)
                .against(VALID, BOTH, UNCONDITIONAL)
                .against(EDGES, BOTH, "median emoji", median.edges())
                .against(EDGES, BOTH, L1_ONLY)
                .against(EDGES, BOTH, GAN_ONLY)
                .against(EDGES, BOTH, UNCONDITIONAL)
                .rows());
        for (Bound bound : BOUNDS) {
            rows.addAll(bound.rows(published, commit));
        }
        return rows;
    }

    /** The best answer in L1 for whoever does not look at the outlines. */
    private static DrawnScores median(PairedImages pairs, TruePairs truth, EmojiJudges judges) {
        try (NDManager scope = Tensors.scope()) {
            NDArray emoji = pairs.pairs().b().all(scope);
            NDArray middle = emoji.sort(0).get(emoji.getShape().get(0) / 2).expandDims(0);
            return DrawnScores.of(truth, x -> middle.broadcast(x.getShape()), judges);
        }
    }
}
