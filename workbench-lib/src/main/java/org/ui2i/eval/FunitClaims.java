package org.ui2i.eval;

import static org.ui2i.core.Check.present;
import static org.ui2i.eval.FontScores.Measure.L1;
import static org.ui2i.eval.FontScores.Measure.LETTER;
import static org.ui2i.eval.FontScores.Measure.TOP5;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.FontScores.Measure;
import org.ui2i.models.FunitArm;

/**
 * The course's rows F1 to F9 from the scores of trained arms: each a value over seeds against a baseline. A row of a curve
 * is called "SCORE at X = N".
 */
public final class FunitClaims {
    private static final List<Measure> MAIN = List.of(TOP5, L1);
    private static final List<Measure> WITH_LETTER = List.of(TOP5, L1, LETTER);
    private static final int USUAL = FunitScores.USUAL;
    private final Map<FunitArm, List<FontScores>> arms;
    private final List<FunitScores> all;
    private final Copies copies;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    /**
     * What copying the content gives.
     *
     * @param usual from the usual content font
     * @param byContent from each content font of {@link FunitScores#byContent}
     */
    public record Copies(FontScores usual, List<FontScores> byContent) {
        /**
         * Scores the copies.
         *
         * @param test unseen fonts
         * @param size edge of the images
         * @return the baselines
         */
        public static Copies of(FontTest test, int size) {
            return new Copies(test.score((x, y) -> x, USUAL), FunitScores.byContent(test, (x, y) -> x, size));
        }
    }

