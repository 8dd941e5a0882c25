package org.ui2i.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    private static final long GB = 1L << 30;

    @TempDir
    Path cgroup;

    @Test
    void theLeastLimitCounts() throws IOException {
        assertEquals(8192, Limits.memoryMb(Map.of(), cgroup, 8 * GB), "the machine's");
        Files.writeString(cgroup.resolve("memory.max"), "max\n");
        assertEquals(8192, Limits.memoryMb(Map.of(), cgroup, 8 * GB), "a container without a limit");
        Files.writeString(cgroup.resolve("memory.max"), 2 * GB + "\n");
        assertEquals(2048, Limits.memoryMb(Map.of(), cgroup, 8 * GB), "the container's");
        assertEquals(1024, Limits.memoryMb(Map.of("MEM_LIMIT", "" + GB), cgroup, 8 * GB), "the hub's");
        assertEquals(2048, Limits.memoryMb(Map.of("MEM_LIMIT", "plenty"), cgroup, 8 * GB), "no number, no limit");
    }

    @Test
    void theOlderKindOfContainerIsReadToo() throws IOException {
        Files.createDirectory(cgroup.resolve("memory"));
        Files.writeString(cgroup.resolve("memory/memory.limit_in_bytes"), "" + 3 * GB);
        assertEquals(3072, Limits.memoryMb(Map.of(), cgroup, 8 * GB));
    }

    @Test
    void theHubMayLimitTheCores() {
        assertEquals(8, Limits.cores(Map.of(), 8), "the machine's");
        assertEquals(0.5, Limits.cores(Map.of("CPU_LIMIT", "0.5"), 8), "the hub's");
        assertEquals(2, Limits.cores(Map.of("CPU_LIMIT", "4.0"), 2), "the machine has fewer");
        assertEquals(8, Limits.cores(Map.of("CPU_LIMIT", "0"), 8), "0 is no limit");
        assertEquals(8, Limits.cores(Map.of("CPU_LIMIT", "many"), 8), "no number, no limit");
    }

    @Test
    void thisProcessHasALimit() {
        assertTrue(Limits.cores() > 0, "cores: " + Limits.cores());
        assertTrue(Limits.memoryMb() > 100, "MB: " + Limits.memoryMb());
    }
}
