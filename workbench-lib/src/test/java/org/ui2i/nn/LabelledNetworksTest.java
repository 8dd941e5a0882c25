package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/** What StarGAN's and RelGAN's networks are made of. */
class LabelledNetworksTest {
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.UNIFORM);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void aLabelIsConstantMapsBehindTheImage() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 4}, new Shape(2, 1, 1, 2));
        NDArray c = Tensors.of(manager, new float[] {5, 6, 7, 8}, new Shape(2, 2));
        NDArray both = LabelMaps.behind(x, c);
        assertEquals(new Shape(2, 3, 1, 2), both.getShape());
        assertArrayEquals(new float[] {1, 2, 5, 5, 6, 6, 3, 4, 7, 7, 8, 8}, both.toFloatArray());
        String text = assertThrows(IllegalArgumentException.class, () -> LabelMaps.behind(x, c.get("0:1")))
                .getMessage();
        assertTrue(text.contains("2 images have labels of shape (1, 2)"), text);
    }

    @Test
    void trackedStatisticsServeEvaluationAlone() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 6}, new Shape(2, 1, 1, 2));
        Part tracked = Norm.INSTANCE_TRACKED.part(1, weights), plain = Norm.INSTANCE_AFFINE.part(1, weights);
        float[] fresh = tracked.evaluate(() -> tracked.forward(x)).toFloatArray(); // mean 0, variance 1
        assertArrayEquals(new float[] {1, 2, 3, 6}, fresh, 1e-4f);
        assertArrayEquals(plain.forward(x).toFloatArray(), tracked.forward(x).toFloatArray(), 1e-6f);
        double root = Math.sqrt(0.9 + 0.1 * 2.5 + 1e-5);
        float[] later = tracked.evaluate(() -> tracked.forward(x)).toFloatArray();
        assertEquals((6 - 0.3) / root, later[3], 1e-5);
    }

    /** A label's maps are the same at every place: without a border of zeros, instance norm takes them away. */
    @Test
    void withReflectionPaddingNoLabelReachesTheImage() {
        NDArray x = manager.arange(2 * 16 * 16).reshape(2, 1, 16, 16).sin();
        NDArray zeros = manager.zeros(new Shape(2, 1)), ones = manager.ones(new Shape(2, 1));
        for (Padding padding : Padding.values()) {
            ResNetGenerator g = new ResNetGenerator(
                    new ResNetGenerator.Config(2, 1, 4, 0, 1, 4, padding, Norm.INSTANCE_AFFINE, false), weights);
            float apart = Grad.off(
                            () -> g.draw(x, ones).sub(g.draw(x, zeros)).abs().max())
                    .getFloat();
            assertEquals(padding == Padding.ZERO, apart > 1e-3, padding + " " + apart);
        }
    }

    /**
     * Rows are (image, channel): (0, 2), (1, 5), (3, 3), (-1, 1), so means 1, 3, 3, 0 and unbiased variances 2, 8, 0,
     * 2. Layer: means 2, 1.5, variances (3 + 17) / 2 - 4 = 6 and (9 + 2) / 2 - 2.25 = 3.25. Batch: means 2, 1.5,
     * variances (3 + 9) / 2 - 4 = 2 and (17 + 2) / 2 - 2.25 = 7.25.
     */
    @Test
    void switchableNormMixesThreeStatistics() {
        NDArray x = Tensors.of(manager, new float[] {0, 2, 1, 5, 3, 3, -1, 1}, new Shape(2, 2, 1, 2));
        Part norm = Norm.SWITCHABLE.part(2, weights);
        Map<String, NDArray> state = new LinkedHashMap<>(norm.state());
        float[] shares = {0.5f, 0.25f, 0.25f}, others = {0.25f, 0.25f, 0.5f}; // instance, layer, batch
        state.put("mean_weight", Tensors.of(manager, shares, new Shape(3)).log());
        state.put("var_weight", Tensors.of(manager, others, new Shape(3)).log());
        state.put("gamma", Tensors.of(manager, new float[] {2, 1}, new Shape(1, 2, 1, 1)));
        state.put("beta", Tensors.of(manager, new float[] {0, 3}, new Shape(1, 2, 1, 1)));
        norm.load(state);
        float[] y = Grad.off(() -> norm.forward(x)).toFloatArray();
        // image 0, channel 0: mean 1/2 + 2/4 + 2/4, variance 2/4 + 6/4 + 2/2
        assertEquals(2 * (0 - 1.5) / Math.sqrt(3 + 1e-5), y[0], 1e-5);
        // image 1, channel 1: mean 0 + 1.5/4 + 1.5/4, variance 2/4 + 3.25/4 + 7.25/2
        assertEquals((1 - 0.75) / Math.sqrt(4.9375 + 1e-5) + 3, y[7], 1e-5);
        assertArrayEquals(
                new float[] {0.2f, 0.15f}, norm.state().get("running_mean").toFloatArray(), 1e-6f);
        assertArrayEquals(
                new float[] {0.2f, 0.725f}, norm.state().get("running_var").toFloatArray(), 1e-6f);
        float[] alone =
                Grad.off(() -> norm.evaluate(() -> norm.forward(x.get("0:1")))).toFloatArray();
        // the batch's mean and variance are the running ones: mean 1/2 + 2/4 + 0.2/4, variance 2/4 + 6/4 + 0.2/2
        assertEquals(2 * (0 - 1.05) / Math.sqrt(2.1 + 1e-5), alone[0], 1e-5);
    }

    @Test
    void theRelativeDiscriminatorAnswersThreeQuestions() {
        RelativeDiscriminator dis = new RelativeDiscriminator(new RelativeDiscriminator.Config(1, 4, 2, 3), weights);
        NDArray x = manager.ones(new Shape(2, 1, 8, 8)), v = manager.ones(new Shape(2, 3));
        Grad.off(() -> {
            NDArray h = dis.features(x);
            assertEquals(new Shape(2, 8, 2, 2), h.getShape());
            assertEquals(new Shape(2, 1, 2, 2), dis.real(h).getShape());
            assertEquals(new Shape(2, 1, 2, 2), dis.match(h, h, v).getShape());
            assertEquals(new Shape(2, 1), dis.interpolation(h).getShape());
            assertArrayEquals(dis.real(h).toFloatArray(), dis.forward(x).toFloatArray());
            return true;
        });
    }

    @Test
    void theDomainDiscriminatorKeepsToItsSize() {
        DomainDiscriminator tiny = new DomainDiscriminator(new DomainDiscriminator.Config(3, 16, 4, 2, 5), weights);
        DomainDiscriminator.Judgement judgement = Grad.off(() -> tiny.judge(manager.ones(new Shape(2, 3, 16, 16))));
        assertEquals(new Shape(2, 1, 4, 4), judgement.score().getShape());
        assertEquals(new Shape(2, 5), judgement.labels().getShape());
        String text = assertThrows(
                        IllegalArgumentException.class, () -> tiny.judge(manager.ones(new Shape(2, 3, 32, 32))))
                .getMessage();
        assertTrue(text.contains("built for (B, 3, 16, 16) but got (2, 3, 32, 32)"), text);
        assertThrows(IllegalArgumentException.class, () -> new DomainDiscriminator.Config(3, 20, 4, 3, 5));
    }
}
