package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
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

    private static JavaProcess main(int heapMb) {
        return new JavaProcess(
                Main.class, "-Xmx" + heapMb + "m", "-XX:ReservedCodeCacheSize=64m", "-XX:CompressedClassSpaceSize=64m");
    }

    @Test
    void tooSmallAHeapIsRefusedBeforeAnythingElse() throws IOException, InterruptedException {
        int times = FaultCounts.count(1, 10);
        for (int i = 0; i < times; i++) {
            int mb = 16 + 3 * i;
            End end = train(main(mb));
            assertEquals(1, end.code(), end.said());
            assertNamed(end, "the Java heap may take " + mb + " MB, and 64 are needed", "set UI2I_HEAP=64m");
        }
        FaultCounts.figure("train with a Java heap of 16 to 43 MB: %d times; each refused in one line", times);
    }

    @Test
    void aHeapThatRunsFullIsNamedWithItsRemedy() throws IOException, InterruptedException {
        int times = FaultCounts.count(1, 10);
        for (String side : List.of("a", "b")) {
            manyImages(folder.resolve("many").resolve(side));
        }
        for (int i = 0; i < times; i++) {
            int mb = 80 + 2 * (i % 5); // two sides of 38 MB beside what Java holds
            End end = train(main(mb), "folder:" + folder.resolve("many"), "size=256", "gen.filters=2");
            assertEquals(1, end.code(), end.said());
            assertNamed(end, "the Java heap of " + mb + " MB is full", "such as UI2I_HEAP=" + 2 * mb + "m");
        }
        FaultCounts.figure(
                "train with more images than the Java heap holds: %d times; each named in one line with the remedy",
                times);
    }

    private static void manyImages(Path side) throws IOException {
        Files.createDirectories(side);
        Path image = side.resolve("0.png");
        ImageIO.write(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        for (int i = 1; i < 200; i++) {
            Files.createLink(side.resolve(i + ".png"), image);
        }
    }

    /** From a process in which the engine cannot even be loaded to one in which all fits. */
    @Test
    void littleAddressSpaceIsNamedWithItsRemedy() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "limits are Linux's");
        int times = FaultCounts.count(2, 15), named = 0;
        for (int i = 0; i < times; i++) {
            int kb = 1_900_000 + i * (times == 2 ? 500_000 : 100_000);
            List<String> limit = List.of("sh", "-c", "ulimit -v " + kb + " && exec \"$@\"", "sh");
            End end = train(main(300).startedBy(limit), "glyph-styles", "size=32", "batch=128", "gen.filters=64");
            if (end.code() != 0) {
                assertEquals(1, end.code(), end.said());
                assertNamed(end, "there is no memory for ", "use a smaller batch, smaller images or fewer filters");
                named++;
            }
        }
        assertTrue(named > 0, "memory was short in no run");
        FaultCounts.figure(
                "train with too little address space: %d limits; %d ran short, each named in one line with the remedy",
                times, named);
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
