package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class DiversityTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array(Shape shape, float... values) {
        return Tensors.of(manager, values, shape);
    }

    @Test
    void pairsAreTakenWithinEachInputOnly() {
        // two inputs with three outputs of one pixel each: differences 1, 2, 1 (halved: in [0, 1]) and 0
        NDArray x = array(new Shape(6, 1, 1, 1), -1, 0, 1, .3f, .3f, .3f);
        assertEquals((.5 + 1 + .5) / 3 / 2, Diversity.l1(x, 3), 1e-6);
        // as three inputs with two outputs each: 1, .7, 0
        assertEquals((.5 + .35 + 0) / 3, Diversity.l1(x, 2), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> Diversity.l1(x, 4));
        assertThrows(IllegalArgumentException.class, () -> Diversity.l1(x, 1));
    }

    @Test
    void pairsWithAnInvalidOutputCountNothing() {
        NDArray x = array(new Shape(6, 1, 1, 1), -1, 0, 1, .3f, .3f, .3f);
        List<Boolean> valid = List.of(true, true, false, true, true, true);
        assertEquals(.5 / 3 / 2, Diversity.l1(x, 3, valid), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> Diversity.l1(x, 3, List.of(true)));
    }

    @Test
    void featureDistanceIsEuclidean() {
        NDArray f = array(new Shape(4, 2), 0, 0, 3, 4, 1, 1, 1, 3);
        assertEquals((5 + 2) / 2., Diversity.distance(f, 2), 1e-6);
    }

    @Test
    void inceptionScoreByHand() {
        // sure of two classes in turn: KL to (1/2, 1/2) is log 2 each
        NDArray sure = array(new Shape(2, 2), 1, 0, 0, 1);
        assertEquals(Math.log(2), Diversity.is(sure), 1e-9);
        assertEquals(2, Diversity.expIs(sure), 1e-9);
        assertEquals(0, Diversity.is(array(new Shape(2, 2), 1, 0, 1, 0)), 1e-9, "sure of one class only");
        assertEquals(0, Diversity.is(array(new Shape(2, 2), .5f, .5f, .5f, .5f)), 1e-9, "sure of nothing");
        // (3/4, 1/4) and (1/4, 3/4): 3/4 log 3/2 + 1/4 log 1/2
        double expected = .75 * Math.log(1.5) + .25 * Math.log(.5);
        assertEquals(expected, Diversity.is(array(new Shape(2, 2), .75f, .25f, .25f, .75f)), 1e-7);
    }

    @Test
    void conditionalScoreComparesWithinAnInput() {
        // the inputs differ, their outputs do not: IS log 2, CIS 0
        NDArray deaf = array(new Shape(4, 2), 1, 0, 1, 0, 0, 1, 0, 1);
        assertEquals(Math.log(2), Diversity.is(deaf), 1e-9);
        assertEquals(0, Diversity.cis(deaf, 2), 1e-9);
        // one input's outputs differ
        NDArray half = array(new Shape(4, 2), 1, 0, 0, 1, 0, 1, 0, 1);
        assertEquals(Math.log(2) / 2, Diversity.cis(half, 2), 1e-9);
        assertEquals(Math.sqrt(2), Diversity.expCis(half, 2), 1e-9);
    }
}
