package org.ui2i.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.nn.CenterMaps;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class DetectionLossesTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array(Shape shape, float... values) {
        return Tensors.of(manager, values, shape);
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void focalLossByHand() {
        Shape shape = new Shape(1, 1, 1, 4);
        NDArray z = array(shape, 2, -1, 0.5f, 1), y = array(shape, 1, 0.6f, 0, 1);
        double expected = -(Math.pow(1 - sigmoid(2), 2) * Math.log(sigmoid(2))
                        + Math.pow(0.4, 4) * Math.pow(sigmoid(-1), 2) * Math.log(1 - sigmoid(-1))
                        + Math.pow(sigmoid(0.5), 2) * Math.log(1 - sigmoid(0.5))
                        + Math.pow(1 - sigmoid(1), 2) * Math.log(sigmoid(1)))
                / 2; // two objects
        assertEquals(expected, DetectionLosses.heat(z, y).getFloat(), 1e-6);
        NDArray none = manager.zeros(shape);
        assertTrue(DetectionLosses.heat(z, none).getFloat() > 0, "without an object every cell is a miss");
    }

    @Test
    void focalLossHasTheSlopeOfItsFormula() {
        Shape shape = new Shape(1, 1, 1, 2);
        NDArray z = array(shape, 0.3f, -0.7f), y = array(shape, 1, 0.5f);
        z.setRequiresGradient(true);
        float[] g = Grad.on(() -> Grad.of(DetectionLosses.heat(z, y), List.of(z)))
                .get(0)
                .toFloatArray();
        for (int i = 0; i < 2; i++) {
            float[] up = {0.3f, -0.7f}, down = {0.3f, -0.7f};
            up[i] += 1e-2f;
            down[i] -= 1e-2f;
            double slope = (DetectionLosses.heat(array(shape, up), y).getFloat()
                            - DetectionLosses.heat(array(shape, down), y).getFloat())
                    / 2e-2;
            assertEquals(slope, g[i], 1e-4);
        }
    }

    @Test
    void sizesCountAtCentresOnly() {
        Shape two = new Shape(1, 2, 1, 3);
        NDArray x = array(two, 1, 2, 3, 4, 5, 6), y = array(two, 0, 0, 1, 0, 0, 8);
        NDArray centres = array(new Shape(1, 1, 1, 3), 1, 0, 1);
        assertEquals(
                (1 + 2 + 4 + 2) / 2.0, DetectionLosses.atCentres(x, y, centres).getFloat(), 1e-6);
        assertEquals(0, DetectionLosses.atCentres(x, y, centres.zerosLike()).getFloat());
    }

    @Test
    void targetsByHand() {
        Box box = new Box(1, 2, 4, 14, 10); // centre (8, 7) = cell (2, 1) of 4 pixels, offset (0, 0.75), 3 x 1.5 cells
        CenterTargets t = CenterTargets.of(manager, List.of(List.of(), List.of(box)), 2, 16);
        assertEquals(new Shape(2, 2, 4, 4), t.heat().getShape());
        assertEquals(1, t.centres().sum().getFloat());
        assertEquals(1, t.centres().get("1, 0, 1, 2").getFloat());
        assertArrayEquals(new float[] {3, 1.5f}, t.size().get("1, :, 1, 2").toFloatArray());
        assertArrayEquals(new float[] {0, 0.75f}, t.offset().get("1, :, 1, 2").toFloatArray());
        double sigma = 3 / 6.0;
        float[] row = t.heat().get("1, 1, 1, :").toFloatArray();
        double one = Math.exp(-1 / (2 * sigma * sigma)), two = Math.exp(-4 / (2 * sigma * sigma));
        assertArrayEquals(new float[] {(float) two, (float) one, 1, (float) one}, row, 1e-6f);
        assertEquals(0, t.heat().get("1, 0").sum().getFloat());
        assertEquals(0, t.heat().get("0").sum().getFloat());
    }

    @Test
    void neighboursOfAClassKeepTheirPeaks() {
        List<Box> close = List.of(new Box(0, 0, 0, 8, 8), new Box(0, 4, 0, 12, 8));
        NDArray heat = CenterTargets.of(manager, List.of(close), 1, 16).heat();
        assertArrayEquals(
                new float[] {1, 1}, heat.get("0, 0, 1, 1:3").toFloatArray()); // the larger of two, never a sum
    }

    @Test
    void perfectMapsCostNothing() {
        List<List<Box>> boxes = List.of(List.of(new Box(0, 2, 4, 14, 10)));
        CenterTargets t = CenterTargets.of(manager, boxes, 1, 16);
        NDArray sure = t.heat().eq(1f).toType(DataType.FLOAT32, true);
        CenterMaps maps = new CenterMaps(sure.sub(0.5f).mul(manager.create(60f)), t.size(), t.offset());
        LossTerms terms = t.loss(maps);
        assertEquals(0, terms.total().getFloat(), 1e-6);
        CenterMaps off =
                new CenterMaps(maps.heat(), t.size().add(1f), t.offset().add(0.5f));
        assertEquals(0.1 * 2 + 1, t.loss(off).total().getFloat(), 1e-5);
    }

    @Test
    void wrongLabelsAreRefused() {
        List<List<Box>> boxes = List.of(List.of(new Box(3, 0, 0, 4, 4)));
        assertThrows(IllegalArgumentException.class, () -> CenterTargets.of(manager, boxes, 3, 16));
        assertThrows(IllegalArgumentException.class, () -> CenterTargets.of(manager, List.of(), 3, 16));
    }
}
