package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray vector(float... values) {
        return Tensors.of(manager, values, new Shape(values.length));
    }

    @Test
    void adamIsTheFormula() {
        NDArray p = vector(1);
        double m = 0;
        double v = 0;
        double expected = 1;
        try (Adam adam = new Adam(new Adam.Config(0.1, 0.5, 0.9, 1e-3, 0.01))) {
            for (int t = 1; t <= 3; t++) {
                double g = 2 * t + 0.01 * expected;
                m = 0.5 * m + 0.5 * g;
                v = 0.9 * v + 0.1 * g * g;
                expected -= 0.1 / (1 - Math.pow(0.5, t)) * m / (Math.sqrt(v) / Math.sqrt(1 - Math.pow(0.9, t)) + 1e-3);
                adam.step(List.of(p), List.of(vector(2 * t)));
                assertEquals(expected, p.toFloatArray()[0], 1e-6);
            }
        }
    }

    @Test
    void adamsEpsilonIsTorchs() {
        // g = 1e-8: torch moves by lr * g / (g + eps) = half a step; DJL's own by 3 % of one
        NDArray p = vector(0);
        try (Adam adam = new Adam(Adam.Config.gan(1, 0))) {
            adam.step(List.of(p), List.of(vector(1e-8f)));
            assertEquals(-0.5, p.toFloatArray()[0], 1e-3);
        }
    }

    /**
     * A first step of Adam is -lr sign(g), element by element, however the gradient of a transposed array lies in
     * memory.
     */
    @Test
    void aGradientsOrderInMemoryDoesNotMatter() {
        NDArray p = manager.zeros(new Shape(2, 3));
        p.setRequiresGradient(true);
        NDArray c = Tensors.of(manager, new float[] {1, -1, 1, 1, -1, -1}, new Shape(3, 2));
        try (Adam adam = new Adam(Adam.Config.gan(1, 0))) {
            List<NDArray> g = Grad.on(() -> Grad.of(p.transpose().mul(c).sum(), List.of(p)));
            adam.step(List.of(p), g);
            assertArrayEquals(new float[] {-1, -1, 1, 1, -1, 1}, p.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void rmsPropIsTheFormula() {
        NDArray p = vector(1, 1);
        double v = 0;
        double expected = 1;
        try (RmsProp rms = new RmsProp(new RmsProp.Config(0.1, 0.9, 1e-3, 0.01))) {
            for (int t = 1; t <= 3; t++) {
                double g = 2 * t + 0.01 * expected;
                v = 0.9 * v + 0.1 * g * g;
                expected -= 0.1 * g / (Math.sqrt(v) + 1e-3);
                rms.step(List.of(p), List.of(vector(2 * t, 0)));
                assertEquals(expected, p.toFloatArray()[0], 1e-6);
            }
        }
    }

    @Test
    void aLoadedStateGoesOnBitForBit() {
        NDArray straight = vector(1, 2);
        NDArray resumed = vector(1, 2);
        Map<String, NDArray> saved = new LinkedHashMap<>();
        try (Adam adam = new Adam(Adam.Config.gan(0.1, 1e-4));
                Adam first = new Adam(Adam.Config.gan(0.1, 1e-4));
                Adam second = new Adam(Adam.Config.gan(0.1, 1e-4))) {
            for (int t = 1; t <= 4; t++) {
                adam.step(List.of(straight), List.of(vector(t, -t)));
            }
            for (int t = 1; t <= 2; t++) {
                first.step(List.of(resumed), List.of(vector(t, -t)));
            }
            first.state().forEach((name, array) -> saved.put(name, array.duplicate()));
            second.load(saved);
            for (int t = 3; t <= 4; t++) {
                second.step(List.of(resumed), List.of(vector(t, -t)));
            }
        }
        assertArrayEquals(straight.toFloatArray(), resumed.toFloatArray(), 0f);
    }

    @Test
    void averagesDecay() {
        NDArray average = vector(1, 0);
        Averages.update(List.of(average), List.of(vector(0, 1)), 0.9);
        assertArrayEquals(new float[] {0.9f, 0.1f}, average.toFloatArray(), 1e-6f);
    }
}
