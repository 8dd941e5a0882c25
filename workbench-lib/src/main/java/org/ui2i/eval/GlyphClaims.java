package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ui2i.eval.Claim.Better;

/**
 * The scoreboard's rows of one trained network against the baselines and against what the authors' code reached on the same
 * items. The intervals are over fonts: one network, one seed.
 */
public final class GlyphClaims {
    private static final String ID = "BOARD";
    private static final int USUAL = 5;
    private static final double READABLE = 0.9, SHARP = 0.8;
    private static final List<String> STYLE_FREE =
            List.of("copy content", "blurred copy", "mean source glyph", "median source glyph");
    private static final List<String> LOOKUPS = List.of("nearest source font", "mean of 5 nearest");
    private final List<GlyphScore> drawn;
    private final List<GlyphScore> baselines;
    private final String commit;
    private final List<ClaimTable.Row> rows = new ArrayList<>();

    /** A measure of a score; {@code authors} is what their code reached with five class images after 3,609 steps. */
    private enum Measure {
        TOP5("font top-5", Better.HIGHER, GlyphScore::top5, 0.43),
        TOP1("font top-1", Better.HIGHER, GlyphScore::top1, 0.17),
        L1("L1", Better.LOWER, GlyphScore::l1, 0.058);

        private final String words;
        private final Better better;
        private final Function<GlyphScore, Interval> value;
        private final double authors;

        Measure(String words, Better better, Function<GlyphScore, Interval> value, double authors) {
            this.words = words;
            this.better = better;
            this.value = value;
            this.authors = authors;
        }
    }

    private GlyphClaims(List<GlyphScore> drawn, List<GlyphScore> baselines, String commit) {
        this.drawn = drawn;
        this.baselines = baselines;
        this.commit = commit;
    }

    /**
     * All rows.
     *
     * @param drawn the network's scores
     * @param baselines of the same items
     * @param commit of the library that scores
     * @return rows with K = 5, the main ones also with K = 1 and 10
     */
    public static List<ClaimTable.Row> of(List<GlyphScore> drawn, List<GlyphScore> baselines, String commit) {
        GlyphClaims c = new GlyphClaims(drawn, baselines, commit);
        for (Measure measure : Measure.values()) {
            STYLE_FREE.forEach(arm -> c.against(measure, USUAL, arm, false));
            LOOKUPS.forEach(arm -> c.against(measure, USUAL, arm, false));
            c.authors(measure);
        }
        for (Measure measure : List.of(Measure.TOP5, Measure.L1)) {
            for (int k : new int[] {1, 10}) {
                c.against(measure, k, LOOKUPS.get(0), false);
            }
            c.against(measure, USUAL, STYLE_FREE.get(0), true);
            LOOKUPS.forEach(arm -> c.lookup(measure, arm));
        }
        c.bounds();
        return List.copyOf(c.rows);
    }

    private void against(Measure measure, int k, String arm, boolean heldOut) {
        GlyphScore own = find(drawn, null, k, heldOut);
        GlyphScore other = find(baselines, arm, STYLE_FREE.contains(arm) ? 0 : k, heldOut);
        String letters = heldOut ? " on held-out letters" : "";
        add(measure, own, measure.words + letters + ", K = " + k + ": FUNIT; baseline: " + arm, mean(measure, other));
    }

    private void authors(Measure measure) {
        String name = measure.words + ", K = " + USUAL + ": FUNIT; baseline: the authors' code";
        add(measure, find(drawn, null, USUAL, false), name, measure.authors);
    }

    /** How strong the lookups are themselves. */
    private void lookup(Measure measure, String arm) {
        GlyphScore copy = find(baselines, STYLE_FREE.get(0), 0, false);
        String name = measure.words + ", K = " + USUAL + ": " + arm + "; baseline: " + STYLE_FREE.get(0);
        add(measure, find(baselines, arm, USUAL, false), name, mean(measure, copy));
    }

    /** Readable and sharp enough, or the retrieval says little. */
    private void bounds() {
        GlyphScore own = find(drawn, null, USUAL, false);
        bound(own, "letter", own.letter(), READABLE);
        bound(own, "sharpness", own.sharpness(), SHARP);
    }

    private void bound(GlyphScore own, String words, double value, double least) {
        String name = String.format(Locale.ROOT, "%s, K = %d: FUNIT; baseline: %.1f, the least", words, USUAL, least);
        Claim claim = new Claim(ID, name, Interval.t(value), least, own.n(), 1, commit);
        rows.add(new ClaimTable.Row(claim, Better.HIGHER));
    }

    private static double mean(Measure measure, GlyphScore score) {
        return measure.value.apply(score).mean();
    }

    private void add(Measure measure, GlyphScore score, String name, double baseline) {
        Claim claim = new Claim(ID, name, measure.value.apply(score), baseline, score.n(), 1, commit);
        rows.add(new ClaimTable.Row(claim, measure.better));
    }

    private static GlyphScore find(List<GlyphScore> scores, @Nullable String arm, int k, boolean heldOut) {
        return present(
                scores.stream()
                        .filter(s -> arm == null || s.arm().equals(arm))
                        .filter(s -> s.shots() == k && s.heldOut() == heldOut)
                        .findFirst()
                        .orElse(null),
                "no score of %s with K = %d: score it first",
                arm == null ? "the network" : arm,
                k);
    }
}
