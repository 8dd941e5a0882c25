package org.ui2i.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void quartilesLieBetweenNeighbours() {
        assertEquals(new Timing(3, 2, 4, 5), Timing.of(5, 1, 3, 2, 4));
        assertEquals(new Timing(2.5, 1.75, 3.25, 4), Timing.of(4, 3, 2, 1));
        assertEquals(new Timing(7, 7, 7, 1), Timing.of(7));
        assertThrows(IllegalArgumentException.class, Timing::of);
    }

    @Test
    void roundsToWarmUpDoNotCount() {
        AtomicInteger rounds = new AtomicInteger();
        assertEquals(4, Timing.of(rounds::incrementAndGet, 2, 4).n());
        assertEquals(6, rounds.get());
    }
}
