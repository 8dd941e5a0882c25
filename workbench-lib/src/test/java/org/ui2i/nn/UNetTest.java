package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Tensors;

class UNetTest {
    private final NDManager manager = Tensors.scope();
    private final UNet net = net(3, 2, 4, 1);

    @AfterEach
    void close() {
        manager.close();
    }

    private static UNet net(int in, int filters, int downs, int dropouts) {
        return new UNet(new UNet.Config(in, 3, filters, downs, dropouts), Weights.seeded(1, Init.GAUSSIAN_GAINS));
    }

    private NDArray image(int height, int width) {
        return Draws.seeded(4, 1, manager).noise(new Shape(2, 3, height, width));
    }

    @Test
    void hasAsManyWeightsAsThePapers() {
        assertEquals(54_413_955, net(3, 64, 8, 3).count());
        assertEquals(41_828_995, net(3, 64, 7, 2).count());
    }

    /** The way up by hand, from the parts. */
    @Test
    void levelsAreTheFormulas() {
        NDArray x = image(16, 32);
        List<NDArray> levels = Grad.off(() -> net.levels(x, null));
        Map<String, Part> parts = net.parts();
        NDArray h0 = parts.get("down0").forward(x), h1 = parts.get("down1").forward(h0);
        NDArray h2 = parts.get("down2").forward(h1), h3 = parts.get("down3").forward(h2);
        assertTrue(h3.min().getFloat() >= 0, "the innermost map went through a ReLU");
        NDArray u3 = h2.concat(parts.get("up3").forward(h3), 1);
        NDArray u2 = h1.concat(parts.get("up2").forward(Ops.relu(u3)), 1);
        NDArray u1 = h0.concat(parts.get("up1").forward(Ops.relu(u2)), 1);
        NDArray u0 = parts.get("up0").forward(Ops.relu(u1));
        List<NDArray> byHand = List.of(u0, u1, u2, u3);
        for (int i = 0; i < 4; i++) {
            assertEquals(byHand.get(i).getShape(), levels.get(i).getShape());
            assertArrayEquals(byHand.get(i).toFloatArray(), levels.get(i).toFloatArray(), 1e-6f, "u" + i);
        }
        assertEquals(x.getShape(), u0.getShape());
    }

    @Test
    void dropoutSilencesHalfOfTheDrawnHalfOfItsLevels() {
        UNet twice = net(3, 8, 5, 2);
        NDArray x = image(64, 64);
        List<NDArray> levels = Grad.off(() -> twice.levels(x, Draws.seeded(7, 1, manager)));
        List<Double> zeros = levels.stream().map(UNetTest::zerosOfTheDrawnHalf).toList();
        assertEquals(0, zeros.get(4), "the innermost level");
        assertEquals(0.5, zeros.get(3), 0.05);
        assertEquals(0.5, zeros.get(2), 0.05);
        assertEquals(0, zeros.get(1));
        List<NDArray> again = Grad.off(() -> twice.levels(x, Draws.seeded(7, 1, manager)));
        assertArrayEquals(levels.get(0).toFloatArray(), again.get(0).toFloatArray(), "the same draws");
        float[] other =
                Grad.off(() -> twice.forward(x, Draws.seeded(8, 1, manager))).toFloatArray();
        assertFalse(Arrays.equals(levels.get(0).toFloatArray(), other));
    }

    private static double zerosOfTheDrawnHalf(NDArray level) {
        NDArray drawn = level.get(":, {}:", level.getShape().get(1) / 2);
        return (double) drawn.eq(0).sum().toLongArray()[0] / drawn.size();
    }

    /** As in training, but the running statistics stay. */
    @Test
    void unmovedBuffersStayAndTheAnswerIsThatOfTraining() {
        NDArray x = image(16, 16);
        Map<String, float[]> before = values(net);
        float[] unmoved = Grad.off(() -> net.unmoved(() -> net.forward(x))).toFloatArray();
        values(net).forEach((name, now) -> assertArrayEquals(before.get(name), now, name));
        assertArrayEquals(Grad.off(() -> net.forward(x)).toFloatArray(), unmoved);
        String mean = "down1/norm/statistics/running_mean";
        assertFalse(Arrays.equals(before.get(mean), values(net).get(mean)), "training moves them");
    }

    private static Map<String, float[]> values(Part part) {
        return part.state().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toFloatArray()));
    }

    @Test
    void wrongSizesAreNamed() {
        String text = assertThrows(IllegalArgumentException.class, () -> net.forward(image(16, 24)))
                .getMessage();
        assertEquals(
                "the U-Net takes (B, 3, H, W) with H and W multiples of 16, not (2, 3, 16, 24): resize the images, or set"
                        + " downs",
                text);
        assertThrows(IllegalArgumentException.class, () -> net(3, 2, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> net(3, 2, 4, 3));
    }
}
