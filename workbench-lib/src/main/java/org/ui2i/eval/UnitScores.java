package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.TruePairs;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * What one trained UNIT does on true pairs that it never saw, without noise in its codes; L1 on images in [0, 1].
 *
 * @param aToB L1 of translations A to B to the truth
 * @param bToA L1 of translations B to A to the truth
 * @param sharpnessB gradient energy of translations to B against real images of B
 * @param sharpnessA the same in A
 * @param retrieval share of items whose partner's code is the nearest, mean of both directions
 * @param cycle L1 of x to its image after the round trip, mean of both domains
 * @param samples how sure the content judge is of decoded z ~ N(0, I): mean of its largest probability, mean of both
 *     domains
 */
public record UnitScores(
        double aToB,
        double bToA,
        double sharpnessB,
        double sharpnessA,
        double retrieval,
        double cycle,
        double samples) {
    private static final int GALLERY_STRIDE =
            5; // coprime to the 52 letters of a family: all of them are in the gallery
    private static final int SAMPLES = 256;
    private static final long SAMPLES_SEED = 17;

    /**
     * Scores a model.
     *
     * @param unit trained or not
     * @param truth aligned images that were in no training
     * @param content a judge of what images show, trained on real ones; null leaves samples NaN
     * @return the scores
     */
    public static UnitScores of(Unit unit, TruePairs truth, @Nullable Judge content) {
        Images a = Images.of(truth.a());
        Images b = Images.of(truth.b());
        Images ab = b.with(a.through(unit::aToB));
        Images ba = a.with(b.through(unit::bToA));
        Images aba = a.with(ab.through(unit::bToA));
        Images bab = b.with(ba.through(unit::aToB));
        return new UnitScores(
                distance(ab, b),
                distance(ba, a),
                Scores.sharpness(ab, b),
                Scores.sharpness(ba, a),
                retrieval(unit, truth).mean(),
                (distance(aba, a) + distance(bab, b)) / 2,
                content == null ? Double.NaN : samples(unit, content, b));
    }

    private static double distance(Images x, Images truth) {
        return Scores.mean(Scores.l1Each(x, truth));
    }

    /**
     * Both directions in one number.
     *
     * @return mean of the two L1
     */
    public double l1() {
        return (aToB + bToA) / 2;
    }

    /**
     * Retrieval of partners by code.
     *
     * @param unit trained or not
     * @param truth aligned images; every fifth is in the gallery
     * @return the shares
     */
    public static Retrieval retrieval(Unit unit, TruePairs truth) {
        return retrieval(truth, unit.genA()::encode, unit.genB()::encode);
    }

    /**
     * Retrieval of partners by pixels.
     *
     * @param truth aligned images; every fifth is in the gallery
     * @return the shares
     */
    public static Retrieval pixels(TruePairs truth) {
        return retrieval(truth, x -> x, x -> x);
    }

    /**
     * Retrieval of partners by any codes.
     *
     * @param truth aligned images; every fifth is in the gallery
     * @param codeA images of A to their codes
     * @param codeB images of B to codes of the same shape
     * @return the shares
     */
    public static Retrieval retrieval(TruePairs truth, UnaryOperator<NDArray> codeA, UnaryOperator<NDArray> codeB) {
        TruePairs gallery = truth.every(GALLERY_STRIDE);
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> Retrieval.of(
                    codeA.apply(gallery.a().all(scope)), codeB.apply(gallery.b().all(scope))));
        }
    }

    private static double samples(Unit unit, Judge content, Images like) {
        UnitConfig config = unit.config();
        int scale = 1 << config.downs();
        Shape code = new Shape(SAMPLES, config.codeChannels(), like.height() / scale, like.width() / scale);
        try (NDManager scope = Tensors.scope()) {
            NDArray z = Draws.seeded(SAMPLES_SEED, 0, scope).noise(code);
            return Grad.off(() -> (content.confidence(unit.genA().decode(z))
                            + content.confidence(unit.genB().decode(z)))
                    / 2);
        }
    }
}
