package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.ui2i.data.Datasets;
import org.ui2i.data.LabelledImages;
import org.ui2i.data.Labels;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;

/**
 * Regular letters of families that were in no training, to be made bolder or more slanted by shares (RelGAN):
 * x(alpha) = G(x, alpha v) for alpha = 0, 1/10, ..., 1, v the change of one attribute from 0 to 1.
 */
public final class ChangeTest {
    private static final int STEPS = 10, STRIDE = 5; // every fifth letter: 52 has no divisor of 5, so all are there
    private final Labels labels;
    private final Images letters;
    private final Map<GlyphAttribute, Images> truth;

    private ChangeTest(Labels labels, Images letters, Map<GlyphAttribute, Images> truth) {
        this.labels = labels;
        this.letters = letters;
        this.truth = truth;
    }

    /**
     * A test on the bundled letters.
     *
     * @param split VAL to choose settings, TEST for scores
     * @param size 64 or a divisor of it
     * @return the test
     */
    public static ChangeTest glyphs(Split split, int size) {
        LabelledImages data = Datasets.labelled("glyph-cuts").size(size);
        Map<GlyphAttribute, Images> truth = new EnumMap<>(GlyphAttribute.class);
        for (GlyphAttribute attribute : GlyphAttribute.values()) {
            truth.put(
                    attribute,
                    Images.of(data.truth("regular", attribute.label(), split)
                            .every(STRIDE)
                            .b()));
        }
        Images letters =
                Images.of(data.truth("regular", "bold", split).every(STRIDE).a());
        return new ChangeTest(data.labels(), letters, truth);
    }

    /**
     * Scores a translator.
     *
     * @param asked the attribute that is changed
     * @param translate letters (B, 1, H, W) in [-1, 1] and a change (1, 2) to changed letters
     * @return the scores
     */
    public ChangeScores score(GlyphAttribute asked, BinaryOperator<NDArray> translate) {
        List<Images> shares = new ArrayList<>();
        for (int k = 0; k <= STEPS; k++) {
            shares.add(drawn(asked, (double) k / STEPS, translate));
        }
        return of(asked, shares);
    }

    /**
     * Scores a cross-fade between what a translator draws at alpha = 0 and alpha = 1: what mixing pixels is worth.
     *
     * @param asked the attribute that is changed
     * @param translate as in {@link #score}
     * @return the scores
     */
    public ChangeScores faded(GlyphAttribute asked, BinaryOperator<NDArray> translate) {
        return of(asked, fade(drawn(asked, 0, translate), drawn(asked, 1, translate)));
    }

    /**
     * Scores a cross-fade between each letter and the true changed one: how far apart the true cuts are.
     *
     * @param asked the attribute that is changed
     * @return the scores, {@code kept} and {@code l1} of 0
     */
    public ChangeScores ofTruth(GlyphAttribute asked) {
        return of(asked, fade(letters, truth(asked)));
    }

    private ChangeScores of(GlyphAttribute asked, List<Images> shares) {
        return ChangeScores.of(asked, letters, truth(asked), shares);
    }

    private Images truth(GlyphAttribute asked) {
        return present(truth.get(asked), "there are no letters with more %s", asked);
    }

    private Images drawn(GlyphAttribute asked, double alpha, BinaryOperator<NDArray> translate) {
        float[] v = labels.vector(Map.of(asked.label(), alpha));
        return letters.with(letters.through(x -> translate.apply(x, change(v, x.getManager()))));
    }

    private static NDArray change(float[] v, NDManager manager) {
        return Tensors.of(manager, v, new Shape(1, v.length));
    }

    /** (1 - alpha) a + alpha b for each share. */
    private static List<Images> fade(Images a, Images b) {
        List<Images> shares = new ArrayList<>();
        for (int k = 0; k <= STEPS; k++) {
            float alpha = (float) k / STEPS;
            float[] mixed = new float[a.values().length];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = (1 - alpha) * a.values()[i] + alpha * b.values()[i];
            }
            shares.add(a.with(mixed));
        }
        return shares;
    }
}
