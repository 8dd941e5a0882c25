package org.ui2i.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import org.ui2i.eval.EmojiJudges;
import org.ui2i.eval.Features;
import org.ui2i.eval.Judges;
import org.ui2i.eval.MunitClaims;
import org.ui2i.eval.MunitGlyphScores;
import org.ui2i.eval.MunitProbes;
import org.ui2i.eval.MunitScores;
import org.ui2i.eval.MunitTable;
import org.ui2i.eval.Retrieval;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitArm;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.MunitGenerator;
import org.ui2i.run.MunitRun;
import org.ui2i.run.Session;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** Scores MUNIT's published arms, line drawings to emoji and letters of two cuts: the course's rows M1 to M10. */
final class MunitCommittedRuns implements CommittedRuns {
    private static final String EMOJI = "emoji-edges";
    private static final String GLYPHS = "glyph-styles";
    private static final int SIZE = 32;

    /** The arms that are trained on letters, too. */
    private static final List<MunitArm> ON_GLYPHS = List.of(MunitArm.BASE, MunitArm.CYCLE);

    @Override
    public String name() {
        return "munit";
    }

    @Override
    public int steps() {
        return 800;
    }

    private static String onGlyphs(MunitArm arm, long seed) {
        return "glyphs-" + onEmoji(arm, seed);
    }

    private static String onEmoji(MunitArm arm, long seed) {
        return arm.id() + "-" + seed;
    }

    @Override
    public void train(int steps, Path runs, Path published, String command, PrintWriter out) throws IOException {
        RunsTrainer trainer = new RunsTrainer(runs, published, command, out);
        for (long seed : SEEDS) {
            for (MunitArm arm : MunitArm.values()) {
                trainer.train(onEmoji(arm, seed), session(EMOJI, 4, arm.config(), seed, steps), steps);
            }
            for (MunitArm arm : ON_GLYPHS) {
                int ofLetters = steps * 5 / 8; // of larger batches
                trainer.train(onGlyphs(arm, seed), session(GLYPHS, 8, arm.onLetters(), seed, ofLetters), ofLetters);
            }
        }
    }

    private static Session<?> session(String data, int batch, MunitConfig config, long seed, int steps) {
        return new MunitRun(data, SIZE, batch, seed, 0.5, 0, config).session(steps);
    }

    @Override
    public List<ClaimTable.Row> rows(Path published, String commit) throws IOException {
        UnpairedImages drawings = Datasets.unpaired(EMOJI).size(SIZE);
        UnpairedImages letters = Datasets.unpaired(GLYPHS).size(SIZE);
        TruePairs truth = drawings.truth(Split.TEST);
        MunitClaims.Fixed fixed = new MunitClaims.Fixed(pixels(truth), untrained(truth));
        List<ClaimTable.Row> rows = new ArrayList<>(
                MunitClaims.of(emoji(published, drawings, truth), glyphs(published, letters), fixed, commit));
        rows.addAll(MunitTable.rows(table(published, truth), commit));
        return rows;
    }

    private static Map<MunitArm, List<MunitClaims.Run>> emoji(Path published, UnpairedImages images, TruePairs truth)
            throws IOException {
        EmojiJudges judges = BundledJudges.emoji("noto", SIZE);
        Features features = BundledJudges.emojiFeatures("noto", SIZE);
        Map<MunitArm, List<MunitClaims.Run>> all = new EnumMap<>(MunitArm.class);
        for (MunitArm arm : MunitArm.values()) {
            List<MunitClaims.Run> ofArm = new ArrayList<>();
            for (long seed : SEEDS) {
                Munit munit = CommittedRuns.trained(published.resolve(onEmoji(arm, seed)), arm.config());
                MunitScores scores = MunitScores.of(munit, truth, judges, features);
                ofArm.add(new MunitClaims.Run(scores, MunitProbes.of(munit, images)));
            }
            all.put(arm, ofArm);
        }
        return all;
    }

    private static Map<MunitArm, List<MunitTable>> table(Path published, TruePairs truth) throws IOException {
        EmojiJudges judges = BundledJudges.emoji("noto", SIZE);
        Features features = BundledJudges.emojiFeatures("noto", SIZE);
        Map<MunitArm, List<MunitTable>> all = new EnumMap<>(MunitArm.class);
        for (MunitArm arm : MunitTable.ARMS.keySet()) {
            List<MunitTable> seeds = new ArrayList<>();
            for (long seed : SEEDS) {
                Munit munit = CommittedRuns.trained(published.resolve(onEmoji(arm, seed)), arm.config());
                seeds.add(MunitTable.of(munit, truth, judges, features));
            }
            all.put(arm, seeds);
        }
        return all;
    }

    private static Map<MunitArm, List<MunitGlyphScores>> glyphs(Path published, UnpairedImages images)
            throws IOException {
        Judges judges = BundledJudges.glyphStyles();
        Map<MunitArm, List<MunitGlyphScores>> all = new EnumMap<>(MunitArm.class);
        for (MunitArm arm : ON_GLYPHS) {
            List<MunitGlyphScores> ofArm = new ArrayList<>();
            for (long seed : SEEDS) {
                Munit munit = CommittedRuns.trained(published.resolve(onGlyphs(arm, seed)), arm.onLetters());
                ofArm.add(MunitGlyphScores.of(munit, images, judges));
            }
            all.put(arm, ofArm);
        }
        return all;
    }

    private static double pixels(TruePairs truth) {
        try (NDManager scope = Tensors.scope()) {
            return Retrieval.of(truth.a().all(scope), truth.b().all(scope)).mean();
        }
    }

    /** One random encoder for both domains: two of them would not even have the same channels in common. */
    private static double untrained(TruePairs truth) {
        MunitGenerator gen = new Munit(MunitArm.BASE.config(), 1).genA();
        try (NDManager scope = Tensors.scope()) {
            NDArray a = truth.a().all(scope), b = truth.b().all(scope);
            return Grad.off(() -> Retrieval.of(gen.content(a), gen.content(b)).mean());
        }
    }
}
