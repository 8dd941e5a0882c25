package org.ui2i.eval;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Munit;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * What one trained MUNIT makes of letters of unseen families in one cut (A): the other cut (B). The true answer to a given
 * style is known here: the style of another letter of the family in B. L1 on images in [0, 1].
 *
 * @param domain share of outputs in random styles that the judge takes for B's cut
 * @param letters share of these whose letter the judge reads rightly
 * @param diversity {@link Diversity#l1(NDArray, int)} of these
 * @param guided L1 to the truth of outputs in the style of another letter of the same family
 * @param stranger L1 to the truth of outputs in the style of another family
 * @param random L1 to the truth of outputs in a random style
 * @param input L1 to the truth of the untranslated letters
 * @param blur the same after the blur that suits them best
 * @param cycle L1 of letters to those drawn back in their own style
 * @param letterFromContent accuracy of a linear probe of the letter on B's content codes
 * @param letterFromStyle the same on B's style codes
 * @param n how many letters
 */
public record MunitGlyphScores(
        double domain,
        double letters,
        double diversity,
        double guided,
        double stranger,
        double random,
        double input,
        double blur,
        double cycle,
        double letterFromContent,
        double letterFromStyle,
        int n) {
    private static final int STRIDE = 5; // coprime to the 52 letters of a family: all of them are scored
    private static final int TRAIN_STRIDE = 3; // the same for the probe
    private static final int STYLES = 4;
    private static final long SEED = 29;

    /**
     * Scores a model.
     *
     * @param munit trained or not, on these images
     * @param images letters in two cuts
     * @param judges from the training images
     * @return the scores
     */
    public static MunitGlyphScores of(Munit munit, UnpairedImages images, Judges judges) {
        TruePairs truth = images.truth(Split.TEST);
        int[] some = every(STRIDE, truth.size());
        ImageSet train = images.b().take(every(TRAIN_STRIDE, images.b().size()));
        try (NDManager scope = Tensors.scope()) {
            return Grad.off(() -> scores(munit, truth, some, train, judges, scope));
        }
    }

    private static MunitGlyphScores scores(
            Munit munit, TruePairs truth, int[] some, ImageSet train, Judges judges, NDManager scope) {
        TruePairs test = truth.take(some);
        NDArray a = test.a().all(scope), b = test.b().all(scope);
        NDArray outputs = MunitScores.samples(munit, a, munit.styles(STYLES, Draws.seeded(SEED, 0, scope)));
        int[] items =
                IntStream.range(0, STYLES * test.size()).map(i -> i / STYLES).toArray();
        Judge reader = present(judges.content(), "letters repeat, yet there is no letter judge");
        NDArray kin = truth.b().tensor(scope, partners(truth.b(), some, true));
        NDArray strange = truth.b().tensor(scope, partners(truth.b(), some, false));
        return new MunitGlyphScores(
                judges.domain().accuracy(outputs, Collections.nCopies(items.length, Judges.B)),
                reader.accuracy(outputs, Judge.labels(test.b().take(items), "content")),
                Diversity.l1(outputs, STYLES),
                Scores.l1(munit.aToB(a, munit.genB().style(kin)), b),
                Scores.l1(munit.aToB(a, munit.genB().style(strange)), b),
                Scores.l1(munit.aToB(a, munit.styles(test.size(), Draws.seeded(SEED, 1, scope))), b),
                Scores.l1(a, b),
                Blur.best(a, b).l1(),
                MunitScores.cycle(munit, a, b, scope),
                letters(train, test.b(), munit.genB()::content, scope),
                letters(train, test.b(), munit.genB()::style, scope),
                test.size());
    }

    /** For each item an image of another letter: of its own family or of a family that is not its own. */
    static int[] partners(ImageSet set, int[] items, boolean kin) {
        return IntStream.of(items).map(i -> partner(set, i, kin)).toArray();
    }

    private static int partner(ImageSet set, int item, boolean kin) {
        int n = set.size(), half = n / 2 + 1;
        IntPredicate family = j -> set.text("class", j).equals(set.text("class", item)) == kin;
        IntPredicate letter = j -> !set.text("content", j).equals(set.text("content", item));
        int found = IntStream.range(1, n)
                .map(d -> (item + (kin ? d : half + d)) % n)
                .filter(family.and(letter))
                .findFirst()
                .orElse(-1);
        check(found >= 0, "%s has no partner: give several letters of several families", set.name(item));
        return found;
    }

    private static double letters(ImageSet train, ImageSet test, UnaryOperator<NDArray> encode, NDManager scope) {
        List<String> seen = Judge.labels(train, "content"), unseen = Judge.labels(test, "content");
        NDArray codes = MunitProbes.flat(train, encode, scope), others = MunitProbes.flat(test, encode, scope);
        return Probe.of(codes, seen, others, unseen, SEED).accuracy();
    }

    private static int[] every(int stride, int n) {
        return IntStream.range(0, n).filter(i -> i % stride == 0).toArray();
    }
}
