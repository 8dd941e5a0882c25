package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;

/** A run's folder that is full, read-only, no folder, or another training's. */
class FolderFaultsTest {
    @TempDir
    private Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertEquals(0, call("umount", folder.toString()));
        }
    }

    private static int call(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void mount(String size) {
        try {
            mounted = call("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder.toString()) == 0;
        } catch (IOException | InterruptedException e) {
            mounted = false;
        }
        assumeTrue(mounted, "a small disk cannot be mounted here");
    }

    /** Leaves so many bytes free. */
    private Path fill(long free) throws IOException {
        Path filler = folder.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            out.write(new byte[(int) (Files.getFileStore(folder).getUsableSpace() - free)]);
        }
        return filler;
    }

    /** The free space differs, so that it ends anywhere in the checkpoint. */
    @Test
    void aFullDiskIsNamedAndTheLastCheckpointStays() throws IOException {
        mount("1m");
        Random random = new Random(7);
        Toy straight = new Toy(3);
        Toy toy = new Toy(3);
        toy.training.saving(folder, 1);
        toy.run(2);
        long size = Files.size(folder.resolve("last.ckpt"));
        int times = FaultCounts.count(8, 60);
        for (int i = 0; i < times; i++) {
            long good = stepIn(folder);
            Path filler = fill(random.nextLong(size));
            UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> toy.run(20));
            String at = folder.resolve("last.ckpt").toString();
            assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
            assertTrue(e.getMessage().contains("No space left on device. Make room"), e.getMessage());
            assertTrue(e.getMessage().endsWith("last good checkpoint: " + at), e.getMessage());
            assertTrue(stepIn(folder) >= good, "the last checkpoint stays");
            assertEquals(stepIn(folder), new Toy(3).training.resume(folder).step());
            assertFalse(Files.exists(folder.resolve("last.ckpt.part")));
            Files.delete(filler);
            toy.run(1); // in the same process
        }
        assertEquals(
                straight.run((int) toy.training.step()).csv(),
                toy.training.history().csv());
        FaultCounts.figure(
                "disk full in the middle of a checkpoint: %d times; 0 last checkpoints lost, each time the training went"
                        + " on in the same process, to the numbers of an undisturbed one",
                times);
    }

    private static long stepIn(Path folder) throws IOException {
        try (var scope = org.ui2i.tensor.Tensors.scope()) {
            return Checkpoint.read(folder.resolve("last.ckpt"), scope).step();
        }
    }

    @Test
    void aReadOnlyDiskIsRefusedBeforeTheFirstStep() throws IOException, InterruptedException {
        mount("1m");
        assumeTrue(call("mount", "-o", "remount,ro", folder.toString()) == 0, "cannot be made read-only here");
        refused(folder.resolve("run"), "Read-only file system. Make room or use another folder");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedBeforeTheFirstStep() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        refused(file, "file is a file where a folder is needed");
        refused(file.resolve("run"), "cannot be written");
    }

    private static void refused(Path into, String message) {
        Toy toy = new Toy(1);
        toy.training.saving(into, 1);
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> toy.run(3));
        assertTrue(e.getMessage().startsWith("the run's folder " + into + " cannot be written: "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(0, toy.training.step());
    }

    @Test
    @Timeout(120) // against a hang only
    void aFolderThatAnotherTrainingWritesIntoIsRefusedUntilThatEndsHoweverItEnds() throws Exception {
        Process process = ToyProcess.start(1_000_000, folder.toString(), "-Xmx128m");
        try (BufferedReader out = process.inputReader()) {
            while (!out.readLine().startsWith("step 4 ")) {}
            Toy toy = ToyProcess.heavy();
            toy.training.saving(folder, 1);
            assertTaken(toy);
            process.destroyForcibly(); // its lock file stays
            process.waitFor();
            assertTrue(Files.exists(folder.resolve(".lock")));
            toy.training.resume(folder);
            toy.run(2);
            assertEquals(
                    new Toy(3).run((int) toy.training.step()).csv(),
                    toy.training.history().csv());
        }
    }

    @Test
    void twoTrainingsOfAProcessDoNotShareAFolderEither() {
        Toy first = new Toy(1), second = new Toy(1);
        first.training.saving(folder, 1);
        second.training.saving(folder.resolve("../" + folder.getFileName()), 1);
        first.run(2, new Listener() {
            @Override
            public void stepped(Progress progress) {
                assertTaken(second);
            }
        });
        assertEquals(1, second.run(1).size());
    }

    private static void assertTaken(Toy toy) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> toy.run(1));
        assertTrue(e.getMessage().startsWith("another training writes into "), e.getMessage());
        assertEquals(0, toy.training.step());
    }
}
