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
import org.ui2i.tensor.Tensors;

class GuidingNetworkTest {
    private final NDManager manager = Tensors.scope();
    private final GuidingNetwork guide =
            new GuidingNetwork(new GuidingNetwork.Config(1, 2, 5, 3), Weights.seeded(1, Init.KAIMING));

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void bothHeadsSeeTheSameFeatures() {
        NDArray h = guide.features(manager.randomNormal(new Shape(4, 1, 64, 32)));
        assertEquals(new Shape(4, 16), h.getShape());
        assertEquals(new Shape(4, 5), guide.style(h).getShape());
        assertEquals(new Shape(4, 3), guide.domains(h).getShape());
    }

    /** 3x3 kernels, a gamma and a beta beside each bias, two linear heads. */
    @Test
    void theWidthsAreVggsInUnitsOfF() {
        int[] widths = {1, 2, 4, 8, 8, 16, 16, 16, 16};
        long count = 16 * (5 + 3) + 5 + 3;
        for (int i = 1; i < widths.length; i++) {
            count += 9L * widths[i - 1] * widths[i] + 3L * widths[i];
        }
        assertEquals(count, guide.count());
    }

    /** Features that are the same in all channels say nothing about pseudo domains before training. */
    @Test
    void noPseudoDomainIsAheadAtTheStart() {
        NDArray alike = guide.domains(manager.ones(new Shape(1, 16)));
        assertArrayEquals(new float[3], alike.toFloatArray(), 1e-6f);
        NDArray other = guide.domains(manager.randomNormal(new Shape(1, 16)));
        assertTrue(other.abs().min().getFloat() > 1e-3f, other.toString());
    }

    /** In training an image's code depends on the batch, in evaluation it does not. */
    @Test
    void evaluationUsesTheRunningStatistics() {
        NDArray x = manager.randomNormal(new Shape(4, 1, 32, 32));
        NDArray one = x.get("0:1");
        float[] inBatch = guide.forward(x).get("0:1").toFloatArray();
        assertTrue(Math.abs(inBatch[0] - guide.forward(x.get("0:2")).getFloat(0, 0)) > 1e-6f, "batch statistics");
        float[] alone = guide.evaluate(() -> guide.forward(one)).toFloatArray();
        assertArrayEquals(
                alone, guide.evaluate(() -> guide.forward(x)).get("0:1").toFloatArray(), 1e-6f);
    }

    @Test
    void tooSmallImagesAreNamed() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> guide.features(manager.zeros(new Shape(4, 1, 16, 32))));
        assertTrue(e.getMessage().contains("at least 32, but got (4, 1, 16, 32)"), e.getMessage());
    }
}
