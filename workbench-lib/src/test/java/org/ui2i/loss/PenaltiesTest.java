package org.ui2i.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class PenaltiesTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray images(float... values) {
        return Tensors.of(manager, values, new Shape(2, 1, 1, values.length / 2));
    }

    @Test
    void anImageIsMixedByItsOwnShare() {
        NDArray alpha = Tensors.of(manager, new float[] {0.25f, 1}, new Shape(2, 1, 1, 1));
        NDArray mixed = Penalties.mixture(images(4, 8, 1, 2), images(0, 0, 5, 6), alpha);
        assertArrayEquals(new float[] {1, 2, 1, 2}, mixed.toFloatArray());
    }

    /** s = sum of w x^2 / 2 has the slope w x: norms 5 |w| and 13 |w|, GP = ((5w - 1)^2 + (13w - 1)^2) / 2. */
    @Test
    void theGradientPenaltyAndItsOwnGradientAreTheFormula() {
        NDArray w = Tensors.of(manager, new float[] {0.5f}, new Shape(1));
        w.setRequiresGradient(true);
        NDArray x = Penalties.mixture(images(3, 4, 5, 12), images(0, 0, 0, 0), manager.ones(new Shape(2, 1, 1, 1)));
        NDArray penalty = Grad.on(() -> Penalties.gradient(half(w, x), x));
        assertEquals((1.5 * 1.5 + 5.5 * 5.5) / 2, penalty.getFloat(), 1e-5);
        float slope = Grad.on(() -> Grad.of(penalty, List.of(w)).get(0)).toFloatArray()[0];
        assertEquals(5 * 1.5 + 13 * 5.5, slope, 1e-4);
    }

    private static NDArray half(NDArray w, NDArray x) {
        return x.square().mul(w).sum().div(x.getManager().create(2f));
    }

    /** Two places of a 2 -> 2 window: columns (1, 2) and (3, 4) meet in 11, (1, 0) and (0, 1) in 0. */
    @Test
    void onlyWhatChannelsShareIsPenalised() {
        // (out, in, 1, 2): at place 0 the matrix [[1, 3], [2, 4]], at place 1 the identity
        NDArray window = Tensors.of(manager, new float[] {1, 1, 3, 0, 2, 0, 4, 1}, new Shape(2, 2, 1, 2));
        NDArray point = manager.ones(new Shape(2, 2, 1, 1)), bias = manager.ones(new Shape(2));
        assertEquals(
                2 * 11 * 11, Penalties.orthogonal(List.of(point, window, bias)).getFloat(), 1e-4);
        assertThrows(IllegalArgumentException.class, () -> Penalties.orthogonal(List.of(point, bias)));
    }
}
