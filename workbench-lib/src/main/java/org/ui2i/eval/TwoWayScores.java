package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
        Images a = Images.of(truth.a()),
                b = Images.of(truth.b()),
                ab = b.with(a.through(aToB)),
                ba = a.with(b.through(bToA));
        OneWayScores there = OneWayScores.of(ab, truth.b(), Judges.B, judges);
        OneWayScores back = OneWayScores.of(ba, truth.a(), Judges.A, judges);
        double cycleA = Scores.mean(Scores.l1Each(a.with(ab.through(bToA)), a));
        double cycleB = Scores.mean(Scores.l1Each(b.with(ba.through(aToB)), b));
        return new TwoWayScores(
                (there.l1() + back.l1()) / 2,
                (there.sharpness() + back.sharpness()) / 2,
                (cycleA + cycleB) / 2,
                (there.domain() + back.domain()) / 2,
                (there.content() + back.content()) / 2,
                there.n());
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
