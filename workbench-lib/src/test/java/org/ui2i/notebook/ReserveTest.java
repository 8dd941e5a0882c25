package org.ui2i.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ReserveTest {
    @Test
    void itIsLetGoWhenTheHeapIsFullAndTakenAgain() throws Exception {
        Reserve reserve = new Reserve();
        Callable<String> full = () -> {
            throw new InvocationTargetException(new OutOfMemoryError("full"));
        };
        Callable<String> wrong = () -> {
            throw new InvocationTargetException(new IllegalStateException("wrong"));
        };
        assertThrows(InvocationTargetException.class, () -> reserve.call(wrong));
        assertEquals("fine", reserve.call(() -> "fine"));
        assertTrue(reserve.isHeld());
        assertThrows(InvocationTargetException.class, () -> reserve.call(full));
        assertFalse(reserve.isHeld());
        reserve.renew();
        assertTrue(reserve.isHeld());
    }

    @Test
    void onlyTheKernelsOwnThreadsEndIt() {
        assertTrue(Reserve.isKernels("Shell-0") && Reserve.isKernels("iothread-2"));
        assertFalse(Reserve.isKernels("Thread-3") || Reserve.isKernels("main"));
    }
}
