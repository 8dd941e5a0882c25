package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradTest {
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray leaf(float... values) {
        NDArray x = Tensors.of(manager, values, new Shape(values.length));
        x.setRequiresGradient(true);
        return x;
    }

    @Test
    void onlyTheListedParametersGetGradients() {
        NDArray p = leaf(1, 2);
        NDArray q = leaf(3, 4);
        List<NDArray> g = Grad.on(() -> Grad.of(p.mul(p).mul(q).sum(), List.of(p)));
        assertArrayEquals(new float[] {6, 16}, g.get(0).toFloatArray());
        assertEquals(1, g.size());
    }

    @Test
    void aParameterThatTheLossDoesNotUseGetsZeros() {
        NDArray p = leaf(1, 2);
        NDArray q = leaf(3, 4);
        List<NDArray> g = Grad.on(() -> Grad.of(p.sum(), List.of(p, q)));
        assertArrayEquals(new float[] {0, 0}, g.get(1).toFloatArray());
    }

    @Test
    void namesOfParametersSurviveTheCall() {
        NDArray p = leaf(1, 2);
        p.setName("weight");
        Grad.on(() -> Grad.of(p.sum(), List.of(p)));
        assertEquals("weight", p.getName());
    }

    @Test
    void doubleBackward() {
        NDArray x = leaf(1, 2);
        // f = sum x^3, |df/dx|^2 = 9 x^4, its derivative 36 x^3
        List<NDArray> g = Grad.on(() -> {
            NDArray first = Grad.withGraph(x.pow(3).sum(), List.of(x)).get(0);
            return Grad.of(first.mul(first).sum(), List.of(x));
        });
        assertArrayEquals(new float[] {36, 288}, g.get(0).toFloatArray(), 1e-3f);
    }

    @Test
    void modeIsSetOnAnyThreadAndRestored() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        NDArray p = leaf(2);
        try {
            assertEquals(4, pool.submit(() -> Grad.on(() -> slope(p))).get());
            assertThrows(ExecutionException.class, () -> pool.submit(() -> Grad.off(() -> slope(p)))
                    .get());
            assertEquals(
                    4,
                    pool.submit(() -> Grad.off(() -> Grad.on(() -> slope(p)))).get());
        } finally {
            pool.shutdown();
        }
    }

    /** d p^2 / dp; without a graph the engine refuses. */
    private static float slope(NDArray p) {
        return Grad.of(p.mul(p).sum(), List.of(p)).get(0).toFloatArray()[0];
    }

    @Test
    void detachedNumbersHaveNoHistory() {
        NDArray p = leaf(2);
        List<NDArray> g = Grad.on(() -> Grad.of(Grad.detach(p).mul(p).sum(), List.of(p)));
        assertEquals(2, g.get(0).toFloatArray()[0]);
    }

    @Test
    void convolutionThroughTheArchiveAgreesWithFiniteDifferences() {
        NDArray x = Tensors.of(manager, new float[] {1, -2, 3, 0.5f}, new Shape(1, 1, 2, 2));
        NDArray w =
                Tensors.of(manager, new float[] {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f}, new Shape(1, 1, 3, 3));
        NDArray b = Tensors.of(manager, new float[] {0}, new Shape(1));
        w.setRequiresGradient(true);
        float g = Grad.on(() -> Grad.of(value(x, w, b), List.of(w)).get(0)).toFloatArray()[2];
        float[] values = w.toFloatArray();
        values[2] += 1e-2f;
        NDArray moved = Tensors.of(manager, values, w.getShape());
        float difference = value(x, moved, b).getFloat() - value(x, w, b).getFloat();
        assertEquals(difference / 1e-2, g, 2e-2);
    }

    private static NDArray value(NDArray x, NDArray w, NDArray b) {
        NDArray y = Ops.convTranspose2d(Ops.reflectionPad(x, 1), w, b, 2, 1, 1);
        return Ops.instanceNorm(y).pow(3).mean();
    }
}
