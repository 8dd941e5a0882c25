package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.ImageSet;
import org.ui2i.data.TruePairs;

/**
 * What a translator from one domain to another makes of true pairs that it never saw. Images in [0, 1].
 *
 * @param l1 distance to the true partner
 * @param sharpness {@link Scores#sharpness} against the true partners; 1 is right
 * @param domain share that a judge takes for the target's; NaN without judges
 * @param content share whose content a judge reads rightly; NaN without judges, or where contents do not repeat
 * @param n how many pairs
 */
public record OneWayScores(double l1, double sharpness, double domain, double content, int n) {
    /**
     * Scores a translator from A to B.
     *
     * @param truth pairs that were in no training
     * @param aToB (n, C, H, W) of A in [-1, 1] to as many of B
     * @param judges from the training images; null for none
     * @return its scores
     */
    public static OneWayScores of(TruePairs truth, UnaryOperator<NDArray> aToB, @Nullable Judges judges) {
        return of(Images.of(truth.b()).with(Images.of(truth.a()).through(aToB)), truth.b(), Judges.B, judges);
    }

    /** Scores what was drawn already. */
    static OneWayScores of(Images drawn, ImageSet to, String target, @Nullable Judges judges) {
        Images y = Images.of(to);
        return new OneWayScores(
                Scores.mean(Scores.l1Each(drawn, y)),
                Scores.sharpness(drawn, y),
                judges == null ? Double.NaN : judged(judges.domain(), drawn, Collections.nCopies(to.size(), target)),
                judges == null ? Double.NaN : judged(judges.content(), drawn, Judge.labels(to, "content")),
                to.size());
    }

    private static double judged(@Nullable Judge judge, Images drawn, List<String> expected) {
        return judge == null ? Double.NaN : judge.accuracy(drawn, expected);
    }
}
