package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

class PatchGanTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private static PatchGan dis(int channels, int filters, int layers, Norm norm) {
        return new PatchGan(
                new PatchGan.Config(channels, filters, layers, norm), Weights.seeded(1, Init.GAUSSIAN_GAINS));
    }

    @Test
    void hasAsManyWeightsAsThePapers() {
        assertEquals(2_768_705, dis(6, 64, 3, Norm.BATCH).count()); // pix2pix
        assertEquals(2_764_737, dis(3, 64, 3, Norm.INSTANCE).count()); // CycleGAN
    }

    @Test
    void onlyBatchNormTakesTheBiasAway() {
        Set<String> batch = dis(3, 2, 2, Norm.BATCH).weights().keySet();
        assertTrue(batch.containsAll(List.of("chain/layer0/bias", "chain/logit/bias", "chain/layer1/norm/beta")));
        assertTrue(!batch.contains("chain/layer1/bias") && !batch.contains("chain/layer2/bias"), batch.toString());
        assertTrue(dis(3, 2, 2, Norm.INSTANCE).weights().keySet().contains("chain/layer1/bias"));
    }

    @Test
    void widthsDoubleUpToEightTimes() {
        PatchGan deep = dis(3, 2, 5, Norm.INSTANCE);
        for (int i = 0; i <= 5; i++) {
            NDArray w = deep.weights().get("chain/layer" + i + "/weight");
            assertEquals(Math.min(16, 2 << i), w.getShape().get(0), "layer" + i);
        }
    }

    /** Without norm, a pixel moves only the logits whose patches hold it. */
    @Test
    void aLogitSeesAPatchOf70Pixels() {
        for (int layers = 1; layers <= 3; layers++) {
            PatchGan d = dis(1, 1, layers, Norm.NONE);
            d.weights().forEach((name, w) -> Ops.copy(w.onesLike(), w));
            int edge = 160, middle = edge / (1 << layers) / 2;
            NDArray x = manager.ones(new Shape(1, 1, edge, edge));
            x.setRequiresGradient(true);
            NDArray grad = Grad.on(() -> Grad.of(
                            d.forward(x).get("0, 0, {}, {}", middle, middle).sum(), List.of(x))
                    .get(0));
            int seen = (int) grad.neq(0).sum().toLongArray()[0];
            int patch = List.of(16, 34, 70).get(layers - 1);
            assertEquals(patch * patch, seen, layers + " layers");
        }
    }

    @Test
    void theSmallestImageGivesOneLogit() {
        PatchGan.Config c = new PatchGan.Config(3, 2, 2, Norm.NONE);
        assertEquals(12, c.smallestImage());
        NDArray x = Draws.seeded(1, 1, manager).noise(new Shape(2, 3, 12, 16));
        assertArrayEquals(
                new long[] {2, 1, 1, 2},
                dis(3, 2, 2, Norm.NONE).forward(x).getShape().getShape());
        assertThrows(RuntimeException.class, () -> dis(3, 2, 2, Norm.NONE).forward(x.get(":, :, :8, :8")));
        assertThrows(IllegalArgumentException.class, () -> new PatchGan.Config(3, 2, 0, Norm.NONE));
    }

    @Test
    void gainsStartAroundOne() {
        float[] gains = dis(3, 64, 3, Norm.BATCH)
                .weights()
                .get("chain/layer3/norm/gamma")
                .toFloatArray();
        double sum = 0, squares = 0;
        for (float g : gains) {
            sum += g;
            squares += (g - 1) * (g - 1);
        }
        assertEquals(1, sum / gains.length, 0.004);
        assertEquals(0.02, Math.sqrt(squares / gains.length), 0.003);
    }
}
