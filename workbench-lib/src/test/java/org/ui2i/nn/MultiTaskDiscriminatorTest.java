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
import org.ui2i.nn.ClassDiscriminator.Judgement;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class MultiTaskDiscriminatorTest {
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.KAIMING);

    @AfterEach
    void close() {
        manager.close();
    }

    private static PreActBlock.Kind kind(boolean activatedShortcut) {
        return new PreActBlock.Kind(Padding.REFLECT, activatedShortcut, false, WeightNorm.NONE);
    }

    private static void silence(Part part) {
        Grad.off(() -> {
            part.weights().values().forEach(w -> w.set(new float[(int) w.size()]));
            return true;
        });
    }

    /** Convolutions of zeros leave the shortcut alone. */
    @Test
    void theShortcutIsPlainActivatedOrProjected() {
        NDArray x = Tensors.of(manager, new float[] {-5, 1, 2, -10}, new Shape(1, 1, 2, 2));
        PreActBlock plain = new PreActBlock(new PreActBlock.Config(1, 1, kind(false)), weights);
        PreActBlock activated = new PreActBlock(new PreActBlock.Config(1, 1, kind(true)), weights);
        PreActBlock wider = new PreActBlock(new PreActBlock.Config(1, 2, kind(true)), weights);
        silence(plain);
        silence(activated);
        silence(wider);
        Grad.off(() -> {
            wider.weights().get("shortcut/weight").set(new float[] {2, 3});
            return true;
        });
        assertArrayEquals(new float[] {-5, 1, 2, -10}, plain.forward(x).toFloatArray());
        assertArrayEquals(new float[] {-1, 1, 2, -2}, activated.forward(x).toFloatArray());
        assertArrayEquals(
                new float[] {-10, 2, 4, -20, -15, 3, 6, -30}, wider.forward(x).toFloatArray()); // not activated
    }

    @Test
    void theResidualIsActivatedBeforeEachConvolution() {
        PreActBlock block = new PreActBlock(new PreActBlock.Config(1, 1, kind(false)), weights);
        silence(block);
        Grad.off(() -> {
            block.weights().get("conv0/weight").set(new float[] {0, 0, 0, 0, 2, 0, 0, 0, 0});
            block.weights().get("conv0/bias").set(new float[] {-10});
            block.weights().get("conv1/weight").set(new float[] {0, 0, 0, 0, 3, 0, 0, 0, 0});
            block.weights().get("conv1/bias").set(new float[] {7});
            return true;
        });
        NDArray x = Tensors.of(manager, new float[] {-5, 6, 0, 1}, new Shape(1, 1, 2, 2));
        // a(x) = -1, 6, 0, 1;  2 a - 10 = -12, 2, -10, -8;  its a = -2.4, 2, -2, -1.6;  3 a + 7 = -0.2, 13, 1, 2.2
        assertArrayEquals(new float[] {-5.2f, 19, 1, 3.2f}, block.forward(x).toFloatArray(), 1e-5f);
    }

    @Test
    void widthsDoubleUpToTheLimitAndMapsHalveBetweenPairs() {
        MultiTaskDiscriminator dis = new MultiTaskDiscriminator(
                new MultiTaskDiscriminator.Config(1, 2, 6, 6, 3, Padding.REFLECT, true), weights);
        assertEquals(
                new Shape(4, 2, 1, 1),
                dis.weights().get("trunk/wider0/shortcut/weight").getShape());
        assertEquals(
                new Shape(6, 4, 1, 1),
                dis.weights().get("trunk/wider1/shortcut/weight").getShape());
        assertTrue(!dis.weights().containsKey("trunk/wider2/shortcut/weight"), "6 stays 6");
        NDArray x = manager.randomNormal(new Shape(2, 1, 20, 12));
        Judgement judgement = dis.judge(x, manager.create(new long[] {2, 0}));
        assertEquals(new Shape(2, 6, 5, 3), judgement.features().getShape());
        assertEquals(new Shape(2, 5, 3), judgement.score().getShape());
        NDArray maps = dis.forward(x); // (2, 3, 5, 3)
        assertArrayEquals(
                maps.get(0).get(2).toFloatArray(), judgement.score().get(0).toFloatArray());
        assertArrayEquals(
                maps.get(1).get(0).toFloatArray(), judgement.score().get(1).toFloatArray());
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> dis.judge(x, manager.create(new long[] {1, 1, 1})));
        assertTrue(e.getMessage().contains("give one class an image"), e.getMessage());
    }
}
