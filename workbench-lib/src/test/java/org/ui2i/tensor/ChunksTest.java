package org.ui2i.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
    @Test
    void itemsStayInOrderAndWhatWasMadeOnTheWayIsFreed() {
        List<NDArray> made = new ArrayList<>();
        List<Long> sizes = new ArrayList<>();
        try (NDManager scope = Tensors.scope()) {
            NDArray x = scope.arange(0f, 140f).reshape(70, 2), y = x.add(x);
            NDArray sum = Chunks.of(x, y, (a, b) -> {
                sizes.add(a.getShape().get(0));
                NDArray one = a.add(b);
                made.add(one);
                return one.sum(new int[] {1});
            });
            assertEquals(new Shape(70), sum.getShape());
            assertSame(scope, sum.getManager());
            assertArrayEquals(x.add(y).sum(new int[] {1}).toFloatArray(), sum.toFloatArray());
            assertEquals(List.of(32L, 32L, 6L), sizes);
            made.forEach(array -> assertTrue(array.isReleased()));
            assertFalse(x.isReleased());
            assertArrayEquals(y.toFloatArray(), Chunks.of(x, a -> a.add(a)).toFloatArray());
        }
    }

    @Test
    void pairsMustMatch() {
        try (NDManager scope = Tensors.scope()) {
            NDArray x = scope.zeros(new Shape(3, 2)), y = scope.zeros(new Shape(4, 2));
            assertThrows(IllegalArgumentException.class, () -> Chunks.of(x, y, (a, b) -> a));
        }
    }
}
