package org.ui2i.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class ClusterLossTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray rows(int columns, float... values) {
        return Tensors.of(manager, values, new Shape(values.length / columns, columns));
    }

    private static float of(NDArray p, NDArray other) {
        return Losses.negativeMutualInformation(Losses.joint(p, other)).getFloat();
    }

    /** q k = 2 and q u = 1, 0; then q k = 3 and q u = 0, -1: at tau = 0.5 all twice as far apart. */
    @Test
    void aCodeIsComparedWithItsKeyAndTheQueue() {
        NDArray q = rows(2, 1, 0, 0, 1);
        NDArray k = rows(2, 2, 5, 7, 3);
        NDArray queue = rows(2, 1, 0, 0, -1);
        double first = -Math.log(Math.exp(4) / (Math.exp(4) + Math.exp(2) + Math.exp(0)));
        double second = -Math.log(Math.exp(6) / (Math.exp(6) + Math.exp(0) + Math.exp(-2)));
        assertEquals((first + second) / 2, Losses.infoNce(q, k, queue, 0.5).getFloat(), 1e-6);
    }

    /** Orthogonal to all, a code finds its key by chance: log of how many there are. */
    @Test
    void aCodeWithoutADirectionFindsItsKeyByChance() {
        NDArray zero = rows(2, 0, 0);
        assertEquals(
                Math.log(4),
                Losses.infoNce(zero, rows(2, 1, 2), rows(2, 1, 0, 0, 1, 5, 5), 0.07)
                        .getFloat(),
                1e-6);
    }

    @Test
    void codesAndKeysMustFit() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> Losses.infoNce(rows(2, 0, 0), rows(1, 1), rows(2, 1, 1), 1));
        assertTrue(e.getMessage().contains("give one key a code"), e.getMessage());
    }

    /** sum p_b p'_b^T = ((0.5, 0.5), (0.1, 0.9)) for p = (1, 0), (0, 1). */
    @Test
    void theJointIsSymmetric() {
        NDArray joint = Losses.joint(rows(2, 1, 0, 0, 1), rows(2, .5f, .5f, .1f, .9f));
        assertArrayEquals(new float[] {.25f, .15f, .15f, .45f}, joint.toFloatArray(), 1e-6f);
    }

    @Test
    void perfectAgreementOfBalancedClustersIsTheLowest() {
        for (int k = 2; k <= 5; k++) {
            NDArray p = manager.eye(k);
            assertEquals(-Math.log(k), of(p, p), 1e-6);
        }
    }

    @Test
    void independentOrCollapsedClustersTellNothing() {
        NDArray uniform = manager.full(new Shape(3, 3), 1f / 3);
        assertEquals(0, of(uniform, uniform), 1e-6);
        assertEquals(0, of(uniform, manager.eye(3)), 1e-6);
        NDArray one = rows(2, 1, 0, 1, 0, 1, 0);
        assertEquals(0, of(one, one), 1e-6, "all in one cluster");
    }

    /** P = ((0.4, 0.1), (0.1, 0.4)): 0.8 log(0.4 / 0.25) + 0.2 log(0.1 / 0.25). */
    @Test
    void partialAgreementIsTheFormula() {
        NDArray p = rows(2, 1, 0, 0, 1);
        double expected = -(0.8 * Math.log(0.4 / 0.25) + 0.2 * Math.log(0.1 / 0.25));
        assertEquals(expected, of(p, rows(2, .8f, .2f, .2f, .8f)), 1e-6);
    }

    /** Numbers at the floor pass no gradient, so an empty cell gives no infinity. */
    @Test
    void anEmptyCellHasAFiniteGradient() {
        NDArray p = rows(2, 1, 0, 0, 1);
        p.setRequiresGradient(true);
        NDArray loss = Grad.on(() -> Losses.negativeMutualInformation(Losses.joint(p, p)));
        float[] gradient = Grad.of(loss, List.of(p)).get(0).toFloatArray();
        for (float g : gradient) {
            assertTrue(Float.isFinite(g), "gradient " + g);
        }
        // by P_00: -(log 2 + 1) + P_00 / P_0 + P_00 / P_0 = 1 - log 2; by p_00: P_00 = p_00^2 / 2, its slope 1; and
        // the sums of row and column see P_01 = p_00 p_01 / 2 + ..., whose slope by p_00 is 0 here
        assertEquals(1 - Math.log(2), gradient[0], 1e-5);
    }
}
