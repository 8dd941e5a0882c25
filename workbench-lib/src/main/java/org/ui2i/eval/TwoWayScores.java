package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.ImageSet;
import org.ui2i.data.TruePairs;

/**
 * What a translator between two domains makes of true pairs that it never saw, each number the mean of both directions.
 * Images in [0, 1].
 *
 * @param l1 distance to the true partner
 * @param sharpness {@link Scores#sharpness} against the true partners; 1 is right
 * @param cycle L1 of an image to itself after the round trip
 * @param domain share that a judge takes for the target's; NaN without judges
 * @param content share whose content a judge reads rightly; NaN without judges, or where contents do not repeat
 * @param n how many pairs
 */
public record TwoWayScores(double l1, double sharpness, double cycle, double domain, double content, int n) {
    /** One direction. */
    private record Way(
            ImageSet from, ImageSet to, String target, UnaryOperator<NDArray> go, UnaryOperator<NDArray> back) {
        TwoWayScores scores(@Nullable Judges judges) {
            Images x = Images.of(from), y = Images.of(to), drawn = y.with(x.through(go));
            return new TwoWayScores(
                    Scores.mean(Scores.l1Each(drawn, y)),
                    Scores.sharpness(drawn, y),
                    Scores.mean(Scores.l1Each(x.with(drawn.through(back)), x)),
                    judges == null
                            ? Double.NaN
                            : judged(judges.domain(), drawn, Collections.nCopies(to.size(), target)),
                    judges == null ? Double.NaN : judged(judges.content(), drawn, Judge.labels(to, "content")),
                    to.size());
        }

        private static double judged(@Nullable Judge judge, Images drawn, List<String> expected) {
            return judge == null ? Double.NaN : judge.accuracy(drawn, expected);
        }
    }

    /**
     * Scores a translator.
     *
     * @param truth pairs that were in no training
     * @param aToB (n, C, H, W) of A in [-1, 1] to as many of B
     * @param bToA the reverse
     * @param judges from the training images; null for none
     * @return means of both directions
     */
    public static TwoWayScores of(
            TruePairs truth, UnaryOperator<NDArray> aToB, UnaryOperator<NDArray> bToA, @Nullable Judges judges) {
        TwoWayScores there = new Way(truth.a(), truth.b(), Judges.B, aToB, bToA).scores(judges);
        TwoWayScores back = new Way(truth.b(), truth.a(), Judges.A, bToA, aToB).scores(judges);
        return new TwoWayScores(
                (there.l1 + back.l1) / 2,
                (there.sharpness + back.sharpness) / 2,
                (there.cycle + back.cycle) / 2,
                (there.domain + back.domain) / 2,
                (there.content + back.content) / 2,
                there.n);
    }

    /**
     * The lowest L1 that blurring the input can reach.
     *
     * @param truth true pairs
     * @return mean of both directions, each with its best sigma
     */
    public static double blurred(TruePairs truth) {
        Images a = Images.of(truth.a()), b = Images.of(truth.b());
        return (Blur.best(a, b).l1() + Blur.best(b, a).l1()) / 2;
    }
}
