package org.ui2i.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.nn.Activation;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.CenterMaps;
import org.ui2i.nn.ConvBlock;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class InstanceConsistencyTest {
    private static final int EDGE = 16;
    private final NDManager manager = Tensors.scope();
    private final CenterDetector detector =
            new CenterDetector(new CenterDetector.Config(1, 2, 4, 1, Norm.BATCH), Weights.seeded(3, Init.KAIMING));
    private final List<List<Box>> boxes =
            List.of(List.of(new Box(0, 1, 2, 9, 10), new Box(1, 6, 5, 15, 14)), List.of(new Box(1, 3, 3, 12, 11)));

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images(double frequency) {
        float[] values = new float[2 * EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(frequency * i);
        }
        return image(values);
    }

    private NDArray image(float[] values) {
        return Tensors.of(manager, values, new Shape(2, 1, EDGE, EDGE));
    }

    private double loss(NDArray x, NDArray y) {
        return Grad.off(() -> InstanceConsistency.loss(detector, x, y, boxes).getFloat());
    }

    /** Two cells of a 1 x 4 map lie in the window, a third is hotter but outside. */
    @Test
    void softReadingByHand() {
        Shape one = new Shape(1, 1, 1, 6), two = new Shape(1, 2, 1, 6);
        NDArray heat = Tensors.of(manager, new float[] {-9, 1, 2, -9, -9, 8}, one);
        NDArray size = Tensors.of(manager, new float[] {0, 2, 3, 0, 0, 9, 0, 1, 1, 0, 0, 9}, two);
        NDArray offset = Tensors.of(manager, new float[] {0, .5f, .25f, 0, 0, 0, 0, .5f, .5f, 0, 0, 0}, two);
        float[] b = InstanceConsistency.read(
                        new CenterMaps(heat, size, offset), List.of(List.of(new Box(0, 4, 0, 12, 4))))
                .toFloatArray();
        double all = Math.exp(1) + Math.exp(2) + 2 * Math.exp(-9), p = Math.exp(1) / all, q = Math.exp(2) / all;
        double rest = Math.exp(-9) / all; // cells 0 and 3, within the margin
        assertEquals(1.5 * p + 2.25 * q + 3 * rest, b[0], 1e-5);
        assertEquals(0.5 * (p + q), b[1], 1e-5);
        assertEquals(2 * p + 3 * q, b[2], 1e-5);
        assertEquals(p + q, b[3], 1e-5);
        assertEquals(p / (1 + Math.exp(-1)) + q / (1 + Math.exp(-2)), b[4], 1e-4);
    }

    @Test
    void atAClearPeakTheReadingIsTheDetectorsBox() {
        Box box = new Box(1, 3, 5, 12, 11);
        CenterTargets t = CenterTargets.of(manager, List.of(List.of(), List.of(box)), 2, EDGE);
        NDArray heat = t.heat().sub(0.5f).mul(manager.create(60f));
        float[] b = InstanceConsistency.read(
                        new CenterMaps(heat, t.size(), t.offset()), List.of(List.of(), List.of(box)))
                .toFloatArray();
        double stride = CenterDetector.STRIDE;
        assertArrayEquals(
                new double[] {box.centreX(), box.centreY(), box.width(), box.height()},
                new double[] {stride * b[0], stride * b[1], stride * b[2], stride * b[3]},
                1e-3);
        assertEquals(1, b[4], 1e-4);
    }

    @Test
    void lossIsTheFormulaAndNothingForTheSameImage() {
        NDArray x = images(1.1), y = images(0.7);
        assertEquals(0, loss(x, x), 1e-7);
        float[] before = soft(x), after = soft(y);
        double expected = 0;
        for (int n = 0; n < 3; n++) {
            for (int i = 0; i < 5; i++) {
                expected += Math.abs(after[5 * n + i] - before[5 * n + i]) * (i < 4 ? 0.25 : 1) / 3;
            }
        }
        assertEquals(expected, loss(x, y), 1e-5);
    }

    private float[] soft(NDArray x) {
        return Grad.off(() -> detector.evaluate(() -> InstanceConsistency.read(detector.maps(x), boxes)))
                .toFloatArray();
    }

    @Test
    void gradientReachesTheTranslatedImageAndAgreesWithFiniteDifferences() {
        NDArray x = images(1.1), y = images(0.7);
        y.setRequiresGradient(true);
        float[] g = Grad.on(() -> Grad.of(InstanceConsistency.loss(detector, x, y, boxes), List.of(y)))
                .get(0)
                .toFloatArray();
        float[] values = y.toFloatArray();
        double largest = 0, step = 2e-3;
        for (float slope : g) {
            largest = Math.max(largest, Math.abs(slope));
        }
        assertTrue(largest > 1e-3, "largest slope " + largest);
        for (int i = 0; i < values.length; i += 7) {
            float[] up = Arrays.copyOf(values, values.length), down = Arrays.copyOf(values, values.length);
            up[i] += (float) step;
            down[i] -= (float) step;
            double slope = (loss(x, image(up)) - loss(x, image(down))) / (2 * step);
            assertEquals(slope, g[i], 0.03 * largest, "pixel " + i); // float32, and kinks of ReLU and L1
        }
    }

    /** Through a generator: its weights get slopes, the detector's weights and statistics stay. */
    @Test
    void gradientReachesTheGeneratorAndLeavesTheDetectorAlone() {
        ConvBlock generator = new ConvBlock(
                new ConvBlock.Config(1, 1, 3, 1, 1, Padding.REFLECT, Norm.NONE, Activation.TANH),
                Weights.seeded(5, Init.KAIMING));
        NDArray x = images(1.1);
        List<float[]> before = state();
        List<NDArray> weights = List.copyOf(generator.weights().values());
        List<NDArray> g =
                Grad.on(() -> Grad.of(InstanceConsistency.loss(detector, x, generator.forward(x), boxes), weights));
        assertTrue(g.get(0).abs().max().getFloat() > 1e-3, "the generator learns nothing");
        new Adam(new Adam.Config(0.1, 0.9, 0.999, 1e-8, 0)).step(weights, g);
        List<float[]> after = state();
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
    }

    private List<float[]> state() {
        return detector.state().values().stream().map(NDArray::toFloatArray).toList();
    }

    @Test
    void withoutObjectsThereIsNothingToLose() {
        NDArray x = images(1.1), y = images(0.7);
        y.setRequiresGradient(true);
        List<List<Box>> none = List.of(List.of(), List.of());
        NDArray g = Grad.on(() -> Grad.of(InstanceConsistency.loss(detector, x, y, none), List.of(y)))
                .get(0);
        assertEquals(0, g.abs().max().getFloat());
        assertThrows(
                IllegalArgumentException.class, () -> InstanceConsistency.loss(detector, x, y, List.of(List.of())));
    }
}
