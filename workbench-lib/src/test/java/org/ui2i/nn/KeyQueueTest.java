package org.ui2i.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class KeyQueueTest {
    private final NDManager manager = Tensors.scope();
    private final Weights weights = Weights.seeded(1, Init.KAIMING);
    private final KeyQueue queue = new KeyQueue(3, 2, weights);

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray rows(float... values) {
        return Tensors.of(manager, values, new Shape(values.length / 2, 2));
    }

    @Test
    void theOldestGo() {
        assertEquals(0, queue.size());
        queue.push(rows(1, 2, 3, 4));
        assertArrayEquals(new float[] {1, 2, 3, 4}, queue.keys().toFloatArray());
        NDArray before = queue.keys();
        queue.push(rows(5, 6, 7, 8));
        assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8}, queue.keys().toFloatArray());
        assertArrayEquals(new float[] {1, 2, 3, 4}, before.toFloatArray(), "handed out before");
        queue.push(rows(1, 1, 2, 2, 3, 3, 4, 4));
        assertArrayEquals(new float[] {2, 2, 3, 3, 4, 4}, queue.keys().toFloatArray());
    }

    @Test
    void itsStateIsAllOfIt() {
        queue.push(rows(1, 2, 3, 4));
        KeyQueue other = new KeyQueue(3, 2, weights);
        other.load(queue.state());
        assertEquals(2, other.size());
        assertArrayEquals(new float[] {1, 2, 3, 4}, other.keys().toFloatArray());
        assertEquals(0, queue.weights().size());
    }

    @Test
    void productsWithAllKeys() {
        queue.push(rows(1, 2, 3, 4));
        assertArrayEquals(new float[] {12, 26}, queue.forward(rows(2, 5)).toFloatArray(), "1 * 2 + 2 * 5 first");
        assertThrows(IllegalArgumentException.class, () -> new KeyQueue(0, 2, weights));
    }
}
