package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.Pix2pixConfig.Dis;
import org.ui2i.models.Pix2pixConfig.Lambdas;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class Pix2pixTest {
    private static final Pix2pixConfig CONFIG = Pix2pixConfig.tiny().withChannels(1, 3);

    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private Pair batch(long number) {
        NDArray a = Draws.seeded(4, 1, manager).noise(new Shape(2, 1, 16, 16)).tanh();
        NDArray b = Draws.seeded(5, 1, manager).noise(new Shape(2, 3, 16, 16)).tanh();
        return new Pair(a, b, List.of("random"), new Step(manager, 3, number));
    }

    @Test
    void thePapersCounts() {
        Pix2pix paper = new Pix2pix(Pix2pixConfig.paper(), 1);
        assertEquals(54_413_955, paper.gen().count());
        assertEquals(2_768_705, paper.dis().count());
    }

    @Test
    void theLabsGeneratorFitsIntoAPublishedFile() {
        long bytes = 2 * new Pix2pix(Pix2pixConfig.lab(), 1).gen().count(); // float16
        assertTrue(bytes < 3_000_000, () -> bytes + " bytes");
    }

    /** -log sigmoid(x), a mean. */
    private static double minusLogSigmoid(NDArray logits, int sign) {
        double sum = 0;
        for (float x : logits.toFloatArray()) {
            sum += Math.log1p(Math.exp(-sign * x));
        }
        return sum / logits.size();
    }

    @Test
    void termsAreTheFormulas() {
        Pix2pix model = new Pix2pix(CONFIG, 1);
        Pair x = batch(1);
        NDArray xAB = Grad.off(() -> model.gen().forward(x.a(), batch(1).step().draws()));
        NDArray fake = Grad.off(() -> model.dis().forward(x.a().concat(xAB, 1)));
        NDArray real = Grad.off(() -> model.dis().forward(x.a().concat(x.b(), 1)));
        Map<String, Double> dis = Grad.off(() -> model.discriminator(x).values());
        assertEquals(List.of("real", "fake", "total"), List.copyOf(dis.keySet()));
        assertEquals(minusLogSigmoid(real, 1), dis.get("real"), 1e-5);
        assertEquals(minusLogSigmoid(fake, -1), dis.get("fake"), 1e-5);
        assertEquals(0.5 * (dis.get("real") + dis.get("fake")), dis.get("total"), 1e-5);

        Map<String, Double> gen = Grad.off(() -> model.generator(x).values());
        assertEquals(List.of("gan", "l1", "total"), List.copyOf(gen.keySet()));
        assertEquals(minusLogSigmoid(fake, 1), gen.get("gan"), 1e-5);
        assertEquals(xAB.sub(x.b()).abs().mean().getFloat(), gen.get("l1"), 1e-5);
        assertEquals(gen.get("gan") + 100 * gen.get("l1"), gen.get("total"), 1e-4);
    }

    @Test
    void aTermOfWeightZeroIsNotComputed() {
        Pix2pix l1 = new Pix2pix(CONFIG.withWeights(new Lambdas(0, 100)), 1);
        assertEquals(
                List.of("l1", "total"),
                List.copyOf(Grad.off(() -> l1.generator(batch(1)).values()).keySet()));
        Pix2pix gan = new Pix2pix(CONFIG.withWeights(new Lambdas(1, 0)), 1);
        assertEquals(
                List.of("gan", "total"),
                List.copyOf(Grad.off(() -> gan.generator(batch(1)).values()).keySet()));
        assertThrows(IllegalArgumentException.class, () -> new Lambdas(0, 0));
    }

    /** Only a conditional discriminator tells another condition. */
    @Test
    void theConditionIsSeenOnlyIfItIsWanted() {
        for (boolean conditional : new boolean[] {true, false}) {
            Pix2pix model = new Pix2pix(CONFIG.withDis(new Dis(4, 1, conditional)), 1);
            Pair x = batch(1), other = new Pair(x.a().neg(), x.b(), x.sources(), batch(1).step());
            double one = Grad.off(() -> model.discriminator(x).values()).get("real");
            double two = Grad.off(() -> model.discriminator(other).values()).get("real");
            assertEquals(!conditional, one == two, "conditional " + conditional);
        }
    }

    @Test
    void bothPlayersShareOneForwardOfG() {
        Pix2pix model = new Pix2pix(CONFIG, 1);
        Pair x = batch(1);
        String mean = "down1/norm/statistics/running_mean";
        Grad.on(() -> model.discriminator(x).total());
        float[] once = model.gen().state().get(mean).toFloatArray();
        Grad.on(() -> model.generator(x).total());
        assertArrayEquals(once, model.gen().state().get(mean).toFloatArray(), "the running mean moved once");
        Grad.on(() -> model.generator(x).total()); // handed out a last time: drawn anew
        assertFalse(Arrays.equals(once, model.gen().state().get(mean).toFloatArray()));
    }

    @Test
    void aStepOfOnePlayerLeavesTheOtherUntouched() {
        Pix2pix model = new Pix2pix(CONFIG, 1);
        List<float[]> gen = values(model.gen()), dis = values(model.dis());
        step(Grad.on(() -> model.discriminator(batch(1))), model.dis());
        assertTrue(same(gen, values(model.gen())) && !same(dis, values(model.dis())));
        dis = values(model.dis());
        step(Grad.on(() -> model.generator(batch(2))), model.gen());
        assertTrue(!same(gen, values(model.gen())) && same(dis, values(model.dis())));
    }

    private static void step(LossTerms terms, Part part) {
        List<NDArray> params = List.copyOf(part.weights().values());
        try (Adam adam = new Adam(Adam.Config.gan(1e-3, 0))) {
            Grad.on(() -> {
                adam.step(params, Grad.of(terms.total(), params));
                return true;
            });
        }
    }

    private static List<float[]> values(Part part) {
        return part.weights().values().stream().map(NDArray::toFloatArray).toList();
    }

    private static boolean same(List<float[]> before, List<float[]> after) {
        boolean equal = true;
        for (int i = 0; i < before.size(); i++) {
            equal &= Arrays.equals(before.get(i), after.get(i));
        }
        return equal;
    }

    @Test
    void itDrawsWithoutNoiseOrAsThePaperTests() {
        Pix2pix model = new Pix2pix(CONFIG, 1);
        NDArray a = batch(1).a();
        float[] plain = model.aToB(a).toFloatArray();
        assertArrayEquals(plain, model.aToB(a).toFloatArray());
        NDArray alone = model.aToB(a.get("1:2"));
        assertArrayEquals(model.aToB(a).get("1:2").toFloatArray(), alone.toFloatArray(), 1e-5f, "no neighbour counts");

        Map<String, NDArray> state = model.gen().state();
        float[] mean = state.get("down1/norm/statistics/running_mean").toFloatArray();
        float[] noisy = model.aToB(a, Draws.seeded(1, 0, manager)).toFloatArray();
        assertArrayEquals(noisy, model.aToB(a, Draws.seeded(1, 0, manager)).toFloatArray());
        assertFalse(
                Arrays.equals(noisy, model.aToB(a, Draws.seeded(2, 0, manager)).toFloatArray()));
        assertArrayEquals(mean, state.get("down1/norm/statistics/running_mean").toFloatArray());
    }

    /** Enough pairs of one map to another: L1 falls by far. */
    @Test
    void everyArmDiffersFromTheLabInWhatItsNameSays() {
        Pix2pixConfig lab = Pix2pixConfig.lab();
        assertEquals(lab, Pix2pixArm.BOTH.config());
        assertEquals(lab.withWeights(new Lambdas(0, 100)), Pix2pixArm.L1_ONLY.config());
        assertEquals(lab.withWeights(new Lambdas(1, 0)), Pix2pixArm.GAN_ONLY.config());
        Pix2pixConfig.Dis dis = lab.dis();
        assertEquals(
                lab.withDis(new Pix2pixConfig.Dis(dis.filters(), dis.layers(), false)),
                Pix2pixArm.UNCONDITIONAL.config());
    }

    @Test
    void itLearnsAPairByHeart() {
        Pix2pix model = new Pix2pix(CONFIG.withWeights(new Lambdas(0, 100)), 1);
        List<NDArray> params = List.copyOf(model.gen().weights().values());
        double first = 0, last = 0;
        try (Adam adam = new Adam(Adam.Config.gan(1e-2, 0))) {
            for (int i = 0; i < 60; i++) {
                Pair x = batch(i);
                LossTerms terms = Grad.on(() -> model.generator(x));
                Grad.on(() -> {
                    adam.step(params, Grad.of(terms.total(), params));
                    return true;
                });
                last = terms.term("l1").getFloat();
                first = i == 0 ? last : first;
            }
        }
        assertTrue(last < 0.7 * first, first + " fell to " + last);
    }
}
