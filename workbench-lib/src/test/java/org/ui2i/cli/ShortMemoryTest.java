package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;
import org.ui2i.JavaProcess;
import org.ui2i.JavaProcess.End;
import org.ui2i.core.ResidentMemory;

/** {@code train} in a process that gets too little memory: one line with the remedy, whatever runs out, and wherever. */
class ShortMemoryTest {
    @TempDir
    private Path folder;

    private End train(JavaProcess process) throws IOException, InterruptedException {
        return train(process, "glyph-styles");
    }

    private End train(JavaProcess process, String data, String... sets) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("train", "munit", "--preset", "tiny", "--data", data));
        args.addAll(List.of(
                "--steps", "2", "--out", folder.resolve("" + System.nanoTime()).toString()));
        for (String set : sets) {
            args.addAll(List.of("--set", set));
        }
        return process.with("OMP_NUM_THREADS", "1").run(args.toArray(String[]::new));
    }

    private JavaProcess main(int heapMb) {
        return new JavaProcess(
                Main.class,
                "-Xmx" + heapMb + "m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ErrorFile=" + folder.resolve("java.log"),
                "-XX:ReplayDataFile=" + folder.resolve("replay.log"));
    }

    @Test
    void tooSmallAHeapIsRefusedBeforeAnythingElse() throws IOException, InterruptedException {
        int times = FaultCounts.count(1, 10);
        for (int i = 0; i < times; i++) {
            int mb = 16 + 2 * i; // Java rounds odd ones
            End end = train(main(mb));
            assertEquals(1, end.code(), end.said());
            assertNamed(end, "the Java heap may take " + mb + " MB, and 64 are needed", "set UI2I_HEAP=64m");
        }
        FaultCounts.figure("train with a Java heap of 16 to 34 MB: %d times; each refused in one line", times);
    }

    @Test
    void aHeapThatRunsFullIsNamedWithItsRemedy() throws IOException, InterruptedException {
        int times = FaultCounts.count(1, 10);
        for (int i = 0; i < times; i++) {
            int mb = 48; // the mixture's emoji need more
            Path run = folder.resolve("mixture-" + i);
            End end = main(mb).with("OMP_NUM_THREADS", "1")
                    .run(("train tunit --preset tiny --data mixture --steps 1 --out " + run).split(" "));
            assertEquals(1, end.code(), end.said());
            assertNamed(end, "the Java heap of " + mb + " MB is full", "such as UI2I_HEAP=" + 2 * mb + "m");
        }
        FaultCounts.figure(
                "train with more images than the Java heap holds: %d times; each named in one line with the remedy",
                times);
    }

    /**
     * From a process in which the engine cannot even be loaded to one in which all fits. Java and the engine's convolutions
     * abort by themselves now and then when they get no memory for code of their own; such a run is tried again, and told.
     */
    @Test
    void littleAddressSpaceIsNamedWithItsRemedy() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "limits are Linux's");
        int times = FaultCounts.count(2, 15), named = 0, aborted = 0;
        for (int i = 0; i < times; i++) {
            int kb = 1_900_000 + i * (times == 2 ? 500_000 : 100_000);
            End end = limited(kb);
            for (int again = 0; again < 2 && end.said().contains("# "); again++) {
                aborted++;
                end = limited(kb);
            }
            if (end.code() != 0) {
                assertEquals(1, end.code(), end.said());
                assertNamed(end, "there is no memory for ", "use a smaller batch, smaller images or fewer filters");
                named++;
            }
        }
        assertTrue(named > 0, "memory was short in no run");
        FaultCounts.figure(
                "train with too little address space: %d limits; %d ran short, each named in one line with the remedy;"
                        + " Java or the engine aborted %d more runs",
                times, named, aborted);
    }

    private End limited(int kb) throws IOException, InterruptedException {
        List<String> limit = List.of("sh", "-c", "ulimit -v " + kb + " && exec \"$@\"", "sh");
        return train(main(300).startedBy(limit), "glyph-styles", "size=32", "batch=128", "gen.filters=64");
    }

    @Test
    void whatCannotFitIsRefusedBeforeTheFirstStepWithTheNearestThatDoes() throws IOException, InterruptedException {
        assumeTrue(ResidentMemory.forgetPeak(), "this system does not tell");
        JavaProcess hub = main(300).with("MEM_LIMIT", "800000000");
        End end = hub.run(
                ("train munit --preset tiny --data glyph-styles --set size=32 --set batch=128 --set gen.filters=32"
                                + " --steps 2 --out " + folder.resolve("run"))
                        .split(" "));
        assertEquals(1, end.code(), end.said());
        assertNamed(end, "Munit at 32 x 32, batch 128 needs about ", " MB, and there are 762 MB: use --set ");
        assertFalse(Files.exists(folder.resolve("run")), "nothing was begun");
    }

    private static void assertNamed(End end, String fact, String remedy) {
        String last = end.said().substring(end.said().lastIndexOf('\n') + 1);
        assertTrue(last.startsWith(fact), "exit code " + end.code() + ": " + end.said());
        assertTrue(last.contains(remedy), end.said());
        assertFalse(end.said().contains("\tat "), end.said());
    }
}
