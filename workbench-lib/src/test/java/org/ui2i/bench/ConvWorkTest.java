package org.ui2i.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Profile;
import org.ui2i.tensor.Tensors;

/** The engine's record, counted, against multiplications counted by hand. */
class ConvWorkTest {
    private static final double ROUNDING = 2e-3; // the record gives memory with two decimals

    @Test
    void aConvolutionMultipliesEachWeightAtEachPixelOfItsResult() throws IOException {
        // 3 images, 8 to 16 channels, 5x5 windows that stand at 16x16 places
        same(
                2.0 * 3 * 16 * 8 * 25 * 16 * 16,
                record(List.of(3, 8, 32, 32), List.of(16, 8, 5, 5), (x, w) -> Ops.conv2d(x, w, null, 2, 2)));
        same(
                2.0 * 2 * 8 * 8 * 9 * 30 * 30,
                record(List.of(2, 8, 32, 32), List.of(8, 8, 3, 3), (x, w) -> Ops.conv2d(x, w, null, 1, 0)));
    }

    @Test
    void aTransposedOneAtEachPixelOfItsInput() throws IOException {
        same(
                2.0 * 3 * 16 * 8 * 16 * 16 * 16,
                record(List.of(3, 16, 16, 16), List.of(16, 8, 4, 4), ConvWorkTest::grown));
        same(2.0 * 3 * 8 * 8 * 16 * 16 * 16, record(List.of(3, 8, 16, 16), List.of(8, 8, 4, 4), ConvWorkTest::grown));
    }

    private static NDArray grown(NDArray x, NDArray w) {
        return Ops.convTranspose2d(x, w, null, 2, 1, 0);
    }

    @Test
    void eachGradientCostsAsMuchAsTheResult() throws IOException {
        double once = 2.0 * 4 * 8 * 8 * 9 * 16 * 16;
        same(2 * once, backward((x, w) -> List.of(x))); // the result, then the input's gradient
        same(2 * once, backward((x, w) -> List.of(w)));
        same(3 * once, backward((x, w) -> List.of(x, w)));
    }

    /**
     * Of |d y / d x|^2 by w: the result, its gradient by x, and the gradient of that one, which is a convolution itself, by both
     * of its operands and on to w once more.
     */
    @Test
    void theGradientOfAGradientIsCounted() throws IOException {
        double once = 2.0 * 4 * 8 * 8 * 9 * 16 * 16;
        try (NDManager scope = Tensors.scope()) {
            NDArray x = noise(scope, List.of(4, 8, 16, 16)), w = noise(scope, List.of(8, 8, 3, 3));
            x.setRequiresGradient(true);
            w.setRequiresGradient(true);
            double counted = work(() -> {
                NDArray y = Ops.conv2d(x, w, null, 1, 1).square().sum();
                return Grad.of(Grad.withGraph(y, List.of(x)).get(0).square().sum(), List.of(w));
            });
            assertEquals(5, counted / once, 0.02);
        }
    }

    private interface Convolution {
        NDArray of(NDArray x, NDArray w);
    }

    private static double record(List<Integer> x, List<Integer> w, Convolution convolution) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            NDArray image = noise(scope, x), weight = noise(scope, w);
            return EngineRecord.of(Profile.of(() -> Grad.off(() -> convolution.of(image, weight))))
                    .flop();
        }
    }

    private interface Wanted {
        List<NDArray> of(NDArray x, NDArray w);
    }

    private static double backward(Wanted wanted) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            NDArray x = noise(scope, List.of(4, 8, 16, 16)), w = noise(scope, List.of(8, 8, 3, 3));
            List<NDArray> params = wanted.of(x, w);
            params.forEach(p -> p.setRequiresGradient(true));
            return work(() -> Grad.of(Ops.conv2d(x, w, null, 1, 1).square().sum(), params));
        }
    }

    private static double work(Supplier<?> work) throws IOException {
        return EngineRecord.of(Profile.of(() -> Grad.on(work))).flop();
    }

    private static NDArray noise(NDManager scope, List<Integer> shape) {
        return Draws.seeded(1, 1, scope)
                .noise(new Shape(shape.stream().mapToLong(n -> n).toArray()));
    }

    private static void same(double expected, double counted) {
        assertEquals(expected, counted, ROUNDING * expected);
    }
}
