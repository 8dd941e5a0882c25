package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PresetTest {
    @Test
    void aSmallMachineTrainsLess() {
        assertEquals(Preset.LAB, Preset.of(null, 2, 1500));
        assertEquals(Preset.BINDER, Preset.of(null, 1, 24_000), "one core");
        assertEquals(Preset.BINDER, Preset.of("", 8, 1499), "little memory");
        assertEquals(Preset.LAB, Preset.of("lab", 1, 1000), "a wish goes before the machine");
        assertEquals(Preset.BINDER, Preset.of(" Binder ", 8, 24_000));
        String message = assertThrows(IllegalArgumentException.class, () -> Preset.of("big", 8, 24_000))
                .getMessage();
        assertTrue(message.contains("\"big\""), message);
    }

    @Test
    void stepsAreThePresets() {
        assertEquals(9, Preset.LAB.steps(9, 4));
        assertEquals(4, Preset.BINDER.steps(9, 4));
        assertThrows(IllegalArgumentException.class, () -> Preset.LAB.steps(4, 9));
    }

    @Test
    void theTimeIsCountedFromEachRunsStart() {
        AtomicLong clock = new AtomicLong(5);
        AtomicInteger stops = new AtomicInteger();
        TimeLimit limit = new TimeLimit(Duration.ofNanos(10), stops::incrementAndGet, clock::get);
        History history = new History();
        Progress any = new Progress(1, 2, Map.of(), 0, 0, 0);
        limit.started(history, 1, 2);
        clock.set(14);
        limit.stepped(any);
        assertEquals(0, stops.get());
        clock.set(15);
        limit.stepped(any);
        assertEquals(1, stops.get());
        limit.started(history, 2, 3);
        limit.stepped(any);
        assertEquals(1, stops.get(), "a new run has its own time");
    }
}
