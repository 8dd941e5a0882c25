package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class SpectralNormTest {
    private static final Shape TWO = new Shape(2, 2, 1, 1);
    private final NDManager manager = Tensors.scope();
    private final SpectralNorm norm = new SpectralNorm(TWO, Weights.seeded(1, Init.KAIMING));

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray of(Shape shape, float... values) {
        return Tensors.of(manager, values, shape);
    }

    private void start(float u0, float u1) {
        norm.load(Map.of("u", of(new Shape(2), u0, u1), "v", of(new Shape(2), 1, 0)));
    }

    /** W = diag(3, 4), u = (0.6, 0.8): W^T u = (1.8, 3.2), W v = (5.4, 12.8) / 3.6715. */
    @Test
    void aForwardIsOnePowerIteration() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 0, 0, 4);
        NDArray y = norm.forward(w);
        double v = Math.hypot(1.8, 3.2), u = Math.hypot(5.4 / v, 12.8 / v);
        float[] expectedV = {(float) (1.8 / v), (float) (3.2 / v)};
        float[] expectedU = {(float) (5.4 / v / u), (float) (12.8 / v / u)};
        assertArrayEquals(expectedV, norm.state().get("v").toFloatArray(), 1e-6f);
        assertArrayEquals(expectedU, norm.state().get("u").toFloatArray(), 1e-6f);
        // sigma = u W v = |W v|, since u is W v normalised
        assertArrayEquals(new float[] {(float) (3 / u), 0, 0, (float) (4 / u)}, y.toFloatArray(), 1e-6f);
    }

    @Test
    void theEstimateBecomesTheLargestSingularValue() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 0, 0, -4);
        for (int i = 0; i < 60; i++) {
            norm.forward(w);
        }
        assertArrayEquals(new float[] {0.75f, 0, 0, -1}, norm.forward(w).toFloatArray(), 1e-5f);
    }

    @Test
    void evaluationUsesTheVectorsAsTheyAre() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 0, 0, 4);
        // sigma = u W v = 0.6 * 3 * 1
        float[] y = norm.evaluate(() -> norm.forward(w)).toFloatArray();
        assertArrayEquals(new float[] {3 / 1.8f, 0, 0, 4 / 1.8f}, y, 1e-6f);
        assertArrayEquals(new float[] {0.6f, 0.8f}, norm.state().get("u").toFloatArray());
        assertFalse(norm.evaluated(), "training goes on afterwards");
    }

    /** d/dW of sum(W) / (u^T W v) at fixed u, v: 1 / sigma - sum(W) / sigma^2 u v^T. */
    @Test
    void theGradientPassesThroughSigmaButNotThroughTheVectors() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 1, 2, 4);
        w.setRequiresGradient(true);
        NDArray gradient = norm.evaluate(
                () -> Grad.on(() -> Grad.of(norm.forward(w).sum(), List.of(w)).get(0)));
        float sigma = 0.6f * 3 + 0.8f * 2;
        float[] uv = {0.6f, 0, 0.8f, 0};
        float[] expected = new float[4];
        for (int i = 0; i < 4; i++) {
            expected[i] = 1 / sigma - 10 / (sigma * sigma) * uv[i];
        }
        assertArrayEquals(expected, gradient.toFloatArray(), 1e-6f);
    }

    /** Two forwards in one graph, as D judges fakes and reals in one step. */
    @Test
    void aLaterForwardDoesNotSpoilAnEarlierGraph() {
        ConvBlock conv = new ConvBlock(
                ConvBlock.Config.same(2, 2, 3, Padding.REFLECT).withWeightNorm(WeightNorm.SPECTRAL),
                Weights.seeded(2, Init.UNIFORM));
        NDArray x = manager.randomNormal(new Shape(1, 2, 4, 4));
        List<NDArray> weights = List.copyOf(conv.weights().values());
        List<NDArray> gradients = Grad.on(() ->
                Grad.of(conv.forward(x).mean().add(conv.forward(x).square().mean()), weights));
        assertEquals(2, gradients.size());
    }
}
