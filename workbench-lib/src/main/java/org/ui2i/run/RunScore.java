package org.ui2i.run;

import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;
import org.ui2i.eval.FontScores;
import org.ui2i.eval.FontScores.Measure;
import org.ui2i.eval.FontTest;
import org.ui2i.eval.FunitScores;
import org.ui2i.eval.TwoWayScores;
import org.ui2i.eval.UnitScores;
import org.ui2i.models.FewShotGenerator;
import org.ui2i.nn.Part;
import org.ui2i.nn.SharedLatentVae;

/**
 * Numbers that a trained model gets by itself, by name: those that the bundled data's truth gives. UNIT and CycleGAN are
 * scored on the true pairs of their test split, FUNIT and COCO-FUNIT on the 40 unseen fonts with
 * {@link FunitScores#USUAL} class images. Images in [0, 1].
 */
public enum RunScore {
    /** distance of translations to the truth */
    L1("L1 to the truth, lower is better"),
    /** gradient energy of translations against the truth's */
    SHARPNESS("sharpness against the truth, 1 is right"),
    /** distance of images to themselves after the round trip */
    CYCLE("L1 after the round trip, lower is better"),
    /** share of items whose partner's code is the nearest */
    RETRIEVAL("partners found by code, higher is better"),
    /** share of drawn letters that the letter judge reads rightly */
    LETTER("letters read rightly, higher is better"),
    /** share of drawn letters nearest to the right font's */
    TOP1("font top-1, higher is better"),
    /** share of drawn letters with the right font's among the five nearest */
    TOP5("font top-5, higher is better");

    private final String words;

    RunScore(String words) {
        this.words = words;
    }

    /**
     * What it measures and which way is better.
     *
     * @return words for a figure's title
     */
    public String words() {
        return words;
    }

    /** As configuration files and tables write it, such as {@code top5}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a run can be scored by.
     *
     * @param run the settings
     * @return none if its data have no truth, or if a score of its model needs more than its networks
     */
    public static Set<RunScore> of(ModelRun run) {
        if (run instanceof UnitRun unit && hasTruth(unit.data())) {
            return EnumSet.of(L1, SHARPNESS, CYCLE, RETRIEVAL);
        }
        if (run instanceof CycleGanRun cycleGan && hasTruth(cycleGan.data())) {
            return EnumSet.of(L1, SHARPNESS, CYCLE);
        }
        return run instanceof FewShotRun few && few.data().equals(FunitRun.GLYPHS)
                ? EnumSet.of(L1, SHARPNESS, LETTER, TOP1, TOP5)
                : EnumSet.noneOf(RunScore.class);
    }

    private static boolean hasTruth(String data) {
        return !Datasets.isOwn(data) && !data.startsWith("digits");
    }

    /**
     * Scores the networks as they are now.
     *
     * @param run the settings
     * @param session a training of them
     * @return all that {@link #of(ModelRun)} names
     */
    public static Map<RunScore, Double> score(ModelRun run, Session<?> session) {
        Map<RunScore, Double> scores = new EnumMap<>(RunScore.class);
        if (of(run).isEmpty()) {
            return scores;
        }
        if (run instanceof UnitRun unit) {
            unit(unit, session, scores);
        } else if (run instanceof CycleGanRun cycleGan) {
            Part there = part(session, "genAB"), back = part(session, "genBA");
            pairs(scores, cycleGan.images().truth(Split.TEST), there::forward, back::forward);
        } else {
            fonts(run.size(), (FewShotGenerator) part(session, "gen"), scores);
        }
        return scores;
    }

    private static Part part(Session<?> session, String name) {
        return present(session.networks().get(name), "%s has no network %s", session.model(), name);
    }

    private static void unit(UnitRun run, Session<?> session, Map<RunScore, Double> scores) {
        UnpairedImages images = run.images();
        TruePairs truth = images.truth(Split.TEST);
        SharedLatentVae a = (SharedLatentVae) part(session, "genA"), b = (SharedLatentVae) part(session, "genB");
        pairs(scores, truth, x -> b.decode(a.encode(x)), x -> a.decode(b.encode(x)));
        scores.put(RETRIEVAL, UnitScores.retrieval(truth, a::encode, b::encode).mean());
    }

    private static void pairs(
            Map<RunScore, Double> scores, TruePairs truth, UnaryOperator<NDArray> there, UnaryOperator<NDArray> back) {
        TwoWayScores both = TwoWayScores.of(truth, there, back, null);
        scores.put(L1, both.l1());
        scores.put(SHARPNESS, both.sharpness());
        scores.put(CYCLE, both.cycle());
    }

    private static void fonts(int size, FewShotGenerator gen, Map<RunScore, Double> scores) {
        FontScores all = FontTest.unseen(size).score(FunitScores.method(gen), FunitScores.USUAL);
        scores.put(L1, all.of(Measure.L1));
        scores.put(SHARPNESS, all.sharpness());
        scores.put(LETTER, all.of(Measure.LETTER));
        scores.put(TOP1, all.of(Measure.TOP1));
        scores.put(TOP5, all.of(Measure.TOP5));
    }
}
