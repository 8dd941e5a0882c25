package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ui2i.eval.Claim.Better;
import org.ui2i.models.MunitArm;

/**
 * The course's rows M1 to M10 from the scores of trained arms: each a value over seeds against a baseline. Where the baseline
 * was measured on the same seeds, too, the interval is that of the paired differences ({@link Interval#paired}).
 */
public final class MunitClaims {
    private static final MunitArm BASE = MunitArm.BASE;
    private static final double HALF = 0.5;
    private static final double NEAR = 0.75;
    private static final String HIT = "hit of the reference's colours";
    private static final String FOUND = "own drawing found by the output's edges";
    private static final String FID = "FID with features of the emoji group net";
    private static final String RECON = "L1 of the reconstruction";
    private static final String VALID_DIVERSITY = "diversity of valid outputs";

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
     * @param untrained retrieval by the codes of one untrained content encoder, for both domains
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
        lower(
                "M1",
                "edge error after swapping styles: to the content image; baseline: to the style image",
                s -> s.swap().edges(),
                s -> s.swap().otherEdges());
        higher(
                "M1",
                "group read after swapping styles: the content image's; baseline: the style image's",
                s -> s.swap().group(),
                s -> s.swap().otherGroup());
        higher(
                "M1",
                "colours of the style image after swapping styles; baseline: either",
                s -> s.swap().colours(),
                HALF);
        probe(
                "M1",
                "probe, colour from the content code; baseline: from the style code",
                Better.LOWER,
                p -> p.colour().content(),
                p -> p.colour().style());
        probe(
                "M1",
                "probe, group from the style code; baseline: from the content code",
                Better.LOWER,
                p -> p.group().style(),
                p -> p.group().content());
        glyphs(
                "M1",
                "probe, letter from the style code (glyphs); baseline: from the content code",
                Better.LOWER,
                MunitGlyphScores::letterFromStyle,
                MunitGlyphScores::letterFromContent);
        higher("M1", FOUND + ", random styles; baseline: chance", MunitScores::found, 1.0 / drawings());
        probe(
                "M2",
                "probe, domain from the content code; baseline: halfway from chance to certainty",
                Better.LOWER,
                p -> p.domain().content(),
                p -> NEAR);
        probe(
                "M2",
                "probe, domain from the style code; baseline: from the content code",
                Better.HIGHER,
                p -> p.domain().style(),
                p -> p.domain().content());
        higher("M2", "retrieval by content code; baseline: pixels", MunitScores::retrieval, fixed.pixels);
        higher(
                "M2",
                "retrieval by content code; baseline: one untrained encoder",
                MunitScores::retrieval,
                fixed.untrained);
    }

    /** M3, M4: random styles, given styles. */
    private void styles() {
        MunitArm deaf = MunitArm.NO_RECON_S;
        String arms = ": base; baseline: without L_s";
        higher("M3", VALID_DIVERSITY + arms, MunitScores::validDiversity, BASE, deaf);
        higher("M3", "diversity of all outputs" + arms, MunitScores::diversity, BASE, deaf);
        higher("M3", "validity" + arms, MunitScores::validity, BASE, deaf);
        lower("M3", FID + arms, MunitScores::fid, BASE, deaf);
        double chance = 1.0 / MunitScores.REFERENCES;
        higher("M4", HIT + "; baseline: chance", s -> s.guided().hit(), chance);
        lower(
                "M4",
                "edge error of style-guided outputs: to their drawing; baseline: to their reference's",
                s -> s.guided().edges(),
                s -> s.guided().otherEdges());
        String kin = "L1 (glyphs), style of the true family; baseline: ";
        ToDoubleFunction<MunitGlyphScores> guided = MunitGlyphScores::guided;
        glyphs("M4", kin + "of another family", Better.LOWER, guided, MunitGlyphScores::stranger);
        glyphs("M4", kin + "a random style", Better.LOWER, guided, MunitGlyphScores::random);
        glyphs("M4", kin + "input untouched", Better.LOWER, guided, MunitGlyphScores::input);
        glyphs("M4", kin + "input blurred", Better.LOWER, guided, MunitGlyphScores::blur);
    }

    /** M5, M6: lambdas. */
    private void lambdas() {
        Map<MunitArm, String> off = new EnumMap<>(MunitArm.class);
        off.put(MunitArm.NO_RECON_X, "L_x");
        off.put(MunitArm.NO_RECON_C, "L_c");
        off.put(MunitArm.NO_RECON_S, "L_s");
        off.forEach((arm, term) -> {
            String arms = ": base; baseline: without " + term;
            lower("M5", FID + arms, MunitScores::fid, BASE, arm);
            higher("M5", "validity" + arms, MunitScores::validity, BASE, arm);
            higher("M5", FOUND + arms, MunitScores::found, BASE, arm);
            lower("M5", "edge error" + arms, MunitScores::edges, BASE, arm);
            higher("M5", VALID_DIVERSITY + arms, MunitScores::validDiversity, BASE, arm);
            higher("M5", HIT + arms, s -> s.guided().hit(), BASE, arm);
        });
        MunitArm little = MunitArm.GAN_1, much = MunitArm.GAN_16;
        String low = ": l_gan = 4; baseline: 1", high = ": l_gan = 16; baseline: 4";
        lower("M6", RECON + ": l_gan = 1; baseline: 4", MunitScores::recon, little, BASE);
        lower("M6", RECON + ": l_gan = 4; baseline: 16", MunitScores::recon, BASE, much);
        lower("M6", FID + low, MunitScores::fid, BASE, little);
        lower("M6", FID + high, MunitScores::fid, much, BASE);
        higher("M6", "validity" + low, MunitScores::validity, BASE, little);
        higher("M6", "validity" + high, MunitScores::validity, much, BASE);
        higher("M6", FOUND + ": l_gan = 1; baseline: 4", MunitScores::found, little, BASE);
        higher("M6", FOUND + ": l_gan = 4; baseline: 16", MunitScores::found, BASE, much);
    }

    /** M7: the explicit cycle on two data sets. */
    private void cycles() {
        MunitArm on = MunitArm.CYCLE;
        String arms = ": with cycle; baseline: without", glyphs = " (glyphs)" + arms;
        lower("M7", "cycle error" + arms, MunitScores::cycle, on, BASE);
        higher("M7", FOUND + arms, MunitScores::found, on, BASE);
        lower("M7", "edge error" + arms, MunitScores::edges, on, BASE);
        higher("M7", "validity" + arms, MunitScores::validity, on, BASE);
        lower("M7", FID + arms, MunitScores::fid, on, BASE);
        higher("M7", VALID_DIVERSITY + arms, MunitScores::validDiversity, on, BASE);
        glyphCycle("cycle error" + glyphs, Better.LOWER, MunitGlyphScores::cycle);
        glyphCycle("L1, style of the true family" + glyphs, Better.LOWER, MunitGlyphScores::guided);
        glyphCycle("letters read" + glyphs, Better.HIGHER, MunitGlyphScores::letters);
        glyphCycle("judged of the target cut" + glyphs, Better.HIGHER, MunitGlyphScores::domain);
        glyphCycle("diversity" + glyphs, Better.HIGHER, MunitGlyphScores::diversity);
    }

    /** M8, M9: instance norm in either encoder. */
    private void norms() {
        MunitArm bare = MunitArm.NO_CONTENT_NORM, normed = MunitArm.STYLE_NORM;
        String inContent = ": with norm in the content encoder; baseline: without";
        String inStyle = ": without norm in the style encoder; baseline: with";
        probes(
                "M8",
                "probe, colour from the content code" + inContent,
                Better.LOWER,
                p -> p.colour().content(),
                bare);
        probe(
                "M8",
                "probe, colour from the content code; baseline: chance",
                Better.LOWER,
                p -> p.colour().content(),
                p -> p.colour().chance());
        probes(
                "M8",
                "probe, content's group" + inContent,
                Better.HIGHER,
                p -> p.group().content(),
                bare);
        higher("M8", HIT + inContent, s -> s.guided().hit(), BASE, bare);
        probes(
                "M9",
                "probe, colour from the style code" + inStyle,
                Better.HIGHER,
                p -> p.colour().style(),
                normed);
        higher("M9", HIT + inStyle, s -> s.guided().hit(), BASE, normed);
    }

    /** M10: what of AdaIN's parameters carries the look. */
    private void swaps() {
        String from = "colours of the style image after swapping ", none = "; baseline: nothing swapped";
        higher("M10", from + "(beta, gamma)" + none, s -> s.swap().colours(), s -> s.swap()
                .unswapped());
        higher("M10", from + "only beta" + none, s -> s.swap().byBeta(), s -> s.swap()
                .unswapped());
        higher("M10", from + "only gamma" + none, s -> s.swap().byGamma(), s -> s.swap()
                .unswapped());
        higher("M10", from + "only beta; baseline: only gamma", s -> s.swap().byBeta(), s -> s.swap()
                .byGamma());
    }

    private void lower(String id, String arm, ToDoubleFunction<MunitScores> score, MunitArm on, MunitArm off) {
        add(id, arm, scores(on, score), scores(off, score), Better.LOWER, drawings());
    }

    private void lower(
            String id, String arm, ToDoubleFunction<MunitScores> score, ToDoubleFunction<MunitScores> baseline) {
        add(id, arm, scores(BASE, score), scores(BASE, baseline), Better.LOWER, drawings());
    }

    private void higher(String id, String arm, ToDoubleFunction<MunitScores> score, MunitArm on, MunitArm off) {
        add(id, arm, scores(on, score), scores(off, score), Better.HIGHER, drawings());
    }

    private void higher(
            String id, String arm, ToDoubleFunction<MunitScores> score, ToDoubleFunction<MunitScores> baseline) {
        add(id, arm, scores(BASE, score), scores(BASE, baseline), Better.HIGHER, drawings());
    }

    private void higher(String id, String arm, ToDoubleFunction<MunitScores> score, double baseline) {
        higher(id, arm, score, s -> baseline);
    }

    private void probe(
            String id,
            String arm,
            Better better,
            ToDoubleFunction<MunitProbes> score,
            ToDoubleFunction<MunitProbes> baseline) {
        add(id, arm, probes(BASE, score), probes(BASE, baseline), better, drawings());
    }

    private void probes(String id, String arm, Better better, ToDoubleFunction<MunitProbes> score, MunitArm off) {
        add(id, arm, probes(BASE, score), probes(off, score), better, drawings());
    }

    private void glyphs(
            String id,
            String arm,
            Better better,
            ToDoubleFunction<MunitGlyphScores> score,
            ToDoubleFunction<MunitGlyphScores> baseline) {
        add(id, arm, over(glyphs, BASE, score), over(glyphs, BASE, baseline), better, letters());
    }

    private void glyphCycle(String arm, Better better, ToDoubleFunction<MunitGlyphScores> score) {
        add("M7", arm, over(glyphs, MunitArm.CYCLE, score), over(glyphs, BASE, score), better, letters());
    }

    private void add(String id, String arm, double[] values, double[] baselines, Better better, int n) {
        Interval value = Interval.paired(values, baselines);
        Claim claim = new Claim(id, arm, value, Scores.mean(baselines), n, values.length, commit);
        rows.add(new ClaimTable.Row(claim, better));
    }

    private int drawings() {
        return emoji.values().iterator().next().get(0).scores().n();
    }

    private int letters() {
        return glyphs.values().iterator().next().get(0).n();
    }

    private double[] scores(MunitArm arm, ToDoubleFunction<MunitScores> score) {
        return over(emoji, arm, run -> score.applyAsDouble(run.scores()));
    }

    private double[] probes(MunitArm arm, ToDoubleFunction<MunitProbes> score) {
        return over(emoji, arm, run -> score.applyAsDouble(run.probes()));
    }

    private static <T> double[] over(Map<MunitArm, List<T>> runs, MunitArm arm, ToDoubleFunction<T> score) {
        List<T> seeds = present(runs.get(arm), "no run of the arm %s: train it first", arm.id());
        return seeds.stream().mapToDouble(score).toArray();
    }
}
