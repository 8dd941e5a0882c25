package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.ui2i.core.Limits;

class PreflightTest {
    @Test
    void measuresStepsThatLeaveTheRunAlone() {
        UnitRun run = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 1);
        Preflight flight = Preflight.of(run, 50);
        assertTrue(flight.secondsPerStep() > 0 && flight.secondsPerStep() < 10, flight.toString());
        assertTrue(flight.residentMb() > 50 && flight.residentMb() < 20_000, flight.toString());
        assertEquals(Limits.memoryMb(), flight.limitMb());
        assertEquals(0, run.session(50).training().step());
        assertTrue(flight.toString().startsWith("UNIT on glyph-styles, 32 x 32, batch 2, seed 1, 4 filters\n50 steps"));
    }

    @Test
    void theVerdictFollowsFromMinutesAndMemory() {
        Preflight short_ = new Preflight("x", 600, 0.5, 700, 1000);
        assertEquals(5, short_.minutes(), 1e-12);
        assertTrue(short_.fits() && short_.toString().endsWith("it fits this machine"), short_.toString());
        Preflight slow = new Preflight("x", 10_000, 0.5, 700, 1000);
        assertTrue(
                slow.toString().contains("about 83.3 minutes (0.500 s a step), 700 MB of the 1000 MB"),
                slow.toString());
        assertTrue(slow.toString().contains("long: it may be stopped and resumed"), slow.toString());
        Preflight large = new Preflight("x", 600, 0.5, 950, 1000);
        assertFalse(large.fits());
        assertTrue(large.toString().contains("too much memory"), large.toString());
        assertThrows(IllegalArgumentException.class, () -> new Preflight("x", 0, 1, 1, 1));
    }
}
