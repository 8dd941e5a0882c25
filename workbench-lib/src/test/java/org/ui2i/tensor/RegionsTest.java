package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegionsTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array(Shape shape, float... values) {
        return Tensors.of(manager, values, shape);
    }

    @Test
    void rowsAndTheirSums() {
        NDArray x = array(new Shape(3, 2), 1, 2, 3, 4, 5, 6);
        NDArray at = manager.create(new long[] {2, 0, 2});
        assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6}, Regions.rows(x, at).toFloatArray());
        NDArray sums = Regions.sumRows(x, at, 4);
        assertArrayEquals(new float[] {3, 4, 0, 0, 6, 8, 0, 0}, sums.toFloatArray());
    }

    @Test
    void rowsPassTheGradientToWhereTheyCameFrom() {
        NDArray x = array(new Shape(3, 1), 1, 2, 3);
        x.setRequiresGradient(true);
        NDArray at = manager.create(new long[] {2, 0, 2});
        NDArray g = Grad.on(
                () -> Grad.of(Regions.rows(x, at).square().sum(), List.of(x)).get(0));
        assertArrayEquals(new float[] {2, 0, 12}, g.toFloatArray());
    }

    @Test
    void samplingIsBilinear() {
        NDArray x = array(new Shape(1, 1, 1, 2), 1, 5); // centres at -0.5 and 0.5
        NDArray same = array(new Shape(1, 2, 3), 1, 0, 0, 0, 1, 0);
        float[] four = Regions.sample(x, same, 1, 4, Regions.Outside.BORDER).toFloatArray();
        assertArrayEquals(new float[] {1, 2, 4, 5}, four, 1e-6f); // at -0.75, -0.25, 0.25, 0.75
        float[] faded = Regions.sample(x, same, 1, 4, Regions.Outside.ZERO).toFloatArray();
        assertArrayEquals(new float[] {0.75f, 2, 4, 3.75f}, faded, 1e-6f); // a quarter of the outer ones is outside
        assertEquals(
                new Shape(1, 1, 3, 2),
                Regions.sample(x, same, 3, 2, Regions.Outside.BORDER).getShape());
    }
}
