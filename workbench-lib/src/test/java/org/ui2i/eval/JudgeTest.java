package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class JudgeTest {
    private static ImageSet letters;
    private static Judge judge;
    private final NDManager manager = Tensors.scope();

    @BeforeAll
    static void train() {
        letters = Datasets.glyphFonts(Split.VAL, 32).where("content", "A", "B", "C", "O", "o");
        judge = Judge.of(new Judge.Config(40, 32, 2e-3, 4, 1, 5, 12), "content", letters);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void logitsAreTheLinearLayerOfTheFeatures() {
        JudgeNet net = new JudgeNet(new Judge.Config(1, 1, 1, 2, 0, 3, 5), 1, 8, 3);
        NDArray x = manager.randomUniform(-1, 1, new Shape(4, 1, 8, 8));
        float[] features = net.read(x, net::features).toFloatArray(),
                logits = Grad.off(() -> net.forward(x)).toFloatArray();
        float[] w = net.weights().get("linear/weight").toFloatArray(),
                b = net.weights().get("linear/bias").toFloatArray();
        assertEquals(4 * 5, features.length);
        for (int i = 0; i < 12; i++) {
            double sum = b[i % 3];
            for (int k = 0; k < 5; k++) {
                sum += features[i / 3 * 5 + k] * w[i % 3 * 5 + k];
            }
            assertEquals(sum, logits[i], 1e-5);
        }
    }

    @Test
    void withoutAFeatureLayerTheMeansOfTheLastConvolutionServe() {
        JudgeNet net = new JudgeNet(new Judge.Config(1, 1, 1, 2, 0, 3, 0), 1, 8, 3);
        NDArray x = manager.randomUniform(-1, 1, new Shape(2, 1, 8, 8));
        NDArray maps = net.read(x, net::maps);
        assertEquals(new Shape(2, 8, 2, 2), maps.getShape());
        float[] m = maps.toFloatArray(), expected = new float[16];
        for (int i = 0; i < m.length; i++) {
            expected[i / 4] += m[i] / 4;
        }
        assertArrayEquals(expected, net.read(x, net::features).toFloatArray(), 1e-6f);
    }

    @Test
    void whatItSaysFitsTogether() {
        NDArray x = letters.all(manager);
        List<String> truth = Judge.labels(letters, "content");
        assertEquals(new Shape(100, 12), judge.features(x).getShape());
        assertEquals(new Shape(100, 16, 8, 8), judge.maps(x).getShape());
        double[][] p = Rows.of(judge.probabilities(x));
        List<String> verdicts = judge.verdicts(x);
        for (int i = 0; i < p.length; i++) {
            assertEquals(1, Arrays.stream(p[i]).sum(), 1e-5);
            assertEquals(verdicts.get(i), judge.classes().get(Rows.largest(p[i])));
        }
        assertEquals(judge.accuracy(x, truth), judge.top(x, truth, 1), 1e-12);
        assertTrue(judge.accuracy(x, truth) > .5, "even 40 steps tell five letters apart: " + judge.accuracy(x, truth));
        assertTrue(judge.top(x, truth, 2) > judge.top(x, truth, 1), "O for o is the second guess");
        assertEquals(1, judge.top(x, truth, 5), 1e-12);
    }

    @Test
    void verdictsByHand() {
        double[][] logits = {{0, Math.log(3), 0}, {2, 1, 0}, {1, 1, 5}};
        Verdicts verdicts = new Verdicts(List.of("a", "b", "c"), logits);
        assertEquals(List.of("b", "a", "c"), verdicts.names());
        List<String> expected = List.of("b", "b", "a");
        assertEquals(1 / 3., verdicts.accuracy(expected), 1e-12);
        assertEquals(1, verdicts.top(expected, 2), 1e-12, "b is second, a shares the second place");
        assertEquals(0, verdicts.top(List.of("x", "x", "x"), 3), 1e-12, "no class of the judge");
        double e = Math.E, first = 3 / 5., second = e * e / (e * e + e + 1), third = 1 / (1 + 2 * Math.exp(-4));
        assertEquals((first + second + third) / 3, verdicts.confidence(), 1e-12);
    }

    @Test
    void wrongSizesAndCountsAreNamed() {
        NDArray small = manager.zeros(new Shape(1, 1, 16, 16));
        assertTrue(message(() -> judge.features(small)).contains("16 x 16"));
        NDArray one = letters.tensor(manager, 0);
        assertTrue(message(() -> judge.top(one, List.of("A", "B"), 1)).contains("1 images, 2 classes"));
        assertTrue(message(() -> judge.top(one, List.of("A"), 0)).contains("at least 1"));
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
