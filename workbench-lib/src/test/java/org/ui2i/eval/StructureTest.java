package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.data.TruePairs;
import org.ui2i.tensor.Tensors;

class StructureTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray maps(float... values) {
        return Tensors.of(manager, values, new Shape(1, 1, 1, values.length));
    }

    @Test
    void dipdIgnoresAMapsMeanAndScale() {
        NDArray x = maps(0, 2, 0, 2); // -1, 1, -1, 1 once normalised
        assertEquals(0, Structure.dipd(x, maps(5, 11, 5, 11)), 1e-4);
        assertEquals(4, Structure.dipd(x, maps(2, 0, 2, 0)), 1e-3);
        assertEquals((0 + 0 + 4 + 4) / 4., Structure.dipd(x, maps(0, 2, 2, 0)), 1e-3);
        assertThrows(IllegalArgumentException.class, () -> Structure.dipd(x, maps(1, 2)));
    }

    @Test
    void dipdLeavesItsInputsOpen() {
        NDArray x = maps(0, 1, 2);
        Structure.dipd(x, x);
        assertEquals(3, x.toFloatArray().length);
    }

    @Test
    void iouByHand() {
        NDArray a = Tensors.of(manager, new float[] {1, 1, 0, 0, 0, 0, 0, 0}, new Shape(2, 1, 2, 2));
        NDArray b = Tensors.of(manager, new float[] {0, 1, 1, 0, 0, 0, 0, 0}, new Shape(2, 1, 2, 2));
        assertEquals((1 / 3. + 1) / 2, Structure.iou(a, b), 1e-9); // both empty: 1
        assertEquals(1, Structure.iou(a, a), 1e-9);
    }

    @Test
    void darkPixelsAreInkOnPaper() {
        NDArray x = Tensors.of(manager, new float[] {-1, .2f, .4f, 0, -.4f, 1}, new Shape(1, 3, 1, 2));
        // the means over the channels are -.2 and .4
        NDArray y = maps(-1, 1);
        assertEquals(1, Structure.iou(Structure.dark(x, 0), Structure.dark(y, 0)), 1e-9);
        assertEquals(.5, Structure.iou(Structure.dark(x, .5), Structure.dark(y, 0)), 1e-9);
    }

    @Test
    void edgesOfTheTruePicturesAreTheDrawings() {
        TruePairs pairs = Datasets.emojiEdges("noto").truth(Split.VAL).take(0, 10, 20, 30);
        NDArray drawings = pairs.a().all(manager), pictures = pairs.b().all(manager);
        assertEquals(1, Structure.found(drawings, pictures), 1e-9);
        assertEquals(1, Structure.found(drawings, pictures.mul(.5f)), 1e-9, "paler is as good");
        assertEquals(0, Structure.found(drawings, pictures.zerosLike()), 1e-9, "a blank page finds nothing");
        assertEquals(0, Structure.edges(drawings, pictures), 1e-9);
        NDArray others = pairs.b().take(2, 3, 0, 1).all(manager);
        assertTrue(Structure.edges(drawings, others) > .02, "other pictures: " + Structure.edges(drawings, others));
    }
}
