package org.ui2i.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.ResidentMemory;
import org.ui2i.data.Batch;
import org.ui2i.data.Batches;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotPair;
import org.ui2i.data.Pair;
import org.ui2i.models.CocoFunit;
import org.ui2i.models.CocoFunitConfig;
import org.ui2i.models.CycleGan;
import org.ui2i.models.CycleGanConfig;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitConfig;
import org.ui2i.models.Munit;
import org.ui2i.models.MunitConfig;
import org.ui2i.models.Unit;
import org.ui2i.models.UnitConfig;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

/** A batch in parts: the same step, less memory. */
class AccumulationTest {
    private static final int BATCH = 4;

    @TempDir
    private Path folder;

    @Test
    void aPartsDrawsAreItsRowsOfTheWholeBatchsDraw() {
        try (NDManager scope = Tensors.scope()) {
            Step whole = new Step(scope, 7, 3), other = new Step(scope, 7, 3);
            whole.draws().noise(new Shape(5)); // what the data drew: parts go on after it
            other.draws().noise(new Shape(5));
            for (long width : new long[] {3, 4}) { // odd: pairs of normal numbers lie across two parts
                float[] all = whole.draws().noise(new Shape(BATCH, width)).toFloatArray();
                float[] shares = whole.draws()
                        .uniform(Draws.Stream.NOISE, new Shape(BATCH, width))
                        .toFloatArray();
                int size = (int) width;
                for (int i = 0; i < BATCH; i++) {
                    Step part = other.part(scope, i, BATCH);
                    float[] row = Arrays.copyOfRange(all, i * size, (i + 1) * size);
                    assertArrayEquals(
                            row, part.draws().noise(new Shape(1, width)).toFloatArray());
                    float[] share = Arrays.copyOfRange(shares, i * size, (i + 1) * size);
                    assertArrayEquals(
                            share,
                            part.draws()
                                    .uniform(Draws.Stream.NOISE, new Shape(1, width))
                                    .toFloatArray());
                }
                other.draws().noise(new Shape(1));
                other.draws().uniform(Draws.Stream.NOISE, new Shape(1));
            }
        }
    }

    @Test
    void unitsStepInPartsIsTheWholeBatchs() {
        Unit unit = new Unit(UnitConfig.tiny().withChannels(1, 1), 3);
        compare(
                letters(),
                List.of(
                        new Turn<>(player("dis", unit.disA(), unit.disB()), unit::discriminator),
                        new Turn<>(player("gen", unit.genA(), unit.genB()), unit::generator)));
    }

    @Test
    void munitsStepInPartsIsTheWholeBatchs() {
        Munit munit = new Munit(MunitConfig.tiny().withChannels(1, 1), 3);
        compare(
                letters(),
                List.of(
                        new Turn<>(player("dis", munit.disA(), munit.disB()), munit::discriminator),
                        new Turn<>(player("gen", munit.genA(), munit.genB()), munit::generator)));
    }

    /** The generators' fakes go to the discriminators, who see them in the parts in which they were drawn. */
    @Test
    void cycleGansStepInPartsIsTheWholeBatchs() {
        CycleGan gan = new CycleGan(CycleGanConfig.tiny().withPool(64).withChannels(1, 1), 3);
        compare(
                letters(),
                List.of(
                        new Turn<>(player("gen", gan.genAB(), gan.genBA()), gan::generator),
                        new Turn<>(player("dis", gan.disA(), gan.disB()), gan::discriminator)));
    }

    /** The public code's penalty falls with the square of the batch: a part of it knows the whole batch's size. */
    @Test
    void funitsStepInPartsIsTheWholeBatchsForBothPenalties() {
        for (FunitConfig.Penalty penalty : FunitConfig.Penalty.values()) {
            FunitConfig tiny = FunitConfig.tiny();
            Funit funit = new Funit(
                    new FunitConfig(1, tiny.gen(), tiny.dis(), tiny.weights(), penalty, tiny.optimizer(), tiny.ema()),
                    3);
            compare(
                    fonts(2),
                    List.of(
                            new Turn<>(player("dis", funit.dis()), funit::discriminator),
                            new Turn<>(player("gen", funit.gen()), funit::generator)));
        }
    }

    /** COCO-FUNIT's spectral norms go one iteration on in each forward: parts are the whole batch once these stand still. */
    @Test
    void cocoFunitsStepInPartsDiffersByTheIterationsOfItsSpectralNormsAlone() {
        CocoFunit coco = new CocoFunit(CocoFunitConfig.tiny().withChannels(1), 3);
        List<Turn<FewShotPair>> turns = List.of(
                new Turn<>(player("dis", coco.dis()), coco::discriminator),
                new Turn<>(player("gen", coco.gen()), coco::generator));
        try (NDManager scope = Tensors.scope()) {
            FewShotPair any = batch(fonts(1), scope);
            for (int i = 0; i < 100; i++) {
                Grad.off(() -> coco.dis().judge(any.content(), any.contentClass()));
            }
            for (Turn<FewShotPair> turn : turns) {
                FewShotPair x = batch(fonts(1), scope);
                Map<String, Double> whole = turn.player.slope(x, turn.objective).values();
                Map<String, Double> parts = new Parts<>(batch(fonts(1), scope), 2, List.of())
                        .slope(turn.player, turn.objective)
                        .values();
                whole.forEach((term, value) -> assertEquals(value, parts.get(term), 1e-3 * Math.max(1, value), term));
            }
        }
    }

