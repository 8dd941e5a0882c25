package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrecisionTest {
    private static final double BF16_STEP = 1 / 256.0; // half of 2^-7, the distance between 1 and the next number
    private final NDManager manager = Tensors.scope();
    private final Draws draws = Draws.seeded(3, 1, manager);

    @AfterEach
    void close() {
        manager.close();
    }

    /** 1 + 2^-8 is no bfloat16 and becomes 1 (ties go to even), 1 + 2^-7 is one: products show what was rounded. */
    @Test
    void bf16RoundsBothOperandsToSevenBitsOfMantissa() {
        NDArray x = Tensors.of(manager, new float[] {1 + 0x1p-8f, 1 + 0x1p-7f}, new Shape(2, 1));
        NDArray weight = Tensors.of(manager, new float[] {3}, new Shape(1, 1));
        NDArray bias = Tensors.of(manager, new float[] {0}, new Shape(1));
        NDArray y = Precision.BF16.in(() -> Ops.linear(x, weight, bias));
        assertEquals(DataType.FLOAT32, y.getDataType());
        assertArrayEquals(new float[] {3, 3 * (1 + 0x1p-7f)}, y.toFloatArray(), 0x1p-7f);
        assertEquals(3f, y.toFloatArray()[0]);
        assertArrayEquals(
                new float[] {3 + 3 * 0x1p-8f, 3 + 3 * 0x1p-7f},
                Ops.linear(x, weight, bias).toFloatArray());
    }

    @Test
    void layersAndTheirGradientsStayCloseInBf16() {
        NDArray image = draws.noise(new Shape(2, 5, 8, 8)), rows = draws.noise(new Shape(6, 5));
        NDArray across = draws.noise(new Shape(5, 4, 4, 4)), over = draws.noise(new Shape(4, 5));
        NDArray bias = draws.noise(new Shape(4));
        for (NDArray b : new @Nullable NDArray[] {bias, null}) {
            close(image, across, () -> Ops.convTranspose2d(image, across, b, 2, 1, 0));
        }
        close(rows, over, () -> Ops.linear(rows, over, bias));
    }

    private static void close(NDArray x, NDArray weight, Supplier<NDArray> layer) {
        x.setRequiresGradient(true);
        weight.setRequiresGradient(true);
        List<NDArray> fine = results(x, weight, layer), coarse = Precision.BF16.in(() -> results(x, weight, layer));
        for (int i = 0; i < fine.size(); i++) {
            double largest = fine.get(i).abs().max().getFloat();
            float[] a = fine.get(i).toFloatArray(), b = coarse.get(i).toFloatArray();
            assertArrayEquals(a, b, (float) (5 * BF16_STEP * largest));
            double apart = coarse.get(i).sub(fine.get(i)).abs().max().getFloat();
            assertTrue(apart > 1e-5 * largest, "nothing was rounded");
        }
    }

    private static List<NDArray> results(NDArray x, NDArray weight, Supplier<NDArray> layer) {
        return Grad.on(() -> {
            NDArray y = layer.get();
            List<NDArray> gradients = Grad.of(y.square().sum(), List.of(x, weight));
            return List.of(Grad.detach(y), gradients.get(0), gradients.get(1));
        });
    }

    @Test
    void itEndsWithTheWorkAlsoWhenThatFails() {
        assertEquals(Precision.BF16, Precision.BF16.in(Precision::now));
        assertThrows(
                IllegalStateException.class,
                () -> Precision.BF16.in(() -> {
                    throw new IllegalStateException();
                }));
        assertEquals(Precision.FP32, Precision.now());
        assertEquals(Precision.FP32, Precision.BF16.in(() -> Precision.FP32.in(Precision::now)));
    }

    @Test
    void tf32IsRefusedWhereItWouldNotBeComputed() {
        refused(false, Map.of(), "precision is tf32, which only a GPU computes, and there is none: use fp32 or bf16");
        refused(true, Map.of(), "NVIDIA_TF32_OVERRIDE is unset and TORCH_ALLOW_TF32_CUBLAS_OVERRIDE is unset: unset");
        Map<String, String> both = Map.of("NVIDIA_TF32_OVERRIDE", "0", "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1");
        refused(true, both, "NVIDIA_TF32_OVERRIDE is 0 and");
        assertDoesNotThrow(() -> Precision.TF32.checkWith(true, Map.of("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1")));
        assertDoesNotThrow(() -> Precision.BF16.checkWith(false, both));
    }

    private static void refused(boolean gpu, Map<String, String> environment, String why) {
        String text = assertThrows(IllegalArgumentException.class, () -> Precision.TF32.checkWith(gpu, environment))
                .getMessage();
        assertTrue(text.contains(why), text);
    }
}
