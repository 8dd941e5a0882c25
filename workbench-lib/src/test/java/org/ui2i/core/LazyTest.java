package org.ui2i.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LazyTest {
    @Test
    void theValueIsMadeOnceAndNotBeforeItsFirstUse() {
        List<String> made = new ArrayList<>();
        Lazy<List<String>> lazy = new Lazy<>(() -> {
            made.add("made");
            return new ArrayList<>();
        });
        assertEquals(0, made.size());
        assertSame(lazy.get(), lazy.get());
        assertEquals(1, made.size());
    }

    @Test
    void whatFailedIsTriedAgain() {
        int[] tries = {0};
        Lazy<Integer> lazy = new Lazy<>(() -> {
            if (++tries[0] == 1) {
                throw new IllegalStateException("not there yet");
            }
            return tries[0];
        });
        assertThrows(IllegalStateException.class, lazy::get);
        assertEquals(2, lazy.get());
    }
}
