package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.MunitArm;

/** The course's rows M1 to M10 from the scores of trained arms: each a value over seeds against a baseline. */
public final class MunitClaims {
    private static final MunitArm BASE = MunitArm.BASE;
    private static final double HALF = 0.5;
    private static final double NEAR = 0.75;
    private static final String HIT = "hit of the reference's colours";
    private static final String FID = "FID with features of the emoji group net";
    private static final String RECON = "L1 of the reconstruction";

    /**
     * One run on line drawings and emoji.
     *
     * @param scores what it draws
     * @param probes what its codes tell
     */
    public record Run(MunitScores scores, MunitProbes probes) {}

    /**
     * What needs no training, and what an untrained network gives.
     *
     * @param pixels retrieval of a drawing's emoji, and the reverse, by pixels
     * @param untrained retrieval by an untrained network's content codes
     */
    public record Fixed(double pixels, double untrained) {}

    private final Map<MunitArm, List<Run>> emoji;
    private final Map<MunitArm, List<MunitGlyphScores>> glyphs;
    private final Fixed fixed;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    private MunitClaims(
            Map<MunitArm, List<Run>> emoji, Map<MunitArm, List<MunitGlyphScores>> glyphs, Fixed fixed, String commit) {
        this.emoji = emoji;
        this.glyphs = glyphs;
        this.fixed = fixed;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param emoji runs of each arm on line drawings and emoji, one a seed
     * @param glyphs runs of the base and of the arm with explicit cycle on letters, one a seed
     * @param fixed the baselines
     * @param commit of the library that trained the arms
     * @return rows in the course's order
     */
    public static List<ClaimTable.Row> of(
            Map<MunitArm, List<Run>> emoji, Map<MunitArm, List<MunitGlyphScores>> glyphs, Fixed fixed, String commit) {
        MunitClaims c = new MunitClaims(emoji, glyphs, fixed, commit);
        c.codes();
        c.styles();
        c.lambdas();
        c.cycles();
        c.norms();
        c.swaps();
        return List.copyOf(c.rows);
    }

    /** M1, M2: what lies in which code. */
    private void codes() {
        Interval edges = base(s -> s.swap().edges()),
                otherEdges = base(s -> s.swap().otherEdges());
        lower(
                "M1",
                "edge error after swapping styles: to the content image; baseline: to the style image",
                edges,
                otherEdges);
        Interval colours = base(s -> s.swap().colours());
        higher("M1", "colours of the style image after swapping styles; baseline: either", colours, HALF);
        Interval colourC = probe(p -> p.colour().content()),
                colourS = probe(p -> p.colour().style());
        lower("M1", "probe, colour from the content code; baseline: from the style code", colourC, colourS);
        Interval groupC = probe(p -> p.group().content()),
                groupS = probe(p -> p.group().style());
        lower("M1", "probe, group from the style code; baseline: from the content code", groupS, groupC);
        glyphs(
                "M1",
                "probe, letter from the style code (glyphs); baseline: from the content code",
                Better.LOWER,
                MunitGlyphScores::letterFromStyle,
                MunitGlyphScores::letterFromContent);
        Interval domainC = probe(p -> p.domain().content()),
                domainS = probe(p -> p.domain().style());
        lower("M2", "probe, domain from the content code; baseline: halfway from chance to certainty", domainC, NEAR);
        higher("M2", "probe, domain from the style code; baseline: from the content code", domainS, domainC.mean());
        Interval retrieval = base(MunitScores::retrieval);
        higher("M2", "retrieval by content code; baseline: pixels", retrieval, fixed.pixels);
        higher("M2", "retrieval by content code; baseline: untrained network", retrieval, fixed.untrained);
    }

    /** M3, M4: random styles, given styles. */
    private void styles() {
        MunitArm deaf = MunitArm.NO_RECON_S;
        higher("M3", "diversity: base; baseline: without L_s", MunitScores::diversity, BASE, deaf);
        higher("M3", "validity: base; baseline: without L_s", MunitScores::validity, BASE, deaf);
        lower("M3", FID + ": base; baseline: without L_s", MunitScores::fid, BASE, deaf);
        higher(
                "M3",
                "diversity of valid outputs: base; baseline: without L_s",
                MunitScores::validDiversity,
                BASE,
                deaf);
        double chance = 1.0 / MunitScores.REFERENCES;
        higher("M4", HIT + "; baseline: chance", base(MunitScores::hit), chance);
        String kin = "L1 (glyphs), style of the true family; baseline: ";
        ToDoubleFunction<MunitGlyphScores> guided = MunitGlyphScores::guided;
        glyphs("M4", kin + "of another family", Better.LOWER, guided, MunitGlyphScores::stranger);
        glyphs("M4", kin + "input untouched", Better.LOWER, guided, MunitGlyphScores::input);
    }

    /** M5, M6: lambdas. */
    private void lambdas() {
        MunitArm noX = MunitArm.NO_RECON_X, noC = MunitArm.NO_RECON_C, noS = MunitArm.NO_RECON_S;
        lower("M5", FID + ": base; baseline: without L_x", MunitScores::fid, BASE, noX);
        lower("M5", RECON + ": base; baseline: without L_x", MunitScores::recon, BASE, noX);
        lower("M5", "edge error: base; baseline: without L_x", MunitScores::edges, BASE, noX);
        lower("M5", FID + ": base; baseline: without L_c", MunitScores::fid, BASE, noC);
        lower("M5", "edge error: base; baseline: without L_c", MunitScores::edges, BASE, noC);
        higher("M5", HIT + ": base; baseline: without L_s", MunitScores::hit, BASE, noS);
        MunitArm little = MunitArm.RECON_X_1, much = MunitArm.RECON_X_100;
        lower("M6", RECON + ": l_x = 10; baseline: 1", MunitScores::recon, BASE, little);
        lower("M6", RECON + ": l_x = 100; baseline: 10", MunitScores::recon, much, BASE);
        higher("M6", "diversity: l_x = 1; baseline: 10", MunitScores::diversity, little, BASE);
        higher("M6", "diversity: l_x = 10; baseline: 100", MunitScores::diversity, BASE, much);
    }

    /** M7: the explicit cycle on two data sets. */
    private void cycles() {
        MunitArm on = MunitArm.CYCLE;
        String arms = ": with cycle; baseline: without", glyphs = " (glyphs)" + arms;
        lower("M7", "cycle error" + arms, MunitScores::cycle, on, BASE);
        lower("M7", "edge error" + arms, MunitScores::edges, on, BASE);
        higher("M7", "validity" + arms, MunitScores::validity, on, BASE);
        lower("M7", FID + arms, MunitScores::fid, on, BASE);
        higher("M7", "diversity" + arms, MunitScores::diversity, on, BASE);
        glyphCycle("cycle error" + glyphs, Better.LOWER, MunitGlyphScores::cycle);
        glyphCycle("L1, style of the true family" + glyphs, Better.LOWER, MunitGlyphScores::guided);
        glyphCycle("letters read" + glyphs, Better.HIGHER, MunitGlyphScores::letters);
        glyphCycle("diversity" + glyphs, Better.HIGHER, MunitGlyphScores::diversity);
    }

    /** M8, M9: instance norm in either encoder. */
    private void norms() {
        MunitArm bare = MunitArm.NO_CONTENT_NORM, normed = MunitArm.STYLE_NORM;
        Interval content = probe(p -> p.colour().content()),
                style = probe(p -> p.colour().style());
        String inContent = ": with norm in the content encoder; baseline: without";
        String inStyle = ": without norm in the style encoder; baseline: with";
        Interval bareContent = probes(bare, p -> p.colour().content());
        lower("M8", "probe, colour from the content code" + inContent, content, bareContent);
        higher("M8", HIT + inContent, MunitScores::hit, BASE, bare);
        double normedStyle = probes(normed, p -> p.colour().style()).mean();
        higher("M9", "probe, colour from the style code" + inStyle, style, normedStyle);
        higher("M9", HIT + inStyle, MunitScores::hit, BASE, normed);
    }

    /** M10: what of AdaIN's parameters carries the look. */
    private void swaps() {
        String from = "colours of the style image after swapping only ";
        higher(
                "M10",
                from + "(beta, gamma); baseline: either",
                base(s -> s.swap().colours()),
                HALF);
        higher("M10", from + "beta; baseline: either", base(s -> s.swap().byBeta()), HALF);
        higher("M10", from + "gamma; baseline: either", base(s -> s.swap().byGamma()), HALF);
    }

    private void lower(String id, String arm, ToDoubleFunction<MunitScores> score, MunitArm on, MunitArm off) {
        lower(id, arm, scores(on, score), scores(off, score));
    }

    private void lower(String id, String arm, Interval value, Interval baseline) {
        lower(id, arm, value, baseline.mean());
    }

    private void lower(String id, String arm, Interval value, double baseline) {
        add(id, arm, value, baseline, Better.LOWER, drawings());
    }

    private void higher(String id, String arm, ToDoubleFunction<MunitScores> score, MunitArm on, MunitArm off) {
        higher(id, arm, scores(on, score), scores(off, score).mean());
    }

    private void higher(String id, String arm, Interval value, double baseline) {
        add(id, arm, value, baseline, Better.HIGHER, drawings());
    }

    private void glyphs(
            String id,
            String arm,
            Better better,
            ToDoubleFunction<MunitGlyphScores> score,
            ToDoubleFunction<MunitGlyphScores> baseline) {
        add(id, arm, over(glyphs, BASE, score), over(glyphs, BASE, baseline).mean(), better, letters());
    }

    private void glyphCycle(String arm, Better better, ToDoubleFunction<MunitGlyphScores> score) {
        double off = over(glyphs, BASE, score).mean();
        add("M7", arm, over(glyphs, MunitArm.CYCLE, score), off, better, letters());
    }

    private void add(String id, String arm, Interval value, double baseline, Better better, int n) {
        rows.add(new ClaimTable.Row(new Claim(id, arm, value, baseline, n, value.n(), commit), better));
    }

    private int drawings() {
        return emoji.values().iterator().next().get(0).scores().n();
    }

    private int letters() {
        return glyphs.values().iterator().next().get(0).n();
    }

    private Interval base(ToDoubleFunction<MunitScores> score) {
        return scores(BASE, score);
    }

    private Interval probe(ToDoubleFunction<MunitProbes> score) {
        return probes(BASE, score);
    }

    private Interval scores(MunitArm arm, ToDoubleFunction<MunitScores> score) {
        return over(emoji, arm, run -> score.applyAsDouble(run.scores()));
    }

    private Interval probes(MunitArm arm, ToDoubleFunction<MunitProbes> score) {
        return over(emoji, arm, run -> score.applyAsDouble(run.probes()));
    }

    private static <T> Interval over(Map<MunitArm, List<T>> runs, MunitArm arm, ToDoubleFunction<T> score) {
        List<T> seeds = present(runs.get(arm), "no run of the arm %s: train it first", arm.id());
        return Interval.t(seeds.stream().mapToDouble(score).toArray());
    }
}
