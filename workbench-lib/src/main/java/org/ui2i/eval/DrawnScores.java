package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.ui2i.data.TruePairs;
import org.ui2i.tensor.Chunks;
import org.ui2i.tensor.Tensors;

/**
 * What is painted into line drawings (A) that were in no training, held against the emoji (B) that they were made of: for a
 * model that gives one answer, such as pix2pix. Images in [0, 1].
 *
 * @param l1 {@link Scores#l1} to the true emoji; a blur lowers it where several answers are right
 * @param sharpness {@link Scores#sharpness} against the true emoji; 1 is right
 * @param valid share of answers that the judge takes for emoji
 * @param edges {@link Structure#edges}: 0 if all lines are there and no others; the truth itself has 0
 * @param n how many drawings
 */
public record DrawnScores(double l1, double sharpness, double valid, double edges, int n) {
    /**
     * Scores answers.
     *
     * @param truth drawings and the emoji that they were made of
     * @param paints (B, C, H, W) drawings in [-1, 1] to as many answers of that shape
     * @param judges of the same drawer's emoji
     * @return the scores
     */
    public static DrawnScores of(TruePairs truth, UnaryOperator<NDArray> paints, EmojiJudges judges) {
        return of(truth, paints, judges.valid().judge());
    }

    /**
     * Scores the true emoji: what the judge allows.
     *
     * @param truth drawings and the emoji that they were made of
     * @param judges of the same drawer's emoji
     * @return an L1 of 0, a sharpness of 1
     */
    public static DrawnScores ofTruth(TruePairs truth, EmojiJudges judges) {
        try (NDManager scope = Tensors.scope()) {
            return scores(truth, truth.b().all(scope), judges.valid().judge(), scope);
        }
    }

    static DrawnScores of(TruePairs truth, UnaryOperator<NDArray> paints, Judge valid) {
        try (NDManager scope = Tensors.scope()) {
            return scores(truth, Chunks.of(truth.a().all(scope), paints), valid, scope);
        }
    }

    private static DrawnScores scores(TruePairs truth, NDArray answers, Judge valid, NDManager scope) {
        NDArray drawings = truth.a().all(scope), emoji = truth.b().all(scope);
        return new DrawnScores(
                Scores.l1(answers, emoji),
                Scores.sharpness(answers, emoji),
                valid.accuracy(answers, Collections.nCopies(truth.size(), EmojiJudges.EMOJI)),
                Structure.edges(drawings, answers),
                truth.size());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "L1 %.4f, sharpness %.2f, valid %.1f %%, edges %.4f (n %d)",
                l1,
                sharpness,
                100 * valid,
                edges,
                n);
    }
}
