package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;

/** Trainings beside one another and after broken ones: none changes another's numbers. */
class SideBySideTest {
    private static final int STEPS = 12;

    @TempDir
    private Path folder;

    private record Result(String csv, float[] weights) {
        static Result of(Toy toy) {
            return new Result(toy.run(STEPS).csv(), TrainingTest.numbers(toy.gen));
        }
    }

    @Test
    @Timeout(300) // against a hang only
    void trainingsOnThreadsOfTheirOwnGiveWhatEachGivesAlone() throws Exception {
        int rounds = FaultCounts.count(5, 50);
        List<Result> alone = List.of(Result.of(new Toy(1)), Result.of(new Toy(2)), Result.of(new Toy(3)));
        ExecutorService threads = Executors.newFixedThreadPool(alone.size());
        for (int round = 0; round < rounds; round++) {
            List<Callable<Result>> work = new ArrayList<>();
            for (int i = 0; i < alone.size(); i++) {
                Toy toy = new Toy(i + 1);
                toy.training.saving(folder.resolve(round + "-" + i), 5);
                work.add(() -> Result.of(toy));
            }
            List<Future<Result>> results = threads.invokeAll(work);
            for (int i = 0; i < alone.size(); i++) {
                assertSame(alone.get(i), results.get(i).get());
            }
        }
        threads.shutdown();
        FaultCounts.figure(
                "three trainings at once in a process: %d rounds; losses and weights bit for bit those of each alone",
                rounds);
    }

    @Test
    @Timeout(300) // against a hang only
    void twoProcessesSideBySideGiveWhatOneGives() throws Exception {
        List<Process> both = List.of(
                ToyProcess.start(STEPS, folder.resolve("a").toString()),
                ToyProcess.start(STEPS, folder.resolve("b").toString()));
        for (Process process : both) {
            process.getInputStream().readAllBytes();
            assertEquals(0, process.waitFor());
        }
        String csv = new Toy(3).run(STEPS).csv();
        assertEquals(csv, Files.readString(folder.resolve("a/history.csv")));
        assertEquals(csv, Files.readString(folder.resolve("b/history.csv")));
    }

    private enum Break {
        INTERRUPT,
        IN_THE_LOSS,
        IN_A_LISTENER,
        NOT_FINITE
    }

    /** On the thread that then trains on, and on another one. */
    @Test
    @Timeout(300) // against a hang only: a stuck lock
    void aBrokenTrainingLeavesNoLockAndChangesNothingThatFollows() throws Exception {
        Result alone = Result.of(new Toy(3));
        int rounds = FaultCounts.count(2, 25);
        for (int round = 0; round < rounds; round++) {
            for (Break how : Break.values()) {
                Toy broken = new Toy(3);
                broken.training.saving(folder.resolve(how + "-" + round), 2);
                ExecutorService other = Executors.newSingleThreadExecutor();
                if (round % 2 == 0) {
                    abort(broken, how);
                } else {
                    other.submit(() -> abort(broken, how)).get();
                }
                assertSame(alone, Result.of(new Toy(3)));
                assertEquals(2, broken.training.step());
                Toy again = new Toy(3);
                again.training.saving(folder.resolve(how + "-" + round), 2); // the folder is free, too
                again.training.resume(folder.resolve(how + "-" + round));
                again.run(STEPS - 2);
                assertSame(alone, new Result(again.training.history().csv(), TrainingTest.numbers(again.gen)));
                other.shutdown();
            }
        }
        FaultCounts.figure(
                "trainings broken off (interrupt, exception in a loss, in a listener, loss not finite): %d times; no lock"
                        + " stayed, the next training and the resumed one bit for bit as undisturbed",
                rounds * Break.values().length);
    }

    /** In step 3, or at the end of step 2. */
    private static void abort(Toy toy, Break how) {
        Listener listener = new Listener() {
            @Override
            public void saved(Path checkpoint) {
                if (how == Break.INTERRUPT) {
                    Thread.currentThread().interrupt();
                    toy.training.stop();
                }
                if (how == Break.IN_A_LISTENER) {
                    throw new IllegalStateException("broken");
                }
            }
        };
        if (how == Break.INTERRUPT) {
            toy.run(STEPS, listener);
            assertTrue(Thread.interrupted());
        } else {
            assertThrows(
                    RuntimeException.class,
                    () -> toy.training.run(
                            new Toy.Noise("noise"), STEPS, listener, toy::discriminator, x -> loss(toy, x, how)));
        }
    }

    private static LossTerms loss(Toy toy, Pair x, Break how) {
        if (x.step().number() < 3) {
            return toy.generator(x);
        }
        if (how == Break.IN_THE_LOSS) {
            throw new IllegalStateException("broken");
        }
        return toy.generator(x).add("nan", x.a().square().mean().neg().sqrt());
    }

    private static void assertSame(Result expected, Result found) {
        assertEquals(expected.csv, found.csv);
        assertArrayEquals(expected.weights, found.weights);
    }
}
