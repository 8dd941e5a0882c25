package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.eval.ArmClaims;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.BundledJudges;
import org.ui2i.eval.ChangeScores;
import org.ui2i.eval.ChangeTest;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.DomainScores;
import org.ui2i.eval.DomainTest;
import org.ui2i.eval.GlyphAttribute;
import org.ui2i.models.RelGan;
import org.ui2i.models.RelGanArm;
import org.ui2i.run.RelGanRun;

/** RelGAN on letters in four cuts, with and without its interpolation loss. */
final class RelGanCommittedRuns implements CommittedRuns {
    private static final String ID = "RELGAN", DATA = "glyph-cuts";
    private static final int SIZE = 32, BATCH = 16;
    private static final String INTERP = RelGanArm.INTERP.id(), NO_INTERP = RelGanArm.NO_INTERP.id();

    /** What one attribute's change does, and what a cross-fade between its ends would have done. */
    private record Change(ChangeScores drawn, ChangeScores faded) {}

    /** What one run is worth. */
    private record Result(DomainScores domains, Change weight, Change slant) {
        Change of(GlyphAttribute asked) {
            return asked == GlyphAttribute.WEIGHT ? weight : slant;
        }
    }

    @Override
    public String name() {
        return "relgan";
    }

    @Override
    public int steps() {
        return 2000;
    }

    private static String run(RelGanArm arm, long seed) {
        return arm.id() + "-" + seed;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (RelGanArm arm : RelGanArm.values()) {
                RelGanRun run = new RelGanRun(DATA, BATCH, seed, 0.5, arm.config());
                trainer.train(run(arm, seed), run.session(steps), steps);
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        DomainTest domains = DomainTest.of(
                        Datasets.labelled(DATA).size(SIZE),
                        Split.TEST,
                        BundledJudges.cuts(),
                        BundledJudges.letters(SIZE))
                .every(StarGanCommittedRuns.STRIDE);
        ChangeTest changes = ChangeTest.glyphs(Split.TEST, SIZE);
        List<Result> with = results(RelGanArm.INTERP, published, domains, changes);
        List<Result> without = results(RelGanArm.NO_INTERP, published, domains, changes);
        List<ClaimTable.Row> rows = new ArrayList<>(domains(domains, with, without, commit));
        for (GlyphAttribute asked : GlyphAttribute.values()) {
            rows.addAll(changes(asked, with, without, commit));
        }
        return rows;
    }

    private static List<Result> results(RelGanArm arm, Path published, DomainTest domains, ChangeTest changes)
            throws IOException {
        List<Result> results = new ArrayList<>();
        for (long seed : SEEDS) {
            RelGan trained = CommittedRuns.trained(published.resolve(run(arm, seed)), arm.config());
            Function<GlyphAttribute, Change> change = asked ->
                    new Change(changes.score(asked, trained::translate), changes.faded(asked, trained::translate));
            results.add(new Result(
                    domains.score((x, from, to) -> trained.translate(x, to.sub(from))),
                    change.apply(GlyphAttribute.WEIGHT),
                    change.apply(GlyphAttribute.SLANT)));
        }
        return results;
    }

    private static List<ClaimTable.Row> domains(
            DomainTest test, List<Result> with, List<Result> without, String commit) {
        Measure<Result> l1 = new Measure<>("L1", Better.LOWER, r -> r.domains.l1());
        Measure<Result> domain = new Measure<>("taken for the target", Better.HIGHER, r -> r.domains.domain());
        Measure<Result> content = new Measure<>("letter kept", Better.HIGHER, r -> r.domains.content());
        DomainScores input = test.untouched();
        return new ArmClaims<Result>(ID, test.size(), commit)
                .arm(INTERP, with)
                .arm(NO_INTERP, without)
                .against(l1, INTERP, "input untouched", input.l1())
                .against(l1, INTERP, "mean letter", test.means().l1())
                .against(l1, INTERP, NO_INTERP)
                .against(domain, INTERP, "input untouched", input.domain())
                .against(domain, INTERP, NO_INTERP)
                .against(content, INTERP, NO_INTERP)
                .rows();
    }

    private static List<ClaimTable.Row> changes(
            GlyphAttribute asked, List<Result> with, List<Result> without, String commit) {
        String name = asked.name().toLowerCase(Locale.ROOT);
        Measure<Result> kept = lower(
                "L1 to the letter at v = 0 of " + name, r -> r.of(asked).drawn.kept());
        Measure<Result> rank = higher(
                "rank correlation of " + name + " with alpha",
                r -> r.of(asked).drawn.rank());
        Measure<Result> uneven =
                lower("unevenness of " + name, r -> r.of(asked).drawn.uneven());
        Measure<Result> halfway =
                higher("sharpness halfway in " + name, r -> r.of(asked).drawn.halfway());
        Measure<Result> drift = lower(
                "drift of " + name + " when the other is asked",
                r -> r.of(asked.other()).drawn.drift());
        return new ArmClaims<Result>(ID, with.get(0).of(asked).drawn.n(), commit)
                .arm(INTERP, with)
                .arm(NO_INTERP, without)
                .against(kept, INTERP, "all of v", values(with, r -> r.of(asked)
                        .drawn
                        .changed()))
                .against(rank, INTERP, NO_INTERP)
                .against(uneven, INTERP, NO_INTERP)
                .against(halfway, INTERP, NO_INTERP)
                .against(halfway, INTERP, "cross-fade of its ends", values(with, r -> r.of(asked)
                        .faded
                        .halfway()))
                .against(drift, INTERP, "its move when asked", values(with, r -> r.of(asked)
                        .drawn
                        .moved()))
                .rows();
    }

    private static Measure<Result> lower(String name, ToDoubleFunction<Result> of) {
        return new Measure<>(name, Better.LOWER, of);
    }

    private static Measure<Result> higher(String name, ToDoubleFunction<Result> of) {
        return new Measure<>(name, Better.HIGHER, of);
    }

    private static double[] values(List<Result> results, ToDoubleFunction<Result> of) {
        return results.stream().mapToDouble(of).toArray();
    }
}
