package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray image(float... values) {
        return Tensors.of(manager, values, new Shape(1, 1, 2, values.length / 2));
    }

    @Test
    void reflectionMirrorsWithoutRepeatingTheBorder() {
        NDArray padded = Ops.reflectionPad(image(1, 2, 3, 4), 1);
        assertEquals(new Shape(1, 1, 4, 4), padded.getShape());
        assertArrayEquals(new float[] {4, 3, 4, 3, 2, 1, 2, 1, 4, 3, 4, 3, 2, 1, 2, 1}, padded.toFloatArray());
    }

    @Test
    void replicationRepeatsTheBorder() {
        NDArray padded = Ops.replicationPad(image(1, 2, 3, 4), 1);
        assertArrayEquals(new float[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}, padded.toFloatArray());
    }

    @Test
    void instanceNormIsTheFormula() {
        float[] y = Ops.instanceNorm(image(1, 2, 3, 6)).toFloatArray();
        double sd = Math.sqrt(3.5 + 1e-5); // mean 3, biased variance (4 + 1 + 0 + 9) / 4
        assertArrayEquals(new float[] {(float) (-2 / sd), (float) (-1 / sd), 0f, (float) (3 / sd)}, y, 1e-6f);
    }

    @Test
    void batchNormMovesTheRunningStatistics() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 6}, new Shape(2, 1, 1, 2));
        NDArray mean = Tensors.of(manager, new float[] {0}, new Shape(1));
        NDArray var = Tensors.of(manager, new float[] {1}, new Shape(1));
        float[] y = Ops.batchNorm(x, mean, var).toFloatArray();
        assertEquals(-2 / Math.sqrt(3.5 + 1e-5), y[0], 1e-6);
        assertEquals(0.3, mean.toFloatArray()[0], 1e-6); // 0.9 * 0 + 0.1 * 3
        assertEquals(0.9 + 0.1 * 14 / 3, var.toFloatArray()[0], 1e-6); // the running variance is unbiased
    }

    /** Two images of two pixels: means 1.5 and 4.5, unbiased variances 0.5 and 4.5. */
    @Test
    void instanceNormMovesTheRunningStatisticsTowardsTheImagesMean() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 6}, new Shape(2, 1, 1, 2));
        NDArray mean = Tensors.of(manager, new float[] {0}, new Shape(1));
        NDArray var = Tensors.of(manager, new float[] {1}, new Shape(1));
        NDArray y = Ops.instanceNorm(x, mean, var);
        assertArrayEquals(Ops.instanceNorm(x).toFloatArray(), y.toFloatArray(), 1e-6f);
        assertEquals(0.1 * (1.5 + 4.5) / 2, mean.toFloatArray()[0], 1e-6);
        assertEquals(0.9 + 0.1 * (0.5 + 4.5) / 2, var.toFloatArray()[0], 1e-6);
    }

    @Test
    void varianceIsUnbiased() {
        NDArray rows = Tensors.of(manager, new float[] {1, 2, 3, 6}, new Shape(2, 2));
        assertArrayEquals(new float[] {0.5f, 4.5f}, Ops.variance(rows).toFloatArray(), 1e-6f);
    }

    @Test
    void copyOverwritesAParameterInPlace() {
        NDArray weight = image(1, 2, 3, 4);
        weight.setRequiresGradient(true);
        Ops.copy(image(5, 6, 7, 8), weight);
        assertArrayEquals(new float[] {5, 6, 7, 8}, weight.toFloatArray());
        NDArray gradient =
                Grad.on(() -> Grad.of(weight.square().sum(), List.of(weight))).get(0);
        assertArrayEquals(new float[] {10, 12, 14, 16}, gradient.toFloatArray());
    }

    @Test
    void transposedConvolutionEnlarges() {
        NDArray weight = Tensors.of(manager, new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, new Shape(1, 1, 3, 3));
        NDArray bias = Tensors.of(manager, new float[] {0.5f}, new Shape(1));
        NDArray y = Ops.convTranspose2d(image(1, 2, 3, 4), weight, bias, 2, 1, 1);
        assertEquals(new Shape(1, 1, 4, 4), y.getShape());
        assertArrayEquals(
                new float[] {1.5f, 3.5f, 2.5f, 2.5f}, y.get("0, 0, 0, :").toFloatArray());
    }

    @Test
    void averagePoolDoesNotCountPadding() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));
        assertArrayEquals(new float[] {2.5f}, Ops.averagePool3(x).toFloatArray());
    }

    @Test
    void crossEntropies() {
        NDArray logits = Tensors.of(manager, new float[] {0, 0, 2, 0}, new Shape(2, 2));
        NDArray labels = manager.create(new long[] {0, 1});
        double expected = (Math.log(2) + Math.log(1 + Math.exp(2))) / 2;
        assertEquals(expected, Ops.crossEntropy(logits, labels).getFloat(), 1e-6);
        NDArray target = Tensors.of(manager, new float[] {1, 1, 1, 0}, new Shape(2, 2));
        double bce = (3 * Math.log(2) + Math.log(1 + Math.exp(-2))) / 4;
        assertEquals(bce, Ops.bceWithLogits(logits, target).getFloat(), 1e-6);
    }

    @Test
    void layerNormDividesByTheUnbiasedStandardDeviation() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 6}, new Shape(1, 2, 1, 2));
        NDArray gamma = Tensors.of(manager, new float[] {1, 2}, new Shape(2));
        NDArray beta = Tensors.of(manager, new float[] {0, 5}, new Shape(2));
        float std = (float) Math.sqrt(14.0 / 3) + 1e-5f; // mean 3, deviations -2, -1, 0, 3
        assertArrayEquals(
                new float[] {-2 / std, -1 / std, 5, 5 + 6 / std},
                Ops.layerNorm(x, gamma, beta).toFloatArray(),
                1e-6f);
    }

    @Test
    void upsampleRepeatsAndPoolHalves() {
        NDArray up = Ops.upsample(image(1, 2, 3, 4));
        assertArrayEquals(new float[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}, up.toFloatArray());
        assertArrayEquals(new float[] {1, 2, 3, 4}, Ops.maxPool2(up).toFloatArray());
    }

    @Test
    void meansOverPlacesAreOneAnImageAndChannel() {
        NDArray x = Tensors.of(manager, new float[] {1, 2, 3, 6, 0, 4, 4, 0}, new Shape(1, 2, 2, 2));
        NDArray mean = Ops.overPlaces(x);
        assertEquals(new Shape(1, 2), mean.getShape());
        assertArrayEquals(new float[] {3, 2}, mean.toFloatArray());
    }
}
