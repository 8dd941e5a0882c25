package org.ui2i.cli;

import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;
import org.ui2i.eval.BundledJudges;
import org.ui2i.eval.ClaimTable;
import org.ui2i.eval.Judge;
import org.ui2i.eval.UnitClaims;
import org.ui2i.eval.UnitScores;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitArm;
import org.ui2i.run.UnitRun;

/** Scores UNIT's published arms on the test families: the course's rows U1 to U7. */
final class UnitCommittedRuns implements CommittedRuns {

    @Override
    public String name() {
        return "unit";
    }

    @Override
    public int steps() {
        return 1000;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (UnitArm arm : UnitArm.values()) {
                UnitRun run = new UnitRun("glyph-styles", 32, 8, seed, 0.5, arm.config());
                UnpairedImages images = run.images().sharedContent(arm.sharedContent());
                trainer.train(arm.id() + "-" + seed, run.session(images, steps), steps);
            }
        }
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        UnpairedImages images = Datasets.glyphStyles("regular", "bold-italic").size(32);
        TruePairs truth = images.truth(Split.TEST);
        Judge letters = present(BundledJudges.glyphStyles().content(), "glyphs repeat, yet there is no letter judge");
        Map<UnitArm, List<UnitScores>> scores = new EnumMap<>(UnitArm.class);
        for (UnitArm arm : UnitArm.values()) {
            List<UnitScores> ofArm = new ArrayList<>();
            for (long seed : SEEDS) {
                ofArm.add(UnitScores.of(
                        CommittedRuns.trained(published.resolve(arm.id() + "-" + seed), arm.config()), truth, letters));
            }
            scores.put(arm, ofArm);
        }
        UnitScores untrained = UnitScores.of(new Unit(UnitArm.BASE.config(), 1), truth, letters);
        return UnitClaims.of(scores, UnitClaims.Fixed.of(truth, untrained), commit);
    }
}
