package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

    @Test
    void theDomainDiscriminatorHasThePapersWeightsAndShapes() {
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
