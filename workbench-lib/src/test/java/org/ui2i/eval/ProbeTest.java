package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ui2i.core.Seeds;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.UnpairedImages;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitArm;
import org.ui2i.models.MunitGenerator;
import org.ui2i.tensor.Tensors;

class ProbeTest {
    private static List<String> labels(int n) {
        return IntStream.range(0, n).mapToObj(i -> i % 4 == 0 ? "x" : "y").toList();
    }

    private static NDArray codes(NDManager manager, int n, double signal, long seed) {
        float[] values = new float[n * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Seeds.uniform(seed, i) - .5 + (i % 6 == 2 && i / 6 % 4 == 0 ? signal : 0)) * 40 + 7;
        }
        return Tensors.of(manager, values, new Shape(n, 6, 1, 1));
    }

    @Test
    void aLinearFactorIsReadAndAnAbsentOneIsNot() {
        try (NDManager manager = Tensors.scope()) {
            Probe there = Probe.of(codes(manager, 200, 2, 1), labels(200), codes(manager, 100, 2, 2), labels(100), 3);
            assertTrue(there.accuracy() > .98, there.toString());
            assertEquals(.75, there.chance());
            assertEquals(100, there.n());
            Probe absent = Probe.of(codes(manager, 200, 0, 1), labels(200), codes(manager, 100, 0, 2), labels(100), 3);
            assertTrue(absent.accuracy() < .85, absent.toString());
            Probe again = Probe.of(codes(manager, 200, 0, 1), labels(200), codes(manager, 100, 0, 2), labels(100), 3);
            assertEquals(absent, again, "seeded");
        }
    }

    @Test
    void neighboursReadWhatNoPlaneSeparates() {
        try (NDManager manager = Tensors.scope()) {
            float[] corners = new float[80];
            for (int i = 0; i < 40; i++) {
                corners[2 * i] = (i % 2) + (float) Seeds.uniform(1, i) / 4;
                corners[2 * i + 1] = (i / 2 % 2) + (float) Seeds.uniform(2, i) / 4;
            }
            NDArray codes = Tensors.of(manager, corners, new Shape(40, 2));
            List<String> diagonal = IntStream.range(0, 40)
                    .mapToObj(i -> i % 2 == i / 2 % 2 ? "same" : "other")
                    .toList();
            Probe near = Probe.nearest(codes, diagonal, codes, diagonal, 3);
            assertEquals(1, near.accuracy());
            assertEquals(.5, near.chance());
            assertTrue(Probe.of(codes, diagonal, codes, diagonal, 1).accuracy() < .8);
            assertThrows(IllegalArgumentException.class, () -> Probe.nearest(codes, diagonal, codes, diagonal, 41));
        }
    }

    @Test
    void theLastDigitOfALongCodeDecidesNothing() {
        UnpairedImages images = Datasets.emojiEdges("noto").size(32);
        MunitGenerator gen = new Munit(MunitArm.BASE.config(), 1).genB();
        try (NDManager manager = Tensors.scope()) {
            NDArray train = MunitProbes.flat(images.b(), gen::content, manager); // 4096 numbers, neighbours much alike
            NDArray test = MunitProbes.flat(images.truth(Split.TEST).b(), gen::content, manager);
            List<String> groups = Judge.labels(images.b(), "class");
            List<String> answers = Judge.labels(images.truth(Split.TEST).b(), "class");
            Probe exact = Probe.of(train, groups, test, answers, 3);
            for (int i = 1; i <= 3; i++) {
                assertEquals(exact, Probe.of(moved(train, i), groups, moved(test, 10 + i), answers, 3));
            }
        }
    }

    /** Each number moved by up to 5 in a million, as another processor's rounding may. */
    private static NDArray moved(NDArray codes, int seed) {
        float[] values = codes.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) (1 + 1e-5 * (Seeds.uniform(seed, i) - .5));
        }
        return Tensors.of(codes.getManager(), values, codes.getShape());
    }

    @Test
    void labelsMustMatch() {
        try (NDManager manager = Tensors.scope()) {
            NDArray codes = codes(manager, 8, 1, 1);
            assertThrows(IllegalArgumentException.class, () -> Probe.of(codes, labels(7), codes, labels(8), 1));
        }
    }
}
