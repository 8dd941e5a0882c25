package org.ui2i.cli;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;
import org.ui2i.eval.Judge;
import org.ui2i.eval.Judges;
import org.ui2i.eval.UnitClaims;
import org.ui2i.eval.UnitScores;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitArm;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.PublishedWeights;

/** Scores UNIT's published arms on the test families: the course's rows U1 to U7. */
final class UnitCommittedRuns {
    private static final long JUDGE_SEED = 11;
    private final Path folder;

    UnitCommittedRuns(Path folder) {
        this.folder = folder;
    }

    /** All rows, from the weights in the folder alone. */
    List<UnitClaims.Row> rows(List<Long> seeds, String commit) throws IOException {
        UnpairedImages images = Datasets.glyphStyles("regular", "bold-italic").size(32);
        TruePairs truth = images.truth(Split.TEST);
        Judge letters = present(
                Judges.of(images, Judge.Config.usual(JUDGE_SEED)).content(),
                "glyphs repeat, yet there is no letter judge");
        Map<UnitArm, List<UnitScores>> scores = new EnumMap<>(UnitArm.class);
        for (UnitArm arm : UnitArm.values()) {
            List<UnitScores> ofArm = new ArrayList<>();
            for (long seed : seeds) {
                ofArm.add(UnitScores.of(trained(arm, seed), truth, letters));
            }
            scores.put(arm, ofArm);
        }
        UnitScores untrained = UnitScores.of(new Unit(UnitArm.BASE.config(), 1), truth, letters);
        return UnitClaims.of(scores, UnitClaims.Fixed.of(truth, untrained), commit);
    }

    private Unit trained(UnitArm arm, long seed) throws IOException {
        Path weights = folder.resolve(arm.id() + "-" + seed);
        check(Files.isDirectory(weights), "no weights in %s: train them with ./workbench claims train unit", weights);
        Unit unit = new Unit(arm.config(), seed);
        try (NDManager scope = Tensors.scope()) {
            PublishedWeights published = PublishedWeights.read(weights, scope);
            published.load("genA", unit.genA());
            published.load("genB", unit.genB());
        }
        return unit;
    }
}
