package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.eval.Claim;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.Interval;
import org.ui2i.eval.UnitClaims;
import org.ui2i.eval.UnitScores;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.run.UnitRun;

/** UNIT between two drawers of emoji, with and without shared blocks: the harder second example. */
final class EmojiCommittedRuns implements CommittedRuns {
    private static final String DATA = "emoji-drawers";

    @Override
    public String name() {
        return "unit-emoji";
    }

    @Override
    public int steps() {
        return 2500;
    }

    private static UnitConfig config(int shared) {
        return UnitConfig.lab().withChannels(3, 3).withSharedLayers(shared);
    }

    private static String run(int shared, long seed) {
        return "shared-" + shared + "-" + seed;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (int shared : new int[] {1, 0}) {
                UnitRun run = new UnitRun(DATA, 32, 8, seed, 0.5, config(shared));
                trainer.train(run(shared, seed), run.session(run.images(), steps), steps);
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        TruePairs truth = Datasets.unpaired(DATA).size(32).truth(Split.TEST);
        List<UnitScores> with = scores(published, 1, truth);
        List<UnitScores> without = scores(published, 0, truth);
        UnitScores untrained = UnitScores.of(new Unit(config(1), 1), truth, null);
        UnitClaims.Fixed fixed = UnitClaims.Fixed.of(truth, untrained);
        ToDoubleFunction<UnitScores> l1 = UnitScores::l1;
        ToDoubleFunction<UnitScores> retrieval = UnitScores::retrieval;
        List<ClaimTable.Row> rows = new ArrayList<>();
        rows.add(row(
                "L1: 1 shared block; baseline: input untouched",
                with,
                l1,
                fixed.input(),
                Better.LOWER,
                truth.size(),
                commit));
        rows.add(row(
                "L1: 1 shared block; baseline: best blurred input",
                with,
                l1,
                fixed.blur(),
                Better.LOWER,
                truth.size(),
                commit));
        rows.add(row(
                "L1: 1 shared block; baseline: 0 shared blocks",
                with,
                l1,
                mean(without, l1),
                Better.LOWER,
                truth.size(),
                commit));
        rows.add(row(
                "retrieval by code: 1 shared block; baseline: pixels",
                with,
                retrieval,
                fixed.pixels(),
                Better.HIGHER,
                truth.size(),
                commit));
        rows.add(row(
                "retrieval by code: 1 shared block; baseline: 0 shared blocks",
                with,
                retrieval,
                mean(without, retrieval),
                Better.HIGHER,
                truth.size(),
                commit));
        rows.add(row(
                "sharpness ratio in B: 1 shared block; baseline: 1, as real",
                with,
                UnitScores::sharpnessB,
                1,
                Better.HIGHER,
                truth.size(),
                commit));
        return rows;
    }

    private static List<UnitScores> scores(Path published, int shared, TruePairs truth) throws IOException {
        List<UnitScores> scores = new ArrayList<>();
        for (long seed : SEEDS) {
            Unit unit = CommittedRuns.trained(published.resolve(run(shared, seed)), config(shared));
            scores.add(UnitScores.of(unit, truth, null));
        }
        return scores;
    }

    private static ClaimTable.Row row(
            String arm,
            List<UnitScores> seeds,
            ToDoubleFunction<UnitScores> score,
            double baseline,
            Better better,
            int pairs,
            String commit) {
        Interval value = Interval.t(seeds.stream().mapToDouble(score).toArray());
        return new ClaimTable.Row(new Claim("EMOJI", arm, value, baseline, pairs, value.n(), commit), better);
    }

    private static double mean(List<UnitScores> seeds, ToDoubleFunction<UnitScores> score) {
        return seeds.stream().mapToDouble(score).average().orElseThrow();
    }
}
