package org.ui2i.core;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    @Test
    void thePeakIsNoLessThanNow() {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "this system does not tell resident memory");
        double now = ResidentMemory.nowMb(), peak = ResidentMemory.peakMb();
        assertTrue(now > 10 && now <= peak && peak < 1e6, "now " + now + ", peak " + peak);
    }
}
