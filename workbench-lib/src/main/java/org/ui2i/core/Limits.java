package org.ui2i.core;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What this process may use. */
public final class Limits {
    private static final long MB = 1 << 20;

    private Limits() {}

    /**
     * The memory limit: the least of the hub's ({@code MEM_LIMIT}, bytes), the container's (cgroup 2 or 1) and the machine's.
     *
     * @return MB of 2^20 bytes
     */
    public static long memoryMb() {
        return memoryMb(System.getenv(), Path.of("/sys/fs/cgroup"), machine());
    }

    static long memoryMb(Map<String, String> environment, Path cgroup, long machine) {
        return LongStream.of(
                                machine,
                                bytes(environment.getOrDefault("MEM_LIMIT", "")).orElse(machine),
                                file(cgroup.resolve("memory.max")).orElse(machine),
                                file(cgroup.resolve("memory/memory.limit_in_bytes"))
                                        .orElse(machine))
                        .min()
                        .orElse(machine)
                / MB;
    }

    /**
     * The CPU cores: the least of the hub's ({@code CPU_LIMIT}, may be a fraction) and what the Java runtime sees, which knows
     * the container's limit.
     *
     * @return cores, above 0
     */
    public static double cores() {
        return cores(System.getenv(), Runtime.getRuntime().availableProcessors());
    }

    static double cores(Map<String, String> environment, int processors) {
        try {
            double limit = Double.parseDouble(environment.getOrDefault("CPU_LIMIT", ""));
            return limit > 0 ? Math.min(limit, processors) : processors;
        } catch (NumberFormatException e) {
            return processors; // no hub, or none that limits
        }
    }

    private static OptionalLong file(Path path) {
        try {
            return Files.isReadable(path) ? bytes(Files.readString(path)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty(); // no such container
        }
    }

    /** A number of bytes; "max", as cgroup 2 says for none, and anything else that is no number is no limit. */
    private static OptionalLong bytes(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip())).stream()
                    .filter(n -> n > 0)
                    .findAny();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static long machine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
