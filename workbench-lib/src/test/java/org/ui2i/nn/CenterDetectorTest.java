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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.tensor.Tensors;

class CenterDetectorTest {
    private static final CenterDetector.Config SMALL = new CenterDetector.Config(3, 2, 2, 1, Norm.BATCH);
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private static Detection at(int label, double x0, double x1, double score) {
        return new Detection(new Box(label, x0, 0, x1, 10), score);
    }

    @Test
    void mapsHaveAQuarterOfTheResolution() {
        CenterDetector detector = new CenterDetector(SMALL, Weights.seeded(1, Init.KAIMING));
        CenterMaps maps = detector.maps(manager.zeros(new Shape(3, 3, 16, 24)));
        assertEquals(new Shape(3, 2, 4, 6), maps.heat().getShape());
        assertEquals(new Shape(3, 2, 4, 6), maps.size().getShape());
        assertEquals(new Shape(3, 2, 4, 6), maps.offset().getShape());
        assertThrows(IllegalArgumentException.class, () -> detector.maps(manager.zeros(new Shape(1, 3, 18, 16))));
    }

    @Test
    void detectingLeavesTheRunningStatisticsAlone() {
        CenterDetector detector = new CenterDetector(SMALL, Weights.seeded(1, Init.KAIMING));
        List<float[]> before =
                detector.state().values().stream().map(NDArray::toFloatArray).toList();
        List<List<Detection>> found = detector.detect(manager.ones(new Shape(2, 3, 16, 16)));
        assertEquals(2, found.size());
        List<float[]> after =
                detector.state().values().stream().map(NDArray::toFloatArray).toList();
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
    }

    /** Two classes on 3 x 4 cells of 4 pixels, by hand. */
    @Test
    void peaksBecomeBoxes() {
        float[] heat = new float[2 * 12], size = new float[2 * 12], offset = new float[2 * 12];
        Arrays.fill(heat, -5);
        heat[1 * 4 + 2] = 2; // class 0, column 2, row 1
        heat[1 * 4 + 1] = 1; // its neighbour is no peak
        heat[12 + 2 * 4] = -1; // class 1, column 0, row 2
        size[6] = 2;
        size[12 + 6] = 1;
        offset[6] = 0.25f;
        offset[12 + 6] = 0.5f;
        size[8] = -3; // no size below a quarter of a cell
        size[12 + 8] = 2;
        Shape shape = new Shape(1, 2, 3, 4);
        CenterMaps maps = new CenterMaps(
                Tensors.of(manager, heat, shape), Tensors.of(manager, size, shape), Tensors.of(manager, offset, shape));
        List<Detection> found =
                Peaks.read(maps, new CenterDetector.Reading(10, 0.2, 0.5)).get(0);
        assertEquals(2, found.size());
        assertEquals(new Box(0, 5, 4, 13, 8), found.get(0).box()); // centre (9, 6), 8 x 4
        assertEquals(1 / (1 + Math.exp(-2)), found.get(0).score(), 1e-6);
        assertEquals(new Box(1, -0.5, 4, 0.5, 12), found.get(1).box());
        assertEquals(1, Peaks.read(maps, CenterDetector.Reading.usual()).get(0).size());
        assertEquals(
                1,
                Peaks.read(maps, new CenterDetector.Reading(1, 0, 0.5)).get(0).size());
    }

    @Test
    void suppressionKeepsTheSurestOfAClass() {
        Detection best = at(0, 0, 10, 0.9), near = at(0, 1, 11, 0.8), other = at(1, 1, 11, 0.7);
        Detection half = at(0, 5, 15, 0.6); // IoU 50 / 150 with the best
        assertEquals(List.of(best, other, half), Nms.keep(List.of(half, near, best, other), 0.5));
        assertEquals(List.of(best, other), Nms.keep(List.of(half, near, best, other), 0.3));
        // what a suppressed box overlaps may stay: "chained" overlaps only the box that "near" was
        Detection chained = at(0, 4, 14, 0.5);
        assertTrue(near.box().iou(chained.box()) > 0.5 && best.box().iou(chained.box()) < 0.5);
        assertTrue(Nms.keep(List.of(best, near, chained), 0.5).contains(chained));
        assertFalse(Nms.keep(List.of(best, near, chained), 0.5).contains(near));
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CenterDetector.Reading(0, 0.3, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new CenterDetector.Reading(5, 1, 0.5));
        assertThrows(IllegalArgumentException.class, () -> Nms.keep(List.of(), 2));
        assertThrows(IllegalArgumentException.class, () -> at(0, 0, 1, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new CenterDetector.Config(3, 0, 4, 1, Norm.NONE));
    }
}
