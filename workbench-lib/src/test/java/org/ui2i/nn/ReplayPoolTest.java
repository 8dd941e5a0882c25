package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

class ReplayPoolTest {
    private static final Shape PIXEL = new Shape(1, 1, 1);
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.GAUSSIAN);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray pixels(float... values) {
        return Tensors.of(manager, values, new Shape(values.length, 1, 1, 1));
    }

    @Test
    void untilItIsFullImagesComeOutAsTheyWentIn() {
        ReplayPool pool = new ReplayPool(3, PIXEL, weights);
        Draws draws = Draws.seeded(1, 1, manager);
        assertArrayEquals(new float[] {1, 2}, pool.exchange(pixels(1, 2), draws).toFloatArray());
        assertArrayEquals(new float[] {3}, pool.exchange(pixels(3), draws).toFloatArray());
        assertEquals(3, pool.size());
        assertArrayEquals(new float[] {1, 2, 3}, pool.images().toFloatArray());
    }

    /** Half of the images come out at once; of the others each place is as likely, and what leaves is never seen again. */
    @Test
    void afterwardsHalfOfThemChangePlacesWithEarlierOnes() {
        int capacity = 5, n = 4000;
        ReplayPool pool = new ReplayPool(capacity, PIXEL, weights);
        Draws draws = Draws.seeded(3, 1, manager);
        pool.exchange(pixels(0, 1, 2, 3, 4), draws);
        int[] places = new int[capacity];
        int same = 0;
        for (int i = 0; i < n; i++) {
            float[] before = pool.images().toFloatArray();
            float fake = capacity + i;
            float out = pool.exchange(pixels(fake), draws).toFloatArray()[0];
            float[] after = pool.images().toFloatArray();
            int changed = Arrays.mismatch(before, after);
            if (changed < 0) {
                assertEquals(fake, out);
                same++;
            } else {
                assertEquals(before[changed], out);
                assertEquals(fake, after[changed]);
                places[changed]++;
            }
        }
        assertEquals(0.5, (double) same / n, 0.03);
        for (int count : places) {
            assertEquals(0.1, (double) count / n, 0.02);
        }
    }

    @Test
    void itsStateIsAllOfIt() {
        ReplayPool pool = new ReplayPool(2, new Shape(3, 2, 2), weights),
                other = new ReplayPool(2, new Shape(3, 2, 2), weights);
        NDArray fakes = Draws.seeded(4, 1, manager).noise(new Shape(6, 3, 2, 2));
        pool.exchange(fakes, Draws.seeded(1, 1, manager));
        other.load(pool.state());
        assertEquals(2, other.size());
        float[] next = pool.exchange(fakes, Draws.seeded(1, 2, manager)).toFloatArray();
        assertArrayEquals(
                next, other.exchange(fakes, Draws.seeded(1, 2, manager)).toFloatArray());
        assertArrayEquals(pool.images().toFloatArray(), other.images().toFloatArray());
        assertEquals(0, pool.weights().size());
    }

    @Test
    void whatComesOutHasNoGraphAndOutlivesTheNextExchange() {
        ReplayPool pool = new ReplayPool(1, PIXEL, weights);
        NDArray x = pixels(2);
        x.setRequiresGradient(true);
        NDArray out = Grad.on(() -> pool.exchange(x.square(), Draws.seeded(1, 1, manager)));
        IntStream.range(0, 8).forEach(i -> pool.exchange(pixels(i + 10), Draws.seeded(1, i, manager)));
        assertEquals(4, out.toFloatArray()[0]);
        assertTrue(!out.hasGradient());
    }

    @Test
    void aPoolOfNoneHandsImagesOn() {
        ReplayPool none = new ReplayPool(0, PIXEL, weights);
        assertArrayEquals(
                new float[] {7},
                none.exchange(pixels(7), Draws.seeded(1, 1, manager)).toFloatArray());
        String text = assertThrows(IllegalArgumentException.class, () -> new ReplayPool(2, new Shape(1, 2, 2), weights)
                        .exchange(pixels(1), Draws.seeded(1, 1, manager)))
                .getMessage();
        assertEquals("the pool keeps images of (1, 2, 2), not (1, 1, 1): build it for these", text);
    }
}