    private FunitClaims(Map<FunitArm, List<FontScores>> arms, List<FunitScores> all, Copies copies, String commit) {
        this.arms = arms;
        this.all = all;
        this.copies = copies;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param arms scores of every arm with {@link FunitScores#USUAL} class images, one a seed
     * @param all what the generators of {@link FunitArm#FONTS_140} draw, one a seed
     * @param copies the baselines
     * @param commit of the library that trained the arms
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(
            Map<FunitArm, List<FontScores>> arms, List<FunitScores> all, Copies copies, String commit) {
        FunitClaims c = new FunitClaims(arms, all, copies, commit);
        c.shots();
        c.contents();
        c.means();
        c.roles();
        c.fonts();
        c.losses();
        return List.copyOf(c.rows);
    }

    /** F1: images of the unseen class. */
    private void shots() {
        for (Measure m : MAIN) {
            for (int k : FunitScores.SHOTS) {
                row("F1", m + " at K = " + k + "; baseline: copy content", m, at(k), copies.usual.of(m));
            }
            for (int k : FunitScores.SHOTS.subList(1, FunitScores.SHOTS.size())) {
                paired("F1", m + " with K = " + k + "; baseline: K = 1", m, at(k), at(1));
            }
        }
    }

    private Function<FunitScores, FontScores> at(int k) {
        return scores -> present(scores.byShots().get(k), "no scores for K = %d", k);
    }

    /** F2: contents of many fonts. */
    private void contents() {
        int n = copies.byContent.size() * items(copies.byContent.get(0));
        for (Measure m : WITH_LETTER) {
            double copied = mean(copies.byContent, m);
            Interval drawn = over(s -> mean(s.byContent(), m));
            add("F2", m + ", mean over content fonts; baseline: copying them", drawn, copied, n, m.better());
        }
        add(
                "F2",
                "share of content fonts whose drawings are nearer to the truth than their copies; baseline: half",
                over(this::nearerThanCopies),
                0.5,
                copies.byContent.size(),
                Better.HIGHER);
    }

    private double nearerThanCopies(FunitScores scores) {
        double nearer = 0;
        for (int i = 0; i < copies.byContent.size(); i++) {
            nearer += scores.byContent().get(i).of(L1) < copies.byContent.get(i).of(L1) ? 1 : 0;
        }
        return nearer / copies.byContent.size();
    }

    /** F4: which mean. */
    private void means() {
        for (Measure m : MAIN) {
            String codes = m + ", mean of codes; baseline: ";
            paired("F4", codes + "code of the mean image", m, at(USUAL), FunitScores::ofImages);
            paired("F4", codes + "mean of the outputs", m, at(USUAL), FunitScores::ofOutputs);
        }
        String name = "sharpness, mean of codes; baseline: mean of the outputs";
        against(
                "F4",
                name,
                s -> at(USUAL).apply(s).sharpness(),
                s -> s.ofOutputs().sharpness(),
                Better.HIGHER);
    }

    /** F5: who gives what. */
    private void roles() {
        String letter = "letter read: the content's; baseline: the class images'";
        against("F5", letter, s -> s.swap().contentLetter(), s -> s.swap().classLetter(), Better.HIGHER);
        String font = "font top-5: the class images'; baseline: the content's";
        against("F5", font, s -> s.swap().classFont(), s -> s.swap().contentFont(), Better.HIGHER);
    }

    /** F6: source classes. */
    private void fonts() {
        List<FunitArm> fewer = List.of(FunitArm.FONTS_10, FunitArm.FONTS_35, FunitArm.FONTS_70);
        List<FunitArm> curve = new ArrayList<>(fewer);
        curve.add(FunitArm.FONTS_140);
        for (Measure m : WITH_LETTER) {
            for (FunitArm arm : curve) {
                arm(
                        "F6",
                        m + " at source fonts = " + arm.fonts() + "; baseline: copy content",
                        m,
                        arm,
                        copies.usual.of(m));
            }
            for (FunitArm arm : fewer) {
                String against = "; baseline: " + arm.fonts();
                armed("F6", m + " with 140 source fonts" + against, m, FunitArm.FONTS_140, arm);
            }
        }
    }

    /** F9: losses. */
    private void losses() {
        Map<FunitArm, String> off = Map.of(
                FunitArm.NO_GAN, "no GAN",
                FunitArm.NO_RECON, "no reconstruction",
                FunitArm.NO_FEATURES, "no feature matching");
        for (FunitArm arm : List.of(FunitArm.NO_GAN, FunitArm.NO_RECON, FunitArm.NO_FEATURES)) {
            String against = ", all losses; baseline: " + off.get(arm);
            for (Measure m : WITH_LETTER) {
                armed("F9", m + against, m, FunitArm.BASE, arm);
            }
            double[] all = sharpness(of(FunitArm.BASE)), without = sharpness(of(arm));
            paired("F9", "sharpness" + against, all, without, Better.HIGHER);
        }
    }

    private static double[] sharpness(List<FontScores> seeds) {
        return seeds.stream().mapToDouble(FontScores::sharpness).toArray();
    }

    private List<FontScores> of(FunitArm arm) {
        return present(arms.get(arm), "no run of the arm %s: train it first", arm.id());
    }

    private static int items(FontScores scores) {
        return scores.items().size();
    }

    private static double mean(List<FontScores> scores, Measure m) {
        return scores.stream().mapToDouble(s -> s.of(m)).average().orElseThrow();
    }

    private double[] seeds(ToDoubleFunction<FunitScores> score) {
        return all.stream().mapToDouble(score).toArray();
    }

    private Interval over(ToDoubleFunction<FunitScores> score) {
        return Interval.t(seeds(score));
    }

    private static double[] seeds(List<FontScores> arm, Measure m) {
        return arm.stream().mapToDouble(s -> s.of(m)).toArray();
    }

    private void arm(String id, String name, Measure m, FunitArm on, double baseline) {
        add(id, name, Interval.t(seeds(of(on), m)), baseline, items(copies.usual), m.better());
    }

    /** One arm against another, seed by seed. */
    private void armed(String id, String name, Measure m, FunitArm one, FunitArm other) {
        paired(id, name, seeds(of(one), m), seeds(of(other), m), m.better());
    }

    private void paired(
            String id,
            String name,
            Measure m,
            Function<FunitScores, FontScores> which,
            Function<FunitScores, FontScores> baseline) {
        against(id, name, s -> which.apply(s).of(m), s -> baseline.apply(s).of(m), m.better());
    }

    private void against(
            String id,
            String name,
            ToDoubleFunction<FunitScores> value,
            ToDoubleFunction<FunitScores> baseline,
            Better better) {
        paired(id, name, seeds(value), seeds(baseline), better);
    }

    private void paired(String id, String name, double[] values, double[] baselines, Better better) {
        add(id, name, Interval.paired(values, baselines), Scores.mean(baselines), items(copies.usual), better);
    }

    private void row(String id, String name, Measure m, Function<FunitScores, FontScores> which, double baseline) {
        add(id, name, over(s -> which.apply(s).of(m)), baseline, items(copies.usual), m.better());
    }

    private void add(String id, String name, Interval value, double baseline, int n, Better better) {
        rows.add(new ClaimTable.Row(new Claim(id, name, value, baseline, n, value.n(), commit), better));
    }
}
