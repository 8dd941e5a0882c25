package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Pair;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Tensors;

class CheckpointTest {
    @TempDir
    private Path folder;

    @Test
    void aResumedRunEqualsAStraightOneBitForBit() {
        Toy straight = new Toy(3);
        straight.run(11);
        Toy first = new Toy(3);
        first.training.saving(folder, 100);
        first.run(5); // the rate halves after step 4, the average warms up
        Toy second = new Toy(3);
        assertEquals(5, second.training.resume(folder).step());
        second.run(6);
        assertArrayEquals(TrainingTest.numbers(straight.gen), TrainingTest.numbers(second.gen));
        assertArrayEquals(TrainingTest.numbers(straight.dis), TrainingTest.numbers(second.dis));
        assertArrayEquals(TrainingTest.numbers(straight.ema.target()), TrainingTest.numbers(second.ema.target()));
        assertEquals(
                straight.training.history().csv(), second.training.history().csv());
    }

    @Test
    void theFolderHoldsTheTablesAndTwoCheckpoints() throws IOException {
        Toy toy = new Toy(1);
        toy.training.saving(folder, 2);
        toy.run(5);
        assertEquals(toy.training.history().csv(), Files.readString(folder.resolve("history.csv")));
        assertEquals(6, Files.readAllLines(folder.resolve("timing.csv")).size());
        assertEquals(5, step(folder.resolve("last.ckpt")));
        assertEquals(4, step(folder.resolve("previous.ckpt")));
        try (var files = Files.list(folder)) {
            assertEquals(5, files.count(), "with .lock; nothing half written stays");
        }
    }

    @Test
    void someCheckpointsAreKeptBesides() throws IOException {
        Toy toy = new Toy(1);
        toy.training.saving(folder, 2).keeping(3);
        toy.run(7);
        assertEquals(7, step(folder.resolve("last.ckpt")));
        assertEquals(6, step(folder.resolve("previous.ckpt")));
        assertEquals(3, step(folder.resolve("step-3.ckpt")));
        assertEquals(6, step(folder.resolve("step-6.ckpt")));
        Toy again = new Toy(1);
        assertEquals(3, again.training.resume(folder.resolve("step-3.ckpt")).step());
        again.run(4);
        assertArrayEquals(TrainingTest.numbers(toy.gen), TrainingTest.numbers(again.gen));
        String text = assertThrows(IllegalArgumentException.class, () -> toy.training.keeping(-1))
                .getMessage();
        assertEquals("a checkpoint is kept every -1 steps: use 0 (none) or more", text);
    }

    private static long step(Path file) throws IOException {
        try (NDManager manager = Tensors.scope()) {
            return Checkpoint.read(file, manager).step();
        }
    }

    @Test
    void aDamagedNewestFileFallsBackToThePreviousOne() throws IOException {
        Toy toy = new Toy(1);
        toy.training.saving(folder, 2);
        toy.run(4);
        Path last = folder.resolve("last.ckpt");
        byte[] whole = Files.readAllBytes(last);
        for (int length : new int[] {0, 10, whole.length / 3, whole.length / 2, whole.length * 2 / 3}) {
            Files.write(last, Arrays.copyOf(whole, length));
            Checkpoint.Resumed from = new Toy(1).training.resume(folder);
            assertEquals(2, from.step());
            assertTrue(from.notice().contains("last.ckpt is damaged"), from.notice());
        }
        byte[] flipped = whole.clone();
        int array = new String(whole, StandardCharsets.ISO_8859_1).indexOf("NUMPY");
        flipped[array + 140] ^= 1; // a weight's number, past its header of 128 bytes
        Files.write(last, flipped);
        assertEquals(2, new Toy(1).training.resume(folder).step());
        Files.delete(last); // killed between the two moves
        assertEquals(2, new Toy(1).training.resume(folder).step());
        Files.delete(folder.resolve("previous.ckpt"));
        Exception none = assertThrows(UncheckedIOException.class, () -> new Toy(1).training.resume(folder));
        assertTrue(none.getMessage().contains("does not exist"), none.getMessage());
    }

    @Test
    void anotherRunsCheckpointIsRefusedByName() {
        Toy toy = new Toy(1);
        toy.training.config("dis:\n  filters: 8\nlr: 0.1\n").saving(folder, 9);
        toy.run(1);
        refused(new Toy(2).training, "the seed is 2, but the checkpoint's is 1");
        refused(new Toy(1).training.config("dis:\n  filters: 16\nlr: 0.1\n"), "dis.filters is 16, but 8 in the");
        refused(new Toy(1).training.config("dis:\n  filters: 8\n"), "lr is missing, but 0.1 in the checkpoint");
        Training<Pair> other = new Training<Pair>(1)
                .config("dis:\n  filters: 8\nlr: 0.1\n")
                .player("critic", new Adam(Adam.Config.gan(1e-3, 0)), toy.dis);
        refused(other, "the training has net/critic/0/res0/conv0/weight, but the checkpoint has not");
        Toy same = new Toy(1);
        same.training.config("dis:\n  filters: 8\nlr: 0.1\n").resume(folder);
        Exception data = assertThrows(
                IllegalArgumentException.class,
                () -> same.training.run(new Toy.Noise("x"), 1, same::discriminator, same::generator));
        assertTrue(data.getMessage().contains("the data's hash is x, but the checkpoint was trained on noise"));
    }

    private void refused(Training<Pair> training, String message) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> training.resume(folder));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void oneNetworkCanBeTakenOut() throws IOException {
        Toy toy = new Toy(1);
        toy.run(2);
        Path file = folder.resolve("a.ckpt");
        toy.training.save(file);
        Toy other = new Toy(2);
        try (NDManager manager = Tensors.scope()) {
            Checkpoint.read(file, manager).load("gen", 0, other.gen);
        }
        assertArrayEquals(TrainingTest.numbers(toy.gen), TrainingTest.numbers(other.gen));
    }
}
