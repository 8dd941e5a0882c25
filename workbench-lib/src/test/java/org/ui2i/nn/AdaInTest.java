package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.nn.AdaInDecoder.Growth;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

class AdaInTest {
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.KAIMING);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray of(Shape shape, float... values) {
        return Tensors.of(manager, values, shape);
    }

    @Test
    void adaInIsTheFormulaWithEachImagesOwnStyle() {
        NDArray x = of(new Shape(2, 2, 1, 2), 1, 3, 2, 6, 0, 4, 5, 5);
        NDArray adain = of(new Shape(2, 4), 10, 20, 2, 3, 30, 40, 4, 5); // beta0, beta1, gamma0, gamma1
        double a = 1 / Math.sqrt(1 + 1e-5), b = 2 / Math.sqrt(4 + 1e-5); // biased: half the distance is the deviation
        float[] y = AdaIn.apply(x, adain).toFloatArray();
        double[] expected = {
            10 - 2 * a,
            10 + 2 * a,
            20 - 3 * b,
            20 + 3 * b,
            30 - 4 * b,
            30 + 4 * b,
            40,
            40 // a flat channel becomes beta
        };
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], y[i], 1e-3, "element " + i); // a flat channel is divided by sqrt(eps)
        }
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> AdaIn.apply(x, of(new Shape(2, 2), 1, 2, 3, 4)));
        assertTrue(e.getMessage().contains("give each channel a beta and a gamma"), e.getMessage());
    }

    @Test
    void theFusedOperationAndItsGradientsAreTheOnesOfTheFormulaInSteps() {
        NDArray x = manager.randomNormal(new Shape(2, 3, 4, 5));
        NDArray gamma = manager.randomNormal(new Shape(2, 3)), beta = manager.randomNormal(new Shape(2, 3));
        NDArray mask = manager.randomNormal(x.getShape());
        List<NDArray> inputs = List.of(x, gamma, beta);
        inputs.forEach(i -> i.setRequiresGradient(true));
        List<NDArray> fused =
                Grad.on(() -> Grad.of(AdaIn.apply(x, gamma, beta).mul(mask).sum(), inputs));
        List<NDArray> steps = Grad.on(() -> Grad.of(
                Ops.instanceNorm(x)
                        .mul(gamma.reshape(2, 3, 1, 1))
                        .add(beta.reshape(2, 3, 1, 1))
                        .mul(mask)
                        .sum(),
                inputs));
        for (int i = 0; i < inputs.size(); i++) {
            assertArrayEquals(steps.get(i).toFloatArray(), fused.get(i).toFloatArray(), 1e-5f);
        }
    }

    /** Its weights zeroed, a convolution gives its bias everywhere, and AdaIN of a flat map is beta. */
    @Test
    void aResidualBlockTakesItsSecondBetaAfterTheFirstNormsParameters() {
        AdaInResBlock block = new AdaInResBlock(1, Padding.REFLECT, Branch.PLAIN, weights);
        assertEquals(4, block.adaInLength());
        block.weights()
                .values()
                .forEach(w -> Grad.off(() -> {
                    w.set(new float[(int) w.size()]);
                    return true;
                }));
        NDArray x = of(new Shape(1, 1, 2, 2), 1, 2, 3, 4);
        assertArrayEquals(
                new float[] {8, 9, 10, 11},
                block.forward(x, of(new Shape(1, 4), 5, 6, 7, 8)).toFloatArray());
    }

    private static AdaInDecoder.Config decoder(int resBlocks, Growth growth) {
        return new AdaInDecoder.Config(1, 2, 1, resBlocks, Branch.PLAIN, growth, Padding.REFLECT, Activation.TANH);
    }

    @Test
    void theDecodersBlocksTakeConsecutivePieces() {
        AdaInDecoder decoder = new AdaInDecoder(decoder(2, Growth.INSTANCE_NORM), weights);
        assertEquals(2 * 4 * 4, decoder.adaInLength());
        NDArray content = manager.randomNormal(new Shape(2, 4, 4, 4));
        NDArray adain = manager.randomNormal(new Shape(2, 32));
        NDArray image = decoder.forward(content, adain);
        assertEquals(new Shape(2, 1, 8, 8), image.getShape());
        Map<String, Part> parts = decoder.parts();
        NDArray h = ((AdaInResBlock) parts.get("res0")).forward(content, adain.get(":, :16"));
        h = ((AdaInResBlock) parts.get("res1")).forward(h, adain.get(":, 16:"));
        assertArrayEquals(parts.get("growth").forward(h).toFloatArray(), image.toFloatArray(), 1e-6f);
        Exception e = assertThrows(IllegalArgumentException.class, () -> decoder.forward(content, adain.get(":, :16")));
        assertTrue(e.getMessage().contains("takes (B, 32)"), e.getMessage());
    }

    @Test
    void theUpNormIsAField() {
        AdaInDecoder.Config instance = decoder(1, Growth.INSTANCE_NORM);
        AdaInDecoder.Config layer = decoder(1, Growth.LAYER_NORM);
        long gammasAndBetas = new AdaInDecoder(layer, weights).count() - new AdaInDecoder(instance, weights).count();
        assertEquals(2 * 2, gammasAndBetas);
    }

    @Test
    void theMlpHasNoActivationAtItsEnd() {
        Mlp mlp = new Mlp(new Mlp.Config(1, 2, 1, 3), weights);
        mlp.load(Map.of(
                "linear0/weight",
                of(new Shape(2, 1), 1, -1),
                "linear0/bias",
                of(new Shape(2), 1, 0),
                "linear1/weight",
                of(new Shape(2, 2), 1, 1, 0, 2),
                "linear1/bias",
                of(new Shape(2), 0, 1),
                "linear2/weight",
                of(new Shape(1, 2), -2, -1),
                "linear2/bias",
                of(new Shape(1), 0.5f)));
        // 2 -> (3, -2) -> ReLU (3, 0) -> (3, 1) -> -6 - 1 + 0.5;  -3 -> (-2, 3) -> (0, 3) -> (3, 7) -> -12.5
        assertArrayEquals(
                new float[] {-6.5f, -12.5f},
                mlp.forward(of(new Shape(2, 1), 2, -3)).toFloatArray());
    }

    @Test
    void theStyleEncoderForgetsPlacesAndKeepsMeansUnlessNormed() {
        StyleEncoder.Config config = new StyleEncoder.Config(1, 2, 3, 5, Norm.NONE, Padding.REFLECT);
        StyleEncoder encoder = new StyleEncoder(config, weights);
        Map<String, NDArray> w = encoder.weights();
        assertEquals(new Shape(8, 4, 4, 4), w.get("chain/down1/weight").getShape());
        assertEquals(new Shape(8, 8, 4, 4), w.get("chain/down2/weight").getShape()); // the width doubles only twice
        assertEquals(new Shape(5, 8, 1, 1), w.get("code/weight").getShape());
        NDArray x = manager.randomNormal(new Shape(2, 1, 16, 16));
        NDArray code = encoder.forward(x);
        assertEquals(new Shape(2, 5), code.getShape());
        NDArray mean = w.get("code/weight")
                .reshape(5, 8)
                .matMul(encoder.parts()
                        .get("chain")
                        .forward(x)
                        .reshape(2, 8, 4)
                        .mean(new int[] {2})
                        .transpose())
                .transpose();
        assertArrayEquals(mean.toFloatArray(), code.toFloatArray(), 1e-5f); // biases start at 0

        NDArray louder = Ops.scale(x, 3);
        assertTrue(difference(encoder, x, louder) > 0.1, "without norm the contrast is seen");
        StyleEncoder.Config normed = new StyleEncoder.Config(1, 2, 3, 5, Norm.INSTANCE, Padding.REFLECT);
        assertTrue(difference(new StyleEncoder(normed, weights), x, louder) < 1e-3, "with instance norm it is not");
    }

    private static float difference(Part part, NDArray x, NDArray y) {
        return part.forward(x).sub(part.forward(y)).abs().max().getFloat();
    }
}
