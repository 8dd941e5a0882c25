package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class UnitAdaptationTest {
    @Test
    void thePapersCounts() {
        UnitAdaptation model = new UnitAdaptation(UnitAdaptation.Config.paper(), 1);
        assertEquals(22_606_468, model.gen().count());
        assertEquals(4_332_812, model.dis().count());
    }

    /** A's first layers lose two channels of 5 x 5 each, and G's last one two channels with their biases. */
    @Test
    void greyHasFewerNumbersInTheOuterLayersAlone() {
        UnitAdaptation grey = new UnitAdaptation(UnitAdaptation.Config.paper().withChannels(1, 1), 1);
        assertEquals(22_606_468 - 2 * 25 * 96 - (2 * 96 + 2), grey.gen().count());
        assertEquals(4_332_812 - 2 * 25 * 64, grey.dis().count());
    }

    @Test
    void coordinatesAreTheFormula() {
        try (NDManager manager = Tensors.scope()) {
            NDArray x = AdaptationGenerator.withCoordinates(manager.zeros(new Shape(2, 1, 4, 4)));
            assertEquals(new Shape(2, 3, 4, 4), x.getShape());
            assertArrayEquals(
                    new float[] {-1, -1, -1, -1, -.5f, -.5f, -.5f, -.5f, 0, 0, 0, 0, .5f, .5f, .5f, .5f},
                    x.get("1, 1").toFloatArray());
            assertArrayEquals(new float[] {-1, -.5f, 0, .5f}, x.get("0, 2, 0").toFloatArray());
        }
    }
}
