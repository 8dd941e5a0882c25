package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Munit;
import org.ui2i.tensor.Tensors;

/**
 * What a linear {@link Probe} reads from the two codes of line drawings (A) and emoji (B). It learns from codes of training
 * images and is tested on codes of test images.
 *
 * @param colour the emoji's main colour ({@link Colours#names}), a factor of style
 * @param group the emoji's group, which is mostly shape, a factor of content
 * @param domain drawing or emoji
 */
public record MunitProbes(Codes colour, Codes group, Codes domain) {
    private static final long SEED = 23;

    /**
     * One factor read from either code.
     *
     * @param content accuracy on content codes
     * @param style accuracy on style codes
     * @param chance what always the commonest answer reaches
     */
    public record Codes(double content, double style, double chance) {}

    /**
     * Probes a model.
     *
     * @param munit trained or not, on these images
     * @param images line drawings and emoji
     * @return the accuracies
     */
    public static MunitProbes of(Munit munit, UnpairedImages images) {
        TruePairs test = images.truth(Split.TEST);
        try (NDManager scope = Tensors.scope()) {
            List<String> colours = Colours.names(images.b().all(scope));
            List<String> otherColours = Colours.names(test.b().all(scope));
            List<String> groups = Judge.labels(images.b(), "class"), otherGroups = Judge.labels(test.b(), "class");
            Encoded content = encoded(images, test, munit.genA()::content, munit.genB()::content, scope);
            Encoded style = encoded(images, test, munit.genA()::style, munit.genB()::style, scope);
            return new MunitProbes(
                    codes(content.inB(colours, otherColours), style.inB(colours, otherColours)),
                    codes(content.inB(groups, otherGroups), style.inB(groups, otherGroups)),
                    codes(content.domain(), style.domain()));
        }
    }

    private static Codes codes(Probe content, Probe style) {
        return new Codes(content.accuracy(), style.accuracy(), content.chance());
    }

    private static Encoded encoded(
            UnpairedImages train,
            TruePairs test,
            UnaryOperator<NDArray> encodeA,
            UnaryOperator<NDArray> encodeB,
            NDManager scope) {
        return new Encoded(
                flat(train.a(), encodeA, scope),
                flat(train.b(), encodeB, scope),
                flat(test.a(), encodeA, scope),
                flat(test.b(), encodeB, scope));
    }

    /** One kind of code of all images. */
    private record Encoded(NDArray trainA, NDArray trainB, NDArray testA, NDArray testB) {
        Probe inB(List<String> labels, List<String> answers) {
            return Probe.of(trainB, labels, testB, answers, SEED);
        }

        Probe domain() {
            return Probe.of(
                    trainA.concat(trainB), domains(trainA, trainB), testA.concat(testB), domains(testA, testB), SEED);
        }

        private static List<String> domains(NDArray a, NDArray b) {
            List<String> names =
                    new ArrayList<>(Collections.nCopies((int) a.getShape().get(0), Judges.A));
            names.addAll(Collections.nCopies((int) b.getShape().get(0), Judges.B));
            return names;
        }
    }

    /** Flat codes of all images, (N, d), computed some at a time. */
    static NDArray flat(ImageSet set, UnaryOperator<NDArray> encode, NDManager scope) {
        float[] values = Images.of(set).through(encode);
        return Tensors.of(scope, values, new Shape(set.size(), values.length / set.size()));
    }
}
