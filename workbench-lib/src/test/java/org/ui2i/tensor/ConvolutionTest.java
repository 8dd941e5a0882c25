package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvolutionTest {
    private final NDManager manager = Tensors.scope();
    private final Draws draws = Draws.seeded(3, 1, manager);
    private final NDArray x = draws.noise(new Shape(2, 5, 9, 7));
    private final NDArray weight = draws.noise(new Shape(4, 5, 3, 3));
    private final NDArray bias = draws.noise(new Shape(4));

    @AfterEach
    void close() {
        manager.close();
    }

    /** The value, and the gradients of its squares' sum; bfloat16 keeps 8 bits, an error of up to 1/256 an operand. */
    @ParameterizedTest
    @EnumSource(Convolution.class)
    void everyKindIsTheSameFunction(Convolution kind) {
        double tolerance = kind == Convolution.BFLOAT16 ? 0.02 : 1e-6;
        for (NDArray b : new @Nullable NDArray[] {bias, null}) {
            List<NDArray> plain = results(Convolution.PLAIN, b), ours = results(kind, b);
            for (int i = 0; i < plain.size(); i++) {
                double scale = plain.get(i).abs().max().getFloat();
                float[] expected = plain.get(i).toFloatArray();
                assertEquals(plain.get(i).getShape(), ours.get(i).getShape());
                assertArrayEquals(expected, ours.get(i).toFloatArray(), (float) (tolerance * scale));
            }
        }
    }

    private List<NDArray> results(Convolution kind, @Nullable NDArray b) {
        return Grad.on(() -> {
            x.setRequiresGradient(true);
            weight.setRequiresGradient(true);
            NDArray y = kind.of(x, weight, b, 2, 1);
            List<NDArray> gradients = Grad.of(y.square().sum(), List.of(x, weight));
            return List.of(Grad.detach(y), gradients.get(0), gradients.get(1));
        });
    }

    @Test
    void namesAreThoseOfTheEnvironment() {
        assertEquals(Convolution.PLAIN, Convolution.of((String) null));
        assertEquals(Convolution.CHANNELS_LAST, Convolution.of("channels-last"));
        String message = assertThrows(IllegalArgumentException.class, () -> Convolution.of("fp8"))
                .getMessage();
        assertTrue(message.startsWith("UI2I_CONV is \"fp8\": use one of [plain, channels-last, bfloat16]"), message);
    }
}
