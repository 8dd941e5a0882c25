package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
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
        NDArray sigma = norm.forward(w);
        double v = Math.hypot(1.8, 3.2), u = Math.hypot(5.4 / v, 12.8 / v);
        float[] expectedV = {(float) (1.8 / v), (float) (3.2 / v)};
        float[] expectedU = {(float) (5.4 / v / u), (float) (12.8 / v / u)};
        assertArrayEquals(expectedV, norm.state().get("v").toFloatArray(), 1e-6f);
        assertArrayEquals(expectedU, norm.state().get("u").toFloatArray(), 1e-6f);
        // sigma = u W v = |W v|, since u is W v normalised
        assertArrayEquals(new float[] {(float) u}, sigma.toFloatArray(), 1e-6f);
    }

    @Test
    void theEstimateBecomesTheLargestSingularValue() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 0, 0, -4);
        for (int i = 0; i < 60; i++) {
            norm.forward(w);
        }
        assertArrayEquals(new float[] {4}, norm.forward(w).toFloatArray(), 1e-5f);
    }

    @Test
    void evaluationUsesTheVectorsAsTheyAre() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 0, 0, 4);
        // sigma = u W v = 0.6 * 3 * 1
        float[] sigma = norm.evaluate(() -> norm.forward(w)).toFloatArray();
        assertArrayEquals(new float[] {1.8f}, sigma, 1e-6f);
        assertArrayEquals(new float[] {0.6f, 0.8f}, norm.state().get("u").toFloatArray());
        assertFalse(norm.evaluated(), "training goes on afterwards");
    }

    /** d/dW of sum(W) / (u^T W v) at fixed u, v: 1 / sigma - sum(W) / sigma^2 u v^T. */
    @Test
    void theGradientPassesThroughSigmaButNotThroughTheVectors() {
        start(0.6f, 0.8f);
        NDArray w = of(TWO, 3, 1, 2, 4);
        w.setRequiresGradient(true);
        NDArray gradient = norm.evaluate(() ->
                Grad.on(() -> Grad.of(w.div(norm.forward(w)).sum(), List.of(w)).get(0)));
        float sigma = 0.6f * 3 + 0.8f * 2;
        float[] uv = {0.6f, 0, 0.8f, 0};
        float[] expected = new float[4];
        for (int i = 0; i < 4; i++) {
            expected[i] = 1 / sigma - 10 / (sigma * sigma) * uv[i];
        }
        assertArrayEquals(expected, gradient.toFloatArray(), 1e-6f);
    }

    /** Of small maps the images are divided, of large ones the weight: both are the convolution with W / sigma. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20})
    void theConvolutionIsThatOfTheDividedWeight(int edge) {
        ConvBlock conv = new ConvBlock(
                ConvBlock.Config.same(4, 5, 3, Padding.ZERO).withWeightNorm(WeightNorm.SPECTRAL),
                Weights.seeded(2, Init.UNIFORM));
        Map<String, NDArray> state = conv.state();
        NDArray x = manager.randomNormal(new Shape(2, 4, edge, edge));
        NDArray weight = state.get("weight"), matrix = weight.reshape(5, 36);
        NDArray sigma = state.get("weight_norm/u")
                .reshape(1, 5)
                .matMul(matrix)
                .matMul(state.get("weight_norm/v").reshape(36, 1));
        NDArray expected = Ops.conv2d(x, weight.div(sigma.reshape(1, 1, 1, 1)), state.get("bias"), 1, 1);
        float[] y = conv.evaluate(() -> conv.forward(x)).toFloatArray();
        assertArrayEquals(expected.toFloatArray(), y, 1e-4f);
        assertTrue(sigma.getFloat() < 0.99 || sigma.getFloat() > 1.01, "nothing is divided");
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
