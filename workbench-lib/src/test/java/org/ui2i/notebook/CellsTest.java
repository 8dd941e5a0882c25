package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Tensors;

class CellsTest {
    private final NDManager manager = Tensors.scope();
    private final Map<String, Object> variables = new HashMap<>();
    private final Cells cells = new Cells(() -> manager, variables::values);

    private record Pair(NDArray a, List<NDArray> more) {}

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray array() {
        return manager.ones(new Shape(2));
    }

    private static boolean alive(NDArray x) {
        return !((ai.djl.util.NativeResource<?>) x).isReleased();
    }

    @Test
    void whatNoVariableHoldsIsFreedOneSnippetLater() {
        NDArray shown = array(), kept = array();
        variables.put("kept", kept);
        cells.ended();
        assertTrue(alive(shown), "the kernel is still to draw it");
        cells.ended();
        assertFalse(alive(shown));
        assertTrue(alive(kept));
        variables.put("kept", array()); // the cell is run again
        cells.ended();
        assertFalse(alive(kept));
    }

    @Test
    void managersBelowAreNotTouched() {
        try (NDManager below = manager.newSubManager()) {
            NDArray x = below.ones(new Shape(1));
            cells.ended();
            cells.ended();
            assertTrue(alive(x));
        }
    }

    @Test
    void twoHundredCellsLeaveNothing() {
        for (int i = 0; i < 200; i++) {
            variables.put("x", array().add(array()));
            cells.ended();
        }
        cells.ended();
        assertEquals(1, manager.getManagedArrays().size());
    }

    @Test
    void tensorsAreFoundHoweverTheyAreHeld() {
        NDArray[] x = new NDArray[7];
        for (int i = 0; i < x.length; i++) {
            x[i] = array();
        }
        NDArray captured = x[4];
        Supplier<NDArray> closure = () -> captured;
        List<Object> roots = List.of(
                new Pair(x[0], new ArrayList<>(List.of(x[1]))),
                Map.of("key", Optional.of(x[2])),
                new Object[] {new AtomicReference<>(x[3])},
                closure,
                Map.of(1, new NDArray[] {x[5]}));
        Set<NDArray> found = Reachable.from(roots);
        for (int i = 0; i < 6; i++) {
            assertTrue(found.contains(x[i]), "array " + i);
        }
        assertEquals(6, found.size());
    }

    @Test
    void aManagerIsNotLookedInto() {
        NDArray x = array();
        assertFalse(Reachable.from(List.of(manager)).contains(x), "it holds all there is");
    }
}
