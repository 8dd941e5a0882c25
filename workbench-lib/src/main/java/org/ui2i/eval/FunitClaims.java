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
    private static final int USUAL = FunitScores.USUAL;
    private final Map<FunitArm, List<FontScores>> arms;
    private final List<FunitScores> base;
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

    private FunitClaims(Map<FunitArm, List<FontScores>> arms, List<FunitScores> base, Copies copies, String commit) {
        this.arms = arms;
        this.base = base;
        this.copies = copies;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param arms scores of every arm with {@link FunitScores#USUAL} class images, one a seed
     * @param base what the base arm's generators draw, one a seed
     * @param copies the baselines
     * @param commit of the library that trained the arms
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(
            Map<FunitArm, List<FontScores>> arms, List<FunitScores> base, Copies copies, String commit) {
        FunitClaims c = new FunitClaims(arms, base, copies, commit);
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
                row("F1", m + " with K = " + k + "; baseline: K = 1", m, at(k), mean(at(1), m));
            }
        }
    }

    private Function<FunitScores, FontScores> at(int k) {
        return scores -> present(scores.byShots().get(k), "no scores for K = %d", k);
    }

    /** F2: contents of many fonts. */
    private void contents() {
        int n = copies.byContent.size() * items(copies.byContent.get(0));
        for (Measure m : List.of(TOP5, L1, LETTER)) {
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
            double image = mean(FunitScores::ofImages, m), outputs = mean(FunitScores::ofOutputs, m);
            row("F4", m + ", mean of codes; baseline: code of the mean image", m, at(USUAL), image);
            row("F4", m + ", mean of codes; baseline: mean of the outputs", m, at(USUAL), outputs);
        }
        add(
                "F4",
                "sharpness, mean of codes; baseline: mean of the outputs",
                over(s -> at(USUAL).apply(s).sharpness()),
                over(s -> s.ofOutputs().sharpness()).mean(),
                items(copies.usual),
                Better.HIGHER);
    }

    /** F5: who gives what. */
    private void roles() {
        int n = items(copies.usual);
        Interval letter = over(s -> s.swap().contentLetter()),
                font = over(s -> s.swap().classFont());
        double otherLetter = over(s -> s.swap().classLetter()).mean();
        double otherFont = over(s -> s.swap().contentFont()).mean();
        add("F5", "letter read: the content's; baseline: the class images'", letter, otherLetter, n, Better.HIGHER);
        add("F5", "font top-5: the class images'; baseline: the content's", font, otherFont, n, Better.HIGHER);
    }

    /** F6: source classes. */
    private void fonts() {
        List<FunitArm> fewer = List.of(FunitArm.FONTS_10, FunitArm.FONTS_35, FunitArm.FONTS_70);
        List<FunitArm> all = new ArrayList<>(fewer);
        all.add(FunitArm.BASE);
        for (Measure m : MAIN) {
            for (FunitArm arm : all) {
                arm(
                        "F6",
                        m + " at source fonts = " + arm.fonts() + "; baseline: copy content",
                        m,
                        arm,
                        copies.usual.of(m));
            }
            for (FunitArm arm : fewer) {
                String against = "; baseline: " + arm.fonts();
                arm("F6", m + " with 140 source fonts" + against, m, FunitArm.BASE, mean(of(arm), m));
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
            for (Measure m : List.of(TOP5, L1, LETTER)) {
                arm("F9", m + against, m, FunitArm.BASE, mean(of(arm), m));
            }
            Interval all = Interval.t(sharpness(of(FunitArm.BASE)));
            double without = Scores.mean(sharpness(of(arm)));
            add("F9", "sharpness" + against, all, without, items(copies.usual), Better.HIGHER);
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

    private double mean(Function<FunitScores, FontScores> which, Measure m) {
        return over(s -> which.apply(s).of(m)).mean();
    }

    private Interval over(ToDoubleFunction<FunitScores> score) {
        return Interval.t(base.stream().mapToDouble(score).toArray());
    }

    private void arm(String id, String name, Measure m, FunitArm on, double baseline) {
        Interval value = Interval.t(of(on).stream().mapToDouble(s -> s.of(m)).toArray());
        add(id, name, value, baseline, items(copies.usual), m.better());
    }

    private void row(String id, String name, Measure m, Function<FunitScores, FontScores> which, double baseline) {
        add(id, name, over(s -> which.apply(s).of(m)), baseline, items(copies.usual), m.better());
    }

    private void add(String id, String name, Interval value, double baseline, int n, Better better) {
        rows.add(new ClaimTable.Row(new Claim(id, name, value, baseline, n, value.n(), commit), better));
    }
}