    /** One part's graph at a time: the whole batch's peak is several times as high. */
    @Test
    void partsHoldLessMemory() {
        assumeTrue(ResidentMemory.forgetPeak(), "this system does not tell a process's peak");
        Unit unit = new Unit(UnitConfig.lab().withChannels(1, 1), 3);
        Batches<Pair> data = Datasets.unpaired("glyph-styles").size(64).batch(16);
        Player player = player("gen", unit.genA(), unit.genB());
        peakMb(data, 16, player, unit::generator); // the engine's first steps load code
        double parts = peakMb(data, 16, player, unit::generator);
        double whole = peakMb(data, 1, player, unit::generator);
        assertTrue(whole > 4 * parts, whole + " MB for the whole batch, " + parts + " MB in 16 parts");
    }

    private static double peakMb(Batches<Pair> data, int parts, Player player, Objective<Pair> objective) {
        try (NDManager scope = Tensors.scope()) {
            Pair x = Grad.off(() -> data.batch(new Step(scope, 5, 2)));
            double before = ResidentMemory.nowMb();
            ResidentMemory.forgetPeak();
            if (parts == 1) {
                player.slope(x, objective);
            } else {
                new Parts<>(x, parts, List.of()).slope(player, objective);
            }
            return ResidentMemory.peakMb() - before;
        }
    }

    @Test
    void aRunInPartsRepeatsItselfAndResumesByteForByte() {
        String straight = trained(new Toy(3), 2, 6).csv();
        assertEquals(straight, trained(new Toy(3), 2, 6).csv());
        Toy first = new Toy(3);
        first.training.saving(folder, 2);
        trained(first, 2, 4);
        Toy second = new Toy(3);
        assertEquals(4, second.training.resume(folder).step());
        assertEquals(straight, trained(second, 2, 2).csv());
        String whole = trained(new Toy(3), 1, 6).csv();
        assertNotEquals(straight, whole, "sums are rounded otherwise");
        assertEquals(whole, new Toy(3).run(6).csv());
    }

    private static History trained(Toy toy, int parts, int steps) {
        toy.training.accumulate(parts);
        return toy.run(steps);
    }

    @Test
    void anAverageMovesOnceAStepAndTheNetworksOutliveTheParts() {
        Toy toy = new Toy(3);
        trained(toy, 2, 3);
        assertEquals(3, toy.ema.updates());
        assertTrue(Float.isFinite(TrainingTest.numbers(toy.gen)[0]));
        assertEquals(
                3f, toy.training.players().get(0).optimizer().state().get("t/0").getFloat());
    }

    @Test
    void whatCannotBeCutIsRefusedBeforeTheFirstStep() {
        refused(new Toy(1).training, 0, "the batch is cut into 0 parts: use 1 (whole batches) or more");
        Toy toy = new Toy(1);
        toy.training.accumulate(3);
        String text =
                assertThrows(IllegalArgumentException.class, () -> toy.run(1)).getMessage();
        assertEquals("a batch of 2 cannot be cut into 3 equal parts: use a divisor for accumulate", text);
        assertEquals(0, toy.training.step());
        try (NDManager scope = Tensors.scope()) {
            Step step = new Step(scope, 1, 1);
            Batch views =
                    Datasets.unlabelled("mixture:letters,mnist", 16).batch(2).batch(step);
            text = assertThrows(IllegalArgumentException.class, () -> views.part(step.part(scope, 0, 2), 0))
                    .getMessage();
            assertEquals("a Views is no batch that can be cut into parts: leave accumulate out", text);
        }
    }

    private static void refused(Training<?> training, int parts, String why) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> training.accumulate(parts))
                        .getMessage());
    }

    private record Turn<B extends Batch>(Player player, Objective<B> objective) {}

    private static Player player(String name, Part... parts) {
        return new Player(name, new Adam(Adam.Config.gan(1e-4, 0)), parts);
    }

    private static Batches<Pair> letters() {
        return Datasets.unpaired("glyph-styles").size(16).batch(BATCH);
    }

    private static Batches<FewShotPair> fonts(int shots) {
        return Datasets.fewShotGlyphs().size(32).batch(BATCH).shots(shots);
    }

    private static <B extends Batch> B batch(Batches<B> data, NDManager scope) {
        return Grad.off(() -> data.batch(new Step(scope, 5, 2)));
    }

    /** A step's turns, on the whole batch and in parts: terms to 1e-6, gradients to 2e-6 of their length. */
    private static <B extends Batch> void compare(Batches<B> data, List<Turn<B>> turns) {
        for (int count : new int[] {2, BATCH}) {
            try (NDManager scope = Tensors.scope()) {
                B whole = batch(data, scope);
                Parts<B> parts = new Parts<>(batch(data, scope), count, List.of());
                for (Turn<B> turn : turns) {
                    equal(
                            turn.player.name(),
                            turn.player.slope(whole, turn.objective),
                            parts.slope(turn.player, turn.objective));
                }
            }
        }
    }

    private static void equal(String player, Player.Slope whole, Player.Slope parts) {
        assertEquals(whole.values().keySet(), parts.values().keySet());
        whole.values()
                .forEach((term, value) -> assertEquals(
                        value, parts.values().get(term), 1e-6 * Math.max(1, Math.abs(value)), player + "/" + term));
        double length = 0, apart = 0;
        for (int i = 0; i < whole.gradients().size(); i++) {
            float[] a = whole.gradients().get(i).toFloatArray(),
                    b = parts.gradients().get(i).toFloatArray();
            for (int j = 0; j < a.length; j++) {
                length += (double) a[j] * a[j];
                apart += ((double) a[j] - b[j]) * ((double) a[j] - b[j]);
            }
        }
        assertTrue(length > 0, player);
        assertTrue(Math.sqrt(apart) <= 2e-6 * Math.sqrt(length), player + ": " + Math.sqrt(apart / length));
    }
}
