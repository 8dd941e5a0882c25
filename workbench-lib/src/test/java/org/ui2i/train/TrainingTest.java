package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.FaultCounts;
import org.ui2i.data.Batches;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Init;
import org.ui2i.nn.Padding;
import org.ui2i.nn.Part;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class TrainingTest {
    static float[] numbers(Part part) {
        List<Float> all = new ArrayList<>();
        for (NDArray array : part.state().values()) {
            for (float value : array.toFloatArray()) {
                all.add(value);
            }
        }
        float[] out = new float[all.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = all.get(i);
        }
        return out;
    }

    @Test
    void aSharedNetworkIsCountedOnce() {
        Toy toy = new Toy(1);
        assertEquals(toy.dis.count() + toy.gen.count(), toy.training.count());
        toy.training.player("again", new Adam(Adam.Config.gan(1e-3, 0)), toy.gen);
        assertEquals(toy.dis.count() + toy.gen.count(), toy.training.count());
    }

    @Test
    void equalSeedsGiveEqualHistoryAndRunningAgainContinues() {
        Toy straight = new Toy(3);
        Toy twice = new Toy(3);
        String history = straight.run(6).csv();
        twice.run(2);
        assertEquals(history, twice.run(4).csv());
        assertArrayEquals(numbers(straight.gen), numbers(twice.gen));
        assertNotEquals(history, new Toy(4).run(6).csv());
        assertEquals(
                "step,dis/fit,dis/total,gen/fit,gen/decay,gen/gan,gen/total",
                history.lines().findFirst().orElseThrow());
        assertEquals(7, history.lines().count());
    }

    @Test
    void theTablesHoldARowAStep() {
        History history = new Toy(1).run(3);
        assertEquals(3, history.table().rowCount());
        assertEquals(3, history.table().longColumn("step").get(2));
        assertEquals(
                List.of("step", "seconds", "images_per_second", "resident_mb"),
                history.timing().columnNames());
        double mean = (history.table().doubleColumn("gen/fit").get(1)
                        + history.table().doubleColumn("gen/fit").get(2))
                / 2;
        assertEquals(mean, history.mean("gen/fit", 2), 1e-12);
    }

    @Test
    void playersStepInTheirOwnRhythm() {
        Toy toy = new Toy(1);
        List<Long> steps = new ArrayList<>();
        List<Long> thrice = new ArrayList<>();
        Training<Pair> training = new Training<Pair>(1)
                .player(new Player("a", adam(), toy.dis).every(2).after(steps::add))
                .player(new Player("b", adam(), toy.gen).times(3).after(thrice::add));
        History history = training.run(new Toy.Noise("n"), 4, toy::discriminator, toy::generator);
        assertEquals(List.of(2L, 4L), steps);
        assertEquals(12, thrice.size());
        assertEquals(2, history.table().doubleColumn("a/fit").countMissing());
        assertTrue(history.csv().contains("\n1,"), history.csv());
    }

    /** The second player also steps the first one's network, with the first one's optimizer. */
    @Test
    void aPlayerMayStepAnotherOnesNetworkTooAndBeginLater() {
        Toy toy = new Toy(1);
        Adam first = adam();
        Player dis = new Player("a", first, toy.dis);
        List<Float> ended = new ArrayList<>();
        Training<Pair> training = new Training<Pair>(1)
                .player(dis)
                .player(new Player("b", adam(), toy.gen).from(3).alsoSteps(dis))
                .atEnd(x -> ended.add(first.state().get("t/0").getFloat()));
        float[] gen = numbers(toy.gen);
        training.run(new Toy.Noise("n"), 2, toy::discriminator, toy::generator);
        assertArrayEquals(gen, numbers(toy.gen));
        float[] before = numbers(toy.dis);
        History history = training.run(new Toy.Noise("n"), 2, toy::discriminator, toy::generator);
        assertEquals(List.of(1f, 2f, 4f, 6f), ended);
        assertFalse(Arrays.equals(before, numbers(toy.dis)));
        assertFalse(Arrays.equals(gen, numbers(toy.gen)));
        assertEquals(2, history.table().doubleColumn("b/fit").countMissing());
        Exception alone = assertThrows(IllegalArgumentException.class, () -> new Training<Pair>(1)
                .player(new Player("b", adam(), toy.gen).alsoSteps(dis)));
        assertTrue(alone.getMessage().contains("b also steps a, which is no player yet"), alone.getMessage());
    }

    /** The two steps are the optimizer's two steps by the two objectives' gradients. */
    @Test
    void theSecondStepIsByTheOtherObjectivesGradient() {
        Toy toy = new Toy(1);
        Adam own = new Adam(Adam.Config.gan(0, 0)); // stands still
        Player dis = new Player("a", own, toy.dis);
        Adam still = new Adam(Adam.Config.gan(0, 0));
        new Training<Pair>(1)
                .player(dis)
                .player(new Player("b", still, toy.gen).alsoSteps(dis))
                .run(new Toy.Noise("n"), 1, toy::discriminator, toy::generator);
        try (NDManager manager = Tensors.scope()) {
            Pair x = new Toy.Noise("n").batch(new Step(manager, 1, 1));
            List<NDArray> weights = List.copyOf(toy.dis.weights().values());
            List<NDArray> g1 = Grad.on(() -> Grad.of(toy.discriminator(x).total(), weights));
            List<NDArray> g2 = Grad.on(() -> Grad.of(toy.generator(x).total(), weights));
            float[] m = own.state().get("m/0").toFloatArray();
            for (int i = 0; i < m.length; i++) { // m = 0.5 (0.5 g1) + 0.5 g2
                float expected =
                        0.25f * g1.get(0).toFloatArray()[i] + 0.5f * g2.get(0).toFloatArray()[i];
                assertEquals(expected, m[i], 1e-6f);
            }
        }
    }

    /** All averages move when all players have had their turns. */
    @Test
    void averagesMoveAtTheEndOfAStep() {
        Toy toy = new Toy(1);
        Part average = Sequence.residual(1, 2, Padding.ZERO, Weights.seeded(9, Init.KAIMING));
        Player dis = new Player("a", adam(), toy.dis).average(Ema.of(toy.dis, average, 0));
        float[] start = numbers(toy.dis);
        List<float[]> seen = new ArrayList<>();
        new Training<Pair>(1)
                .player(dis)
                .player(new Player("b", adam(), toy.gen).alsoSteps(dis))
                .run(new Toy.Noise("n"), 1, toy::discriminator, x -> {
                    seen.add(numbers(average));
                    return toy.generator(x);
                });
        assertArrayEquals(start, seen.get(0), "not yet in the second turn");
        assertArrayEquals(numbers(toy.dis), numbers(average), "after both of its steps");
    }

    private static Adam adam() {
        return new Adam(Adam.Config.gan(1e-3, 0));
    }

    @Test
    void ratesFollowTheirSchedules() {
        assertEquals(1, Schedule.constant().factor(99));
        Schedule halves = Schedule.steps(10, 0.5);
        assertEquals(List.of(1.0, 0.5, 0.25), List.of(halves.factor(10), halves.factor(11), halves.factor(21)));
        Schedule line = Schedule.linearToZero(5, 9);
        assertEquals(
                List.of(1.0, 0.8, 0.2, 0.0), List.of(line.factor(5), line.factor(6), line.factor(9), line.factor(10)));
        Schedule half = Schedule.fallingIn(0.5, 8); // the same as linearToZero(4, 8)
        assertEquals(1, half.factor(4));
        assertEquals(0.8, half.factor(5), 1e-12);
        assertEquals(0.2, half.factor(8), 1e-12);
        assertEquals(1, Schedule.fallingIn(0, 8).factor(8));
        assertEquals(0.4, half.times(Schedule.steps(4, 0.5)).factor(5), 1e-12);
    }

    @Test
    void anAverageIsTheFormula() {
        Toy toy = new Toy(5);
        Ema ema = Ema.of(toy.gen, toy.dis, 0.75);
        float[] before = numbers(toy.gen);
        assertArrayEquals(before, numbers(toy.dis));
        toy.training.run(new Toy.Noise("n"), 1, x -> toy.discriminator(x), x -> toy.generator(x));
        float[] target = numbers(toy.dis);
        float[] source = numbers(toy.gen);
        ema.update();
        float[] averaged = numbers(toy.dis);
        for (int i = 0; i < source.length; i++) {
            assertEquals(0.75 * target[i] + 0.25 * source[i], averaged[i], 1e-6);
        }
    }

    @Test
    void aNanStopsBeforeThePlayersStepAndNamesAll(@TempDir Path folder) {
        Toy toy = new Toy(1);
        toy.training.saving(folder, 2);
        toy.run(2);
        float[] before = numbers(toy.gen);
        Training.NotFinite e = assertThrows(
                Training.NotFinite.class,
                () -> toy.training.run(new Toy.Noise("noise"), 5, toy::discriminator, x -> broken(toy, x)));
        assertTrue(e.getMessage().startsWith("gen/decay is NaN in step 3, on the batch [n3]"), e.getMessage());
        assertTrue(e.getMessage().endsWith("last good checkpoint: " + folder.resolve("last.ckpt")), e.getMessage());
        assertArrayEquals(before, numbers(toy.gen));
        assertEquals(2, toy.training.step());
        assertEquals(3, toy.run(1).size()); // and it goes on
    }

    private static LossTerms broken(Toy toy, Pair x) {
        return LossTerms.of(Toy.WEIGHTS)
                .add("fit", toy.gen.forward(x.a()).mean())
                .add("decay", x.a().square().mean().neg().sqrt());
    }

    /** In either domain, NaN or infinite, in any of the first steps. */
    @Test
    void aNumberInTheDataThatIsNoneStopsAndNamesTheItem(@TempDir Path folder) {
        int times = FaultCounts.count(4, 40);
        for (int i = 0; i < times; i++) {
            long at = 2L + i % 5;
            float bad = i % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
            boolean inA = i % 4 < 2;
            Toy toy = new Toy(1);
            Path into = folder.resolve("" + i);
            toy.training.saving(into, 1);
            Training.NotFinite e = assertThrows(
                    Training.NotFinite.class,
                    () -> toy.training.run(spoilt(at, bad, inA), 9, toy::discriminator, toy::generator));
            assertTrue(e.getMessage().contains(" in step " + at + ", on the batch [n" + at + "]: "), e.getMessage());
            assertTrue(e.getMessage().contains("look at these items"), e.getMessage());
            assertTrue(e.getMessage().endsWith("last good checkpoint: " + into.resolve("last.ckpt")), e.getMessage());
            Toy again = new Toy(1);
            assertEquals(at - 1, again.training.resume(into).step());
            assertEquals(new Toy(1).run(9).csv(), again.run((int) (10 - at)).csv());
        }
        FaultCounts.figure(
                "NaN or infinity in the data: %d times; stopped in that step, the item and the last good checkpoint named,"
                        + " resumed from it to the numbers of an undisturbed run",
                times);
    }

    private static Batches<Pair> spoilt(long at, float bad, boolean inA) {
        return new Toy.Disturbed(new Toy.Noise("noise"), x -> {
            if (x.step().number() == at) {
                (inA ? x.a() : x.b()).set(new NDIndex("1,0,3,3"), bad);
            }
        });
    }

    @Test
    void aFiniteLossWithAnInfiniteGradientStopsToo() {
        Toy toy = new Toy(1);
        float[] before = numbers(toy.gen);
        // sqrt(0) is finite, its slope is not
        Training.NotFinite e = assertThrows(
                Training.NotFinite.class,
                () -> toy.training.run(new Toy.Noise("noise"), 1, toy::discriminator, x -> LossTerms.of(Toy.WEIGHTS)
                        .add("fit", toy.gen.forward(x.a()).mul(0f).abs().sum().sqrt())));
        assertTrue(e.getMessage().startsWith("the gradient of gen's 0/"), e.getMessage());
        assertTrue(e.getMessage().endsWith("none was written"), e.getMessage());
        assertArrayEquals(before, numbers(toy.gen));
    }

    @Test
    void handlesStayConstant() {
        Toy toy = new Toy(1);
        int[] counts = new int[3];
        toy.run(3);
        for (int i = 0; i < 3; i++) {
            toy.run(5);
            counts[i] = toy.gen
                            .weights()
                            .values()
                            .iterator()
                            .next()
                            .getManager()
                            .getManagedArrays()
                            .size()
                    + Tensors.root().getManagedArrays().size();
        }
        assertEquals(counts[0], counts[1]);
        assertEquals(counts[0], counts[2]);
    }

    @Test
    void aCancelledCellEndsWithinAStepAndTheNextRunWaits() throws Exception {
        Toy toy = new Toy(1);
        CountDownLatch inStep = new CountDownLatch(1);
        Listener watch = new Listener() {
            @Override
            public void stepped(Progress progress) {
                inStep.countDown();
            }
        };
        ExecutorService cells = Executors.newCachedThreadPool();
        Future<?> cell = cells.submit(() -> toy.run(1_000_000, watch));
        assertTrue(inStep.await(20, TimeUnit.SECONDS));
        cell.cancel(true); // what a kernel's interrupt does
        int size = toy.training.history().size(); // waits for the old thread
        long stopped = toy.training.step();
        assertEquals(stopped, size);
        assertTrue(stopped < 1_000_000);
        assertEquals(stopped + 3, toy.run(3).size());
        assertEquals(new Toy(1).run(size + 3).csv(), toy.training.history().csv());
        cells.shutdown();
        assertTrue(cells.awaitTermination(5, TimeUnit.SECONDS));
    }

    @Test
    void anInterruptWritesTheCheckpointAndIsPassedOn(@TempDir Path folder) {
        Toy toy = new Toy(1);
        toy.training.saving(folder, 1000);
        toy.run(9, new Listener() {
            @Override
            public void stepped(Progress progress) {
                if (progress.step() == 4) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertTrue(Thread.interrupted(), "a loop of runs in one cell must see the interrupt");
        assertEquals(4, toy.training.step());
        assertTrue(Files.exists(folder.resolve("last.ckpt")));
        assertFalse(Files.exists(folder.resolve("last.ckpt.part")));
        assertEquals(4, new Toy(1).training.resume(folder).step());
    }

    @Test
    void progressTellsSpeedAndTimeLeft() {
        List<Progress> all = new ArrayList<>();
        new Toy(1).run(4, new Listener() {
            @Override
            public void stepped(Progress progress) {
                all.add(progress);
            }
        });
        assertEquals(4, all.get(3).steps());
        assertEquals(0, all.get(3).secondsLeft());
        assertTrue(all.get(0).imagesPerSecond() > 0 && all.get(0).secondsLeft() > 0);
        assertTrue(all.get(0).values().containsKey("gen/total"));
    }

    @Test
    void halvingMultipliesAnotherScheduleAndZeroIsNever() {
        Schedule falling = Schedule.fallingIn(0.5, 10);
        Schedule both = falling.halvedEvery(4);
        assertEquals(falling, falling.halvedEvery(0));
        assertEquals(1, both.factor(4));
        assertEquals(0.5, both.factor(5));
        assertEquals(falling.factor(9) / 4, both.factor(9), 1e-12);
    }

    /** The engine borrows the memory of an array made of Java's numbers, so a graph that players share may still read it. */
    @Test
    void whatAPlayerComputedFromWeightsIsLetGoBeforeTheNextTurnAndNothingElse() {
        Toy toy = new Toy(1);
        Map<String, NDArray> seen = new HashMap<>();
        toy.training.run(
                new Toy.Noise("noise"),
                1,
                x -> {
                    seen.put("numbers", x.step().manager().create(new long[] {1, 2}));
                    seen.put("result", toy.dis.forward(x.a()));
                    seen.put("shared", x.step().once(toy, "y", () -> toy.gen.forward(x.a())));
                    return toy.discriminator(x);
                },
                x -> {
                    List<NDArray> alive = x.step().manager().getManagedArrays();
                    seen.values().removeIf(array -> alive.stream().noneMatch(each -> each == array));
                    return toy.generator(x);
                });
        assertEquals(Set.of("numbers", "shared"), seen.keySet());
    }
}
