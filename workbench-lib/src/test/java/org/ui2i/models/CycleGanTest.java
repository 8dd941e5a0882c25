package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.CycleGanConfig.Lambdas;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class CycleGanTest {
    private static final CycleGanConfig CONFIG = CycleGanConfig.tiny().withWeights(new Lambdas(2, 10, 5));

    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private Pair batch(long number) {
        NDArray a =
                Draws.seeded(4, number, manager).noise(new Shape(2, 3, 16, 16)).tanh();
        NDArray b =
                Draws.seeded(5, number, manager).noise(new Shape(2, 3, 16, 16)).tanh();
        return new Pair(a, b, List.of("random"), new Step(manager, 3, number));
    }

    private static double mean(NDArray x) {
        return x.mean().getFloat();
    }

    private static double l1(NDArray x, NDArray y) {
        return mean(x.sub(y).abs());
    }

    /** (D - target)^2, a mean over patches. */
    private static double squares(NDArray map, float target) {
        return mean(map.sub(target).square());
    }

    @Test
    void thePapersCounts() {
        CycleGan paper = new CycleGan(CycleGanConfig.paper().withPool(0), 1);
        assertEquals(11_378_179, paper.genAB().count());
        assertEquals(11_378_179, paper.genBA().count());
        assertEquals(2_764_737, paper.disA().count());
        assertEquals(2_764_737, paper.disB().count());
        assertEquals(
                7_837_699,
                new CycleGan(CycleGanConfig.paper128().withPool(0), 1).genAB().count());
    }

    @Test
    void theLabsGeneratorsFitIntoAPublishedFile() {
        CycleGan lab = new CycleGan(CycleGanConfig.lab(), 1);
        long bytes = 2 * (lab.genAB().count() + lab.genBA().count()); // float16
        assertTrue(bytes < 3_000_000, () -> bytes + " bytes");
    }

    @Test
    void domainsMayHaveDifferentChannels() {
        CycleGan model = new CycleGan(CONFIG.withChannels(1, 3).withWeights(new Lambdas(1, 10, 0)), 1);
        Pair x = batch(1);
        Pair mixed = new Pair(x.a().get(":, :1"), x.b(), x.sources(), x.step());
        assertEquals(x.a().getShape(), model.aToB(mixed.a()).getShape());
        assertEquals(mixed.a().getShape(), model.bToA(mixed.b()).getShape());
        Grad.off(() -> model.generator(mixed).total());
        Grad.off(() -> model.discriminator(mixed).total());
    }

    @Test
    void termsAreTheFormulas() {
        CycleGan model = new CycleGan(CONFIG, 1);
        Pair x = batch(1);
        Map<String, Double> gen = Grad.off(() -> model.generator(x).values());
        assertEquals(List.of("gan", "cycle", "identity", "total"), List.copyOf(gen.keySet()));
        NDArray xAB = model.aToB(x.a()), xBA = model.bToA(x.b());
        double fool =
                squares(model.disA().forward(xBA), 1) + squares(model.disB().forward(xAB), 1);
        assertEquals(fool, gen.get("gan"), 1e-5);
        assertEquals(l1(model.bToA(xAB), x.a()) + l1(model.aToB(xBA), x.b()), gen.get("cycle"), 1e-5);
        assertEquals(l1(model.bToA(x.a()), x.a()) + l1(model.aToB(x.b()), x.b()), gen.get("identity"), 1e-5);
        double total = 2 * gen.get("gan") + 10 * gen.get("cycle") + 5 * gen.get("identity");
        assertEquals(total, gen.get("total"), 1e-4);

        Map<String, Double> dis = Grad.off(() -> model.discriminator(x).values());
        assertEquals(List.of("real", "fake", "total"), List.copyOf(dis.keySet()));
        double real =
                squares(model.disA().forward(x.a()), 1) + squares(model.disB().forward(x.b()), 1);
        double fake =
                squares(model.disA().forward(xBA), 0) + squares(model.disB().forward(xAB), 0);
        assertEquals(real, dis.get("real"), 1e-5);
        assertEquals(fake, dis.get("fake"), 1e-5); // the pools are not full: they hand on what comes
        assertEquals(0.5 * (real + fake), dis.get("total"), 1e-5);
    }

    @Test
    void aTermOfWeightZeroIsNotComputed() {
        for (CycleGanArm arm : CycleGanArm.values()) {
            CycleGan model = new CycleGan(CONFIG.withWeights(arm.config().weights()), 1);
            List<String> terms = List.copyOf(
                    Grad.off(() -> model.generator(batch(1)).values()).keySet());
            List<String> expected =
                    switch (arm) {
                        case GAN_ONLY -> List.of("gan", "total");
                        case CYCLE_ONLY -> List.of("cycle", "total");
                        case BOTH -> List.of("gan", "cycle", "total");
                        case IDENTITY -> List.of("gan", "cycle", "identity", "total");
                    };
            assertEquals(expected, terms, arm.id());
            assertEquals(
                    CycleGanConfig.lab(),
                    arm.config().withWeights(CycleGanConfig.lab().weights()));
        }
        assertEquals(CycleGanConfig.lab(), CycleGanArm.BOTH.config());
        assertThrows(IllegalArgumentException.class, () -> new Lambdas(0, 0, 0));
    }

    /** The discriminators are shown what was drawn before the generators' step, although those have changed. */
    @Test
    void theDiscriminatorsSeeTheFakesOfTheGeneratorsTurn() {
        CycleGan model = new CycleGan(CONFIG, 1);
        Pair x = batch(1);
        NDArray before = model.aToB(x.a());
        step(Grad.on(() -> model.generator(x)), parts(model.genAB(), model.genBA()));
        assertTrue(l1(before, model.aToB(x.a())) > 1e-4, "the generators have changed");
        Grad.off(() -> model.discriminator(x).total());
        assertArrayEquals(before.toFloatArray(), model.poolB().images().toFloatArray(), 1e-6f);
        NDArray now = model.aToB(x.a());
        Grad.off(() -> model.discriminator(x).total()); // handed out a last time: drawn anew
        assertArrayEquals(now.toFloatArray(), model.poolB().images().get("2:").toFloatArray(), 1e-6f);
    }

    @Test
    void fullPoolsShowEarlierFakes() {
        CycleGan model = new CycleGan(CONFIG, 1);
        for (int i = 1; i <= 2; i++) {
            Pair x = batch(i);
            Grad.off(() -> model.discriminator(x).total()); // 2 images each fill the pools of 4
        }
        assertEquals(4, model.poolA().size());
        Pair x = batch(3);
        float[] pooled = model.poolB().images().toFloatArray();
        double term = Grad.off(() -> model.discriminator(x).values()).get("fake");
        boolean exchanged = !Arrays.equals(pooled, model.poolB().images().toFloatArray());
        CycleGan none = new CycleGan(CONFIG.withPool(0), 1);
        double fresh = Grad.off(() -> none.discriminator(batch(3)).values()).get("fake");
        assertTrue(exchanged && Math.abs(term - fresh) > 1e-7, "seed 3 exchanges an image in step 3");
    }

    @Test
    void aStepOfOnePlayerLeavesTheOtherUntouched() {
        CycleGan model = new CycleGan(CONFIG, 1);
        List<NDArray> gen = parts(model.genAB(), model.genBA()), dis = parts(model.disA(), model.disB());
        List<float[]> genBefore = values(gen), disBefore = values(dis);
        Pair x = batch(1);
        step(Grad.on(() -> model.generator(x)), gen);
        assertSame(disBefore, values(dis), true);
        assertSame(genBefore, values(gen), false);
        List<float[]> genAfter = values(gen);
        step(Grad.on(() -> model.discriminator(x)), dis);
        assertSame(genAfter, values(gen), true);
        assertSame(disBefore, values(dis), false);
    }

    private static List<NDArray> parts(Part a, Part b) {
        List<NDArray> list = new ArrayList<>(a.weights().values());
        list.addAll(b.weights().values());
        return list;
    }

    private static void step(LossTerms terms, List<NDArray> params) {
        try (Adam adam = new Adam(Adam.Config.gan(1e-3, 0))) {
            Grad.on(() -> {
                adam.step(params, Grad.of(terms.total(), params));
                return true;
            });
        }
    }

    private static List<float[]> values(List<NDArray> arrays) {
        return arrays.stream().map(NDArray::toFloatArray).toList();
    }

    private static void assertSame(List<float[]> before, List<float[]> after, boolean same) {
        boolean equal = true;
        for (int i = 0; i < before.size(); i++) {
            equal &= Arrays.equals(before.get(i), after.get(i));
        }
        assertEquals(same, equal);
    }

    @Test
    void itsWeightsStartAroundZero() {
        float[] w = new CycleGan(CycleGanConfig.lab(), 1)
                .genAB()
                .weights()
                .get("chain/res/res0/conv0/weight")
                .toFloatArray();
        double squares = 0;
        for (float v : w) {
            squares += v * v;
        }
        assertEquals(0.02, Math.sqrt(squares / w.length), 0.001);
        assertFalse(Arrays.equals(
                w,
                new CycleGan(CycleGanConfig.lab(), 2)
                        .genAB()
                        .weights()
                        .get("chain/res/res0/conv0/weight")
                        .toFloatArray()));
    }
}
