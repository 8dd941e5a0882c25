package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.data.TruePairs;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.UnitArm;

/** The course's rows U1 to U7 from the scores of trained arms: each a value over seeds against a baseline. */
public final class UnitClaims {
    private final Map<UnitArm, List<UnitScores>> scores;
    private final Fixed fixed;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    /**
     * What needs no training, and what an untrained network gives.
     *
     * @param input L1 of the untranslated input, mean of both directions
     * @param blur L1 of the best blurred input, mean of both directions
     * @param pixels retrieval by pixels
     * @param chance retrieval by guessing
     * @param untrained scores of an untrained network
     * @param pairs how many true pairs
     */
    public record Fixed(double input, double blur, double pixels, double chance, UnitScores untrained, int pairs) {
        /**
         * Measures the baselines.
         *
         * @param truth aligned test images
         * @param untrained scores of a fresh network
         * @return the baselines
         */
        public static Fixed of(TruePairs truth, UnitScores untrained) {
            Images a = Images.of(truth.a());
            Images b = Images.of(truth.b());
            Retrieval pixels = UnitScores.pixels(truth);
            double input = Scores.mean(Scores.l1Each(a, b));
            return new Fixed(
                    input, TwoWayScores.blurred(truth), pixels.mean(), pixels.chance(), untrained, truth.size());
        }
    }

    private UnitClaims(Map<UnitArm, List<UnitScores>> scores, Fixed fixed) {
        this.scores = scores;
        this.fixed = fixed;
    }

    /**
     * All rows.
     *
     * @param scores of each arm, one a seed
     * @param fixed the baselines
     * @param commit of the library that trained the arms
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(Map<UnitArm, List<UnitScores>> scores, Fixed fixed, String commit) {
        UnitClaims c = new UnitClaims(scores, fixed);
        ToDoubleFunction<UnitScores> l1 = UnitScores::l1;
        ToDoubleFunction<UnitScores> retrieval = UnitScores::retrieval;
        c.lower("U1", "L1: disjoint families; baseline: input untouched", UnitArm.BASE, l1, fixed.input, commit);
        c.lower("U1", "L1: disjoint families; baseline: best blurred input", UnitArm.BASE, l1, fixed.blur, commit);
        c.lower("U1", "L1: shared families; baseline: disjoint", UnitArm.SHARED_CONTENT, l1, UnitArm.BASE, commit);
        c.higher("U2", "retrieval by code; baseline: chance", UnitArm.BASE, retrieval, fixed.chance, commit);
        c.higher("U2", "retrieval by code; baseline: pixels", UnitArm.BASE, retrieval, fixed.pixels, commit);
        c.higher(
                "U2",
                "retrieval by code; baseline: untrained network",
                UnitArm.BASE,
                retrieval,
                fixed.untrained.retrieval(),
                commit);
        c.lower(
                "U3",
                "cycle error: with cycle loss; baseline: without",
                UnitArm.BASE,
                UnitScores::cycle,
                UnitArm.NO_CYCLE,
                commit);
        c.lower("U3", "L1: with cycle loss; baseline: without", UnitArm.BASE, l1, UnitArm.NO_CYCLE, commit);
        c.higher(
                "U4",
                "judge's confidence in decoded z ~ N(0, I): with KL; baseline: without",
                UnitArm.BASE,
                UnitScores::samples,
                UnitArm.NO_KL,
                commit);
        c.lower("U5", "L1: 1 shared block; baseline: 0 shared blocks", UnitArm.BASE, l1, UnitArm.SHARED_0, commit);
        c.lower("U5", "L1: 2 shared blocks; baseline: 0 shared blocks", UnitArm.SHARED_2, l1, UnitArm.SHARED_0, commit);
        c.higher(
                "U5",
                "retrieval by code: 1 shared block; baseline: 0 shared blocks",
                UnitArm.BASE,
                retrieval,
                UnitArm.SHARED_0,
                commit);
        c.higher(
                "U5",
                "retrieval by code: 2 shared blocks; baseline: 0 shared blocks",
                UnitArm.SHARED_2,
                retrieval,
                UnitArm.SHARED_0,
                commit);
        c.lower("U6", "L1: sharing and GAN; baseline: sharing alone", UnitArm.BASE, l1, UnitArm.NO_GAN, commit);
        c.lower("U6", "L1: sharing and GAN; baseline: GAN alone", UnitArm.BASE, l1, UnitArm.SHARED_0, commit);
        c.lower("U6", "L1: sharing alone; baseline: neither", UnitArm.NO_GAN, l1, UnitArm.SHARED_0_NO_GAN, commit);
        c.lower("U6", "L1: GAN alone; baseline: neither", UnitArm.SHARED_0, l1, UnitArm.SHARED_0_NO_GAN, commit);
        c.lower(
                "U7",
                "L1: GAN on translations only; baseline: on both streams",
                UnitArm.BASE,
                l1,
                UnitArm.GAN_BOTH,
                commit);
        return List.copyOf(c.rows);
    }

    private void lower(
            String id, String arm, UnitArm on, ToDoubleFunction<UnitScores> score, UnitArm off, String commit) {
        lower(id, arm, on, score, over(off, score).mean(), commit);
    }

    private void lower(
            String id, String arm, UnitArm on, ToDoubleFunction<UnitScores> score, double baseline, String commit) {
        add(id, arm, over(on, score), baseline, Better.LOWER, commit);
    }

    private void higher(
            String id, String arm, UnitArm on, ToDoubleFunction<UnitScores> score, UnitArm off, String commit) {
        higher(id, arm, on, score, over(off, score).mean(), commit);
    }

    private void higher(
            String id, String arm, UnitArm on, ToDoubleFunction<UnitScores> score, double baseline, String commit) {
        add(id, arm, over(on, score), baseline, Better.HIGHER, commit);
    }

    private void add(String id, String arm, Interval value, double baseline, Better better, String commit) {
        rows.add(new ClaimTable.Row(new Claim(id, arm, value, baseline, fixed.pairs, value.n(), commit), better));
    }

    private Interval over(UnitArm arm, ToDoubleFunction<UnitScores> score) {
        List<UnitScores> seeds = present(scores.get(arm), "no run of the arm %s: train it first", arm.id());
        return Interval.t(seeds.stream().mapToDouble(score).toArray());
    }
}
