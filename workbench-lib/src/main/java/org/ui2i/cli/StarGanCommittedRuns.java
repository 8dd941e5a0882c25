package org.ui2i.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.data.Datasets;
import org.ui2i.data.LabelledImages;
import org.ui2i.data.Split;
import org.ui2i.eval.ArmClaims;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.BundledJudges;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.DomainScores;
import org.ui2i.eval.DomainTest;
import org.ui2i.models.StarGan;
import org.ui2i.models.StarGanArm;
import org.ui2i.run.StarGanRun;

/** StarGAN on letters in four cuts, with two paddings, and on hand emoji in six tones. */
final class StarGanCommittedRuns implements CommittedRuns {
    /** Every third letter: numbers of 52 letters, in a third of the time. */
    static final int STRIDE = 3;

    private static final String ID = "STARGAN";
    private static final int SIZE = 32, BATCH = 16;
    private static final String ZERO = StarGanArm.ZERO.id(), REFLECT = StarGanArm.REFLECT.id();

    /** A set that arms are trained on. */
    private record Task(String data, String folder, String suffix) {
        LabelledImages images() {
            return Datasets.labelled(data).size(SIZE).batch(BATCH);
        }

        String run(StarGanArm arm, long seed) {
            return folder + arm.id() + "-" + seed;
        }

        StarGanRun settings(StarGanArm arm, long seed) {
            LabelledImages images = images();
            return new StarGanRun(data, BATCH, seed, 0.5, arm.config().withData(images.channels(), images.labels()));
        }

        Measure<DomainScores> l1() {
            return new Measure<>("L1" + suffix, Better.LOWER, DomainScores::l1);
        }

        Measure<DomainScores> domain() {
            return new Measure<>("taken for the target" + suffix, Better.HIGHER, DomainScores::domain);
        }
    }

    private static final Task LETTERS = new Task("glyph-cuts", "", "");
    private static final Task EMOJI = new Task("hand-tones", "emoji-", " (emoji)");
    private static final Measure<DomainScores> CONTENT =
            new Measure<>("letter kept", Better.HIGHER, DomainScores::content);

    @Override
    public String name() {
        return "stargan";
    }

    @Override
    public int steps() {
        return 4000;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (StarGanArm arm : StarGanArm.values()) {
                train(trainer, LETTERS, arm, seed, steps);
            }
            train(trainer, EMOJI, StarGanArm.ZERO, seed, steps);
        }
    }

    private static void train(RunsTrainer trainer, Task task, StarGanArm arm, long seed, int steps) throws IOException {
        trainer.train(task.run(arm, seed), task.settings(arm, seed).session(steps), steps);
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        List<ClaimTable.Row> rows = new ArrayList<>(letters(published, commit));
        rows.addAll(emoji(published, commit));
        return rows;
    }

    private static List<ClaimTable.Row> letters(Path published, String commit) throws IOException {
        DomainTest test = DomainTest.of(LETTERS.images(), Split.TEST, BundledJudges.cuts(), BundledJudges.letters(SIZE))
                .every(STRIDE);
        DomainScores input = test.untouched();
        return new ArmClaims<DomainScores>(ID, test.size(), commit)
                .arm(ZERO, scores(LETTERS, StarGanArm.ZERO, published, test))
                .arm(REFLECT, scores(LETTERS, StarGanArm.REFLECT, published, test))
                .against(LETTERS.l1(), ZERO, "input untouched", input.l1())
                .against(LETTERS.l1(), ZERO, "mean letter", test.means().l1())
                .against(LETTERS.l1(), ZERO, REFLECT)
                .against(LETTERS.domain(), ZERO, "input untouched", input.domain())
                .against(LETTERS.domain(), ZERO, REFLECT)
                .against(
                        CONTENT,
                        ZERO,
                        "guessing",
                        1.0 / BundledJudges.letters(SIZE).judge().classes().size())
                .rows();
    }

    private static List<ClaimTable.Row> emoji(Path published, String commit) throws IOException {
        DomainTest test = DomainTest.of(EMOJI.images(), Split.TEST, BundledJudges.tones(), null);
        DomainScores input = test.untouched();
        return new ArmClaims<DomainScores>(ID, test.size(), commit)
                .arm(ZERO, scores(EMOJI, StarGanArm.ZERO, published, test))
                .against(EMOJI.l1(), ZERO, "input untouched", input.l1())
                .against(EMOJI.domain(), ZERO, "input untouched", input.domain())
                .rows();
    }

    private static List<DomainScores> scores(Task task, StarGanArm arm, Path published, DomainTest test)
            throws IOException {
        List<DomainScores> scores = new ArrayList<>();
        for (long seed : SEEDS) {
            StarGan trained = CommittedRuns.trained(
                    published.resolve(task.run(arm, seed)),
                    task.settings(arm, seed).model());
            scores.add(test.score((x, from, to) -> trained.translate(x, to)));
        }
        return scores;
    }
}
