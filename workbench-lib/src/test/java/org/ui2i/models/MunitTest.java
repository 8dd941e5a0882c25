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
import org.ui2i.models.MunitConfig.Lambdas;
import org.ui2i.models.MunitGenerator.Code;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class MunitTest {
    private static final MunitConfig CONFIG = MunitConfig.tiny().withChannels(1, 3);

    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    private Pair batch(long number) {
        Step step = new Step(manager, 3, number);
        NDArray a = Draws.seeded(4, 1, manager).noise(new Shape(2, 1, 16, 16)).tanh();
        NDArray b = Draws.seeded(5, 1, manager).noise(new Shape(2, 3, 16, 16)).tanh();
        return new Pair(a, b, List.of("random"), step);
    }

    private static double mean(NDArray x) {
        return x.mean().getFloat();
    }

    private static double l1(NDArray x, NDArray y) {
        return mean(x.sub(y).abs());
    }

    @Test
    void thePapersCounts() {
        Munit munit = new Munit(MunitConfig.paper(), 1);
        assertEquals(15_026_187, munit.genA().count());
        assertEquals(15_026_187, munit.genB().count());
        assertEquals(8_271_171, munit.disA().count());
        assertEquals(8_271_171, munit.disB().count());
        Map<String, Part> parts = munit.genA().parts();
        assertEquals(5_385_856, parts.get("content").count());
        assertEquals(2_764_936, parts.get("style").count());
        assertEquals(1_120_768, parts.get("mlp").count());
        assertEquals(5_754_627, parts.get("decoder").count());
    }

    @Test
    void theLabsGeneratorsFitIntoAPublishedFile() {
        Munit munit = new Munit(MunitConfig.lab(), 1);
        long bytes = 2 * (munit.genA().count() + munit.genB().count()); // float16
        assertTrue(bytes < 3_000_000, () -> bytes + " bytes");
    }

    /** 2 scales of 3 halvings need 16 pixels, and 16 are enough; the paper's 3 scales of 4 need 64. */
    @Test
    void theSmallestImageGoesThroughEveryNetworkAndNoSmallerOne() {
        assertEquals(64, MunitConfig.paper().smallestImage());
        Munit munit = new Munit(MunitConfig.lab().withFilters(2), 1);
        assertEquals(16, munit.config().smallestImage());
        NDArray x = Draws.seeded(4, 1, manager).noise(new Shape(1, 3, 16, 16));
        assertEquals(x.getShape(), munit.genA().forward(x).getShape());
        assertEquals(2, munit.disA().scores(x).size());
        assertThrows(RuntimeException.class, () -> munit.disA().scores(x.get(":, :, :8, :8")));
    }

    @Test
    void termsAreTheFormulas() {
        Munit munit = new Munit(CONFIG.withWeights(new Lambdas(2, 10, 3, 4, 5, 0)), 1);
        Map<String, Double> terms = Grad.off(() -> munit.generator(batch(1)).values());
        assertEquals(List.of("recon_x", "recon_s", "recon_c", "cycle", "gan", "total"), List.copyOf(terms.keySet()));
        double total = 10 * terms.get("recon_x")
                + 3 * terms.get("recon_s")
                + 4 * terms.get("recon_c")
                + 5 * terms.get("cycle")
                + 2 * terms.get("gan");
        assertEquals(total, terms.get("total"), 1e-5 * Math.abs(total));

        Pair x = batch(1); // the same draws again: a style for A, then one for B
        MunitGenerator genA = munit.genA(), genB = munit.genB();
        NDArray rA = x.step().draws().noise(new Shape(2, CONFIG.gen().styleCode())),
                rB = x.step().draws().noise(new Shape(2, CONFIG.gen().styleCode()));
        Code a = genA.encode(x.a()), b = genB.encode(x.b());
        NDArray xBA = genA.decode(b.c(), rA), xAB = genB.decode(a.c(), rB);
        Code ba = genA.encode(xBA), ab = genB.encode(xAB);
        double reconX = l1(genA.decode(a.c(), a.s()), x.a()) + l1(genB.decode(b.c(), b.s()), x.b());
        assertEquals(reconX, terms.get("recon_x"), 1e-5);
        assertEquals(l1(ba.s(), rA) + l1(ab.s(), rB), terms.get("recon_s"), 1e-5);
        assertEquals(l1(ab.c(), a.c()) + l1(ba.c(), b.c()), terms.get("recon_c"), 1e-5);
        double cycle = l1(genA.decode(ab.c(), a.s()), x.a()) + l1(genB.decode(ba.c(), b.s()), x.b());
        assertEquals(cycle, terms.get("cycle"), 1e-5);
        double fool = mean(munit.disA().forward(xBA).sub(1f).square())
                + mean(munit.disB().forward(xAB).sub(1f).square());
        assertEquals(fool, terms.get("gan"), 1e-5);
    }

    @Test
    void theTargetOfTheContentReconstructionHasItsGradient() {
        Munit munit = new Munit(CONFIG.withWeights(new Lambdas(0, 0, 0, 1, 0, 0)), 1);
        NDArray stem = munit.genA().weights().get("content/chain/stem/weight");
        Pair x = batch(1);
        NDArray rB = Grad.off(() -> {
            x.step().draws().noise(new Shape(2, CONFIG.gen().styleCode()));
            return x.step().draws().noise(new Shape(2, CONFIG.gen().styleCode()));
        });
        float[] all = Grad.on(() -> {
            NDArray term = munit.generator(batch(1)).parts("recon_c").get(0);
            return Grad.of(term, List.of(stem)).get(0).toFloatArray();
        });
        float[] detached = Grad.on(() -> {
            NDArray c = munit.genA().content(x.a());
            NDArray again = munit.genB().content(munit.genB().decode(c, rB));
            return Grad.of(again.sub(Grad.detach(c)).abs().mean(), List.of(stem))
                    .get(0)
                    .toFloatArray();
        });
        assertFalse(Arrays.equals(all, detached));
    }

    /** D's step hands its content codes on: G's gradients are those of codes of its own. */
    @Test
    void theGeneratorsStepIsTheSameAfterTheDiscriminators() {
        Munit munit = new Munit(CONFIG, 1);
        List<NDArray> gen = both(munit.genA(), munit.genB());
        Pair after = batch(1), alone = batch(1);
        Grad.off(() -> munit.discriminator(after).values()); // as a display would, without a graph
        munit.styles(2, alone.step().draws()); // the two draws of D's step
        munit.styles(2, alone.step().draws());
        List<float[]> one = gradients(munit, after, gen), other = gradients(munit, alone, gen);
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(other.get(i), one.get(i), 1e-6f);
        }
    }

    private static List<float[]> gradients(Munit munit, Pair x, List<NDArray> params) {
        return Grad.on(() -> values(Grad.of(munit.generator(x).total(), params)));
    }

    @Test
    void aStepOfOnePlayerLeavesTheOtherUntouched() {
        Munit munit = new Munit(CONFIG, 1);
        List<NDArray> gen = both(munit.genA(), munit.genB());
        List<NDArray> dis = both(munit.disA(), munit.disB());
        List<float[]> genBefore = values(gen), disBefore = values(dis);
        step(Grad.on(() -> munit.discriminator(batch(1))), dis);
        assertSameBytes(genBefore, values(gen), true);
        assertSameBytes(disBefore, values(dis), false);
        List<float[]> disAfter = values(dis);
        step(Grad.on(() -> munit.generator(batch(2))), gen);
        assertSameBytes(disAfter, values(dis), true);
        assertSameBytes(genBefore, values(gen), false);
    }

    private static void step(LossTerms terms, List<NDArray> params) {
        try (Adam adam = new Adam(Adam.Config.gan(1e-3, 0))) {
            Grad.on(() -> {
                adam.step(params, Grad.of(terms.total(), params));
                return true;
            });
        }
    }

    private static List<NDArray> both(Part a, Part b) {
        List<NDArray> list = new ArrayList<>(a.weights().values());
        list.addAll(b.weights().values());
        return list;
    }

    private static List<float[]> values(List<NDArray> arrays) {
        return arrays.stream().map(NDArray::toFloatArray).toList();
    }

    private static void assertSameBytes(List<float[]> before, List<float[]> after, boolean same) {
        boolean equal = true;
        for (int i = 0; i < before.size(); i++) {
            equal &= Arrays.equals(before.get(i), after.get(i));
        }
        assertEquals(same, equal);
    }

    @Test
    void aWeightOfZeroLeavesCycleAndPerceptualOut() {
        Map<String, Double> terms =
                Grad.off(() -> new Munit(CONFIG, 1).generator(batch(1)).values());
        assertEquals(List.of("recon_x", "recon_s", "recon_c", "gan", "total"), List.copyOf(terms.keySet()));
    }

    /** Features that are an affine function of the pixels: what instance norm leaves does not see brightness or contrast. */
    @Test
    void thePerceptualLossIgnoresTheDomainsMeanAndVariance() {
        MunitConfig config = CONFIG.withChannels(1, 1).withWeights(new Lambdas(1, 10, 1, 1, 0, 0.5));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Munit(config, 1))
                .getMessage()
                .contains("no feature network: give one, or set perceptual to 0"));
        Pair x = new Pair(batch(1).a(), batch(1).a(), List.of("random"), batch(1).step());
        Map<String, Double> plain =
                Grad.off(() -> new Munit(config, 1, y -> y).generator(x).values());
        Pair again = new Pair(x.a(), x.b(), x.sources(), batch(1).step());
        Map<String, Double> affine = Grad.off(() ->
                new Munit(config, 1, y -> y.mul(3f).add(2f)).generator(again).values());
        assertTrue(plain.get("perceptual") > 0.1, plain::toString);
        assertEquals(plain.get("perceptual"), affine.get("perceptual"), 1e-3);
        double rest = 10 * plain.get("recon_x") + plain.get("recon_s") + plain.get("recon_c") + plain.get("gan");
        assertEquals(rest + 0.5 * plain.get("perceptual"), plain.get("total"), 1e-4);
    }

    @Test
    void translationsTakeRandomStylesAndThoseOfImages() {
        Munit munit = new Munit(CONFIG, 1);
        Pair x = batch(1);
        NDArray styles = munit.styles(2, Draws.seeded(7, 0, manager));
        NDArray xAB = munit.aToB(x.a(), styles);
        assertEquals(new Shape(2, 3, 16, 16), xAB.getShape());
        NDArray one = munit.aToB(x.a(), styles.get("1:2")); // one style for all
        assertArrayEquals(xAB.get("1:2").toFloatArray(), one.get("1:2").toFloatArray(), 1e-5f);
        assertTrue(l1(xAB.get("0:1"), one.get("0:1")) > 1e-3, "another style, another image");
        NDArray guided = munit.bToA(x.b(), munit.genA().style(x.a()));
        assertEquals(new Shape(2, 1, 16, 16), guided.getShape());
        assertThrows(
                IllegalArgumentException.class,
                () -> munit.aToB(x.a(), munit.styles(3, x.step().draws())));

        NDArray from = styles.get("0:1"), to = styles.get("1:2");
        assertArrayEquals(from.toFloatArray(), Munit.between(from, to, 0).toFloatArray(), 1e-6f);
        float quarter = 0.75f * from.toFloatArray()[0] + 0.25f * to.toFloatArray()[0];
        assertEquals(quarter, Munit.between(from, to, 0.25).toFloatArray()[0], 1e-6f);
    }

    /** Swapping only (beta, gamma) is swapping the style (row M10). */
    @Test
    void theStyleReachesTheImageThroughAdaInAlone() {
        MunitGenerator gen = new Munit(CONFIG, 1).genA();
        NDArray x = batch(1).a();
        NDArray c = gen.content(x), s = gen.style(x);
        assertEquals(new Shape(2, CONFIG.gen().styleCode()), s.getShape());
        assertEquals(new Shape(2, 2 * 4 * 16), gen.adaIn(s).getShape()); // 2 blocks of 2 layers of 16 channels
        assertArrayEquals(
                gen.decode(c, s).toFloatArray(), gen.decodeWith(c, gen.adaIn(s)).toFloatArray());
    }

    @Test
    void everyArmDiffersFromTheBaseInWhatItsNameSays() {
        MunitConfig base = MunitArm.BASE.config();
        for (MunitArm arm : MunitArm.values()) {
            boolean norms = arm == MunitArm.NO_CONTENT_NORM || arm == MunitArm.STYLE_NORM;
            MunitConfig back = norms
                    ? arm.config().withGen(arm.config().gen().withNorms(Norm.INSTANCE, Norm.NONE))
                    : arm.config().withWeights(base.weights());
            assertEquals(base, back, arm.id());
            assertEquals(arm == MunitArm.BASE, base.equals(arm.config()), arm.id());
        }
        Lambdas l = base.weights();
        assertEquals(MunitConfig.lab().weights(), l);
        assertEquals(new Lambdas(4, 0, 1, 1, 0, 0), MunitArm.NO_RECON_X.config().weights());
        assertEquals(
                new Lambdas(4, 10, 1, 0, 0, 0), MunitArm.NO_RECON_C.config().weights());
        assertEquals(
                new Lambdas(4, 10, 0, 1, 0, 0), MunitArm.NO_RECON_S.config().weights());
        assertEquals(l.gan() / 4, MunitArm.GAN_1.config().weights().gan());
        assertEquals(l.gan() * 4, MunitArm.GAN_16.config().weights().gan());
        assertEquals(10, MunitArm.CYCLE.config().weights().cycle());
    }

    @Test
    void onLettersTheArmsHaveThePapersAdversarialLambdaAndStyles() {
        MunitConfig letters = MunitArm.CYCLE.onLetters(), emoji = MunitArm.CYCLE.config();
        assertEquals(new Lambdas(1, 10, 1, 1, 10, 0), letters.weights());
        assertEquals(8, letters.gen().styleCode());
        assertEquals(
                emoji,
                letters.withChannels(3, 3)
                        .withWeights(emoji.weights())
                        .withGen(letters.gen().withStyleCode(emoji.gen().styleCode())));
    }

    /** An image twice as bright and with other contrast has the same content code with instance norm, not without. */
    @Test
    void instanceNormTakesBrightnessAndContrastOutOfTheContent() {
        NDArray x = batch(1).a();
        NDArray other = x.mul(0.5f).add(0.3f);
        MunitGenerator with = new Munit(CONFIG, 1).genA();
        MunitConfig off = CONFIG.withGen(CONFIG.gen().withNorms(Norm.NONE, Norm.NONE));
        MunitGenerator without = new Munit(off, 1).genA();
        assertEquals(0, l1(with.content(x), with.content(other)), 2e-3);
        assertTrue(l1(without.content(x), without.content(other)) > 0.05, "nothing takes it out");
    }
}
