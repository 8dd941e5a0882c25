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
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.FewShotPair;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Init;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class FunitTest {
    private static final FunitConfig TINY = FunitConfig.tiny().withClasses(5);
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    /** Two content images of classes 1 and 0, K images each of classes 3 and 1. */
    private FewShotPair batch(int k) {
        Step step = new Step(manager, 3, 1);
        return new FewShotPair(
                step.draws().noise(new Shape(2, 1, 16, 16)).tanh(),
                manager.create(new long[] {1, 0}),
                step.draws().noise(new Shape(2, k, 1, 16, 16)).tanh(),
                manager.create(new long[] {3, 1}),
                List.of("random"),
                step);
    }

    private static List<NDArray> weights(Part part) {
        return List.copyOf(part.weights().values());
    }

    @Test
    void thePapersCounts() {
        Part gen = new FunitGenerator(FunitConfig.paper(), Weights.seeded(1, Init.KAIMING));
        assertEquals(29_866_435, gen.count());
        gen.clear();
        Part dis = new MultiTaskDiscriminator(FunitConfig.paper().discriminator(), Weights.seeded(1, Init.KAIMING));
        assertEquals(54_252_599, dis.count());
        dis.clear();
    }

    @Test
    void theLabsCounts() {
        Funit funit = new Funit(FunitConfig.lab(), 1);
        assertEquals(727_745, funit.gen().count());
        assertEquals(272_092, funit.dis().count());
        assertEquals(funit.gen().count(), funit.genTest().count());
    }

    @Test
    void onlyTheGivenClassesHeadsGetAGradient() {
        Funit funit = new Funit(TINY, 1);
        List<NDArray> heads = List.of(
                funit.dis().weights().get("heads/weight"), funit.dis().weights().get("heads/bias"));
        LossTerms terms = funit.discriminator(batch(1));
        for (String term : List.of("gan_real", "gan_fake", "r1")) {
            float[] weight = Grad.of(funit.discriminator(batch(1)).term(term), heads)
                    .get(0)
                    .toFloatArray();
            assertEquals(List.of(1, 3), rowsWithAGradient(weight), term); // classes of the class images
        }
        List<NDArray> total = Grad.on(() -> Grad.of(terms.total(), heads));
        assertEquals(List.of(1, 3), rowsWithAGradient(total.get(0).toFloatArray()));
        assertEquals(List.of(1, 3), rowsWithAGradient(total.get(1).toFloatArray()));
    }

    /** Rows that are not exactly zero. */
    private static List<Integer> rowsWithAGradient(float[] gradient) {
        List<Integer> rows = new ArrayList<>();
        int width = gradient.length / TINY.dis().classes();
        for (int row = 0; row < TINY.dis().classes(); row++) {
            for (int i = 0; i < width; i++) {
                if (gradient[row * width + i] != 0) {
                    rows.add(row);
                    break;
                }
            }
        }
        return rows;
    }

    @Test
    void theClassCodeIsTheMeanOfEachImagesCode() {
        Funit funit = new Funit(TINY, 1);
        NDArray y = batch(3).classImages(); // (2, 3, 1, 16, 16)
        NDArray codes = funit.gen().classCode(y);
        assertEquals(new Shape(2, 8), codes.getShape());
        for (int b = 0; b < 2; b++) {
            NDArray sum = manager.zeros(new Shape(1, 8));
            for (int k = 0; k < 3; k++) {
                sum = sum.add(funit.gen().classCode(y.get(b).get(k).reshape(1, 1, 1, 16, 16)));
            }
            assertArrayEquals(sum.div(3).toFloatArray(), codes.get(b).toFloatArray(), 1e-5f);
            assertArrayEquals(
                    codes.get(b).toFloatArray(), funit.classCode(y.get(b)).toFloatArray(), 1e-5f);
        }
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> funit.gen().classCode(y.get(0)));
        assertTrue(e.getMessage().contains("give (B, K, C, H, W)"), e.getMessage());
    }

    @Test
    void termsAreTheFormulas() {
        Funit funit = new Funit(TINY, 1);
        FewShotPair x = batch(2);
        Map<String, Double> d = Grad.off(() -> funit.discriminator(x).values());
        Map<String, Double> g = Grad.off(() -> funit.generator(x).values());

        NDArray zX = funit.gen().content(x.content());
        NDArray xBar = funit.gen().decode(zX, funit.gen().classCode(x.classImages()));
        NDArray xRecon = funit.gen().forward(x.content());
        float[][] real = own(funit, x.classImages().reshape(4, 1, 16, 16), 3, 3, 1, 1);
        float[][] bar = own(funit, xBar, 3, 1);
        float[][] recon = own(funit, xRecon, 1, 0);
        assertEquals(mean(real, v -> Math.max(0, 1 - v)), d.get("gan_real"), 1e-5);
        assertEquals(mean(bar, v -> Math.max(0, 1 + v)), d.get("gan_fake"), 1e-5);
        assertEquals(-mean(bar, v -> v), g.get("gan_trans"), 1e-5);
        assertEquals(-mean(recon, v -> v), g.get("gan_recon"), 1e-5);
        assertEquals(xRecon.sub(x.content()).abs().mean().getFloat(), g.get("recon"), 1e-5);
        float[] fBar = places(funit, xBar), fRecon = places(funit, xRecon), fX = places(funit, x.content());
        float[] fY = places(funit, x.classImages().reshape(4, 1, 16, 16)); // (2 classes, 2 images, F)
        int f = fBar.length / 2;
        double trans = 0, back = 0;
        for (int i = 0; i < fBar.length; i++) {
            int first = i / f * 2 * f + i % f;
            trans += Math.abs(fBar[i] - (fY[first] + fY[first + f]) / 2) / fBar.length;
            back += Math.abs(fRecon[i] - fX[i]) / fBar.length;
        }
        assertEquals(trans, g.get("fm_trans"), 1e-5);
        assertEquals(back, g.get("fm_recon"), 1e-5);
        assertEquals(d.get("gan_real") + d.get("gan_fake") + 10 * d.get("r1"), d.get("total"), 1e-5);
        double gan = (g.get("gan_trans") + g.get("gan_recon")) / 2;
        double rest = g.get("recon") + g.get("fm_trans") + g.get("fm_recon");
        assertEquals(gan + rest, g.get("total"), 1e-5);
    }

    /** Each image's map of its class, taken from all maps by hand. */
    private static float[][] own(Funit funit, NDArray x, int... classes) {
        NDArray maps = funit.dis().forward(x);
        float[][] own = new float[classes.length][];
        for (int i = 0; i < classes.length; i++) {
            own[i] = maps.get(i).get(classes[i]).toFloatArray();
        }
        return own;
    }

    private static double mean(float[][] maps, DoubleUnaryOperator of) {
        return Arrays.stream(maps)
                .mapToDouble(map -> {
                    double sum = 0;
                    for (float v : map) {
                        sum += of.applyAsDouble(v);
                    }
                    return sum / map.length;
                })
                .average()
                .orElseThrow();
    }

    private static float[] places(Funit funit, NDArray x) {
        NDArray f = funit.dis().features(x);
        return f.mean(new int[] {3}).mean(new int[] {2}).toFloatArray();
    }

    /** The public code differentiates the mean over B images, so its penalty is 1 / B^2 of the textbook's. */
    @Test
    void thePenaltyOfTheBatchMeanIsTheTextbooksOverBSquared() {
        Funit official = new Funit(TINY, 1);
        Funit textbook = new Funit(TINY.withPenalty(FunitConfig.Penalty.EACH_IMAGE), 1);
        for (int k : new int[] {1, 3}) {
            double b = 2 * k;
            double r1 = textbook.discriminator(batch(k)).values().get("r1");
            assertTrue(r1 > 1e-3);
            assertEquals(r1, b * b * official.discriminator(batch(k)).values().get("r1"), 1e-4 * r1);
        }
    }

    @Test
    void withoutPenaltyThereIsNoSuchTerm() {
        Funit funit = new Funit(TINY.withWeights(new FunitConfig.Lambdas(1, 1, 1, 0)), 1);
        assertEquals(
                List.of("gan_real", "gan_fake", "total"),
                List.copyOf(funit.discriminator(batch(1)).values().keySet()));
    }

    /** G's step takes the translation made for D's: the same numbers as its own, and no stale one after a change. */
    @Test
    void theTranslationSharedByBothStepsChangesNothing() {
        Funit funit = new Funit(TINY, 1);
        List<NDArray> gen = weights(funit.gen());
        FewShotPair x = batch(1);
        List<NDArray> alone = Grad.on(() -> Grad.of(funit.generator(batch(1)).total(), gen));
        List<NDArray> after = Grad.on(() -> {
            Grad.of(funit.discriminator(x).total(), weights(funit.dis()));
            return Grad.of(funit.generator(x).total(), gen);
        });
        for (int i = 0; i < gen.size(); i++) {
            assertArrayEquals(alone.get(i).toFloatArray(), after.get(i).toFloatArray(), 0f);
        }
        Grad.off(() -> {
            gen.forEach(w -> w.addi(0.01f));
            return true;
        });
        double again = Grad.off(() -> funit.generator(x).values()).get("gan_trans");
        assertEquals(Grad.off(() -> funit.generator(batch(1)).values()).get("gan_trans"), again, 0);
    }

    @Test
    void aStepOfOnePlayerLeavesTheOthersGradientsAlone() {
        Funit funit = new Funit(TINY, 1);
        List<NDArray> fromD =
                Grad.on(() -> Grad.of(funit.discriminator(batch(1)).total(), weights(funit.gen())));
        fromD.forEach(g -> assertEquals(0, g.abs().sum().getFloat()));
    }

    @Test
    void theAverageTranslatesWithOneCodeForAll() {
        Funit funit = new Funit(TINY, 1);
        FewShotPair x = batch(3);
        NDArray code = funit.classCode(x.classImages().get(0));
        float[] before = funit.translate(x.content(), code).toFloatArray();
        assertArrayEquals(
                funit.translate(x.content().get("1:2"), code).toFloatArray(),
                Arrays.copyOfRange(before, before.length / 2, before.length),
                1e-5f);
        Grad.off(() -> {
            weights(funit.gen()).forEach(w -> w.addi(1f));
            return true;
        });
        assertArrayEquals(before, funit.translate(x.content(), code).toFloatArray());
        Grad.off(() -> {
            weights(funit.genTest()).forEach(w -> w.addi(1f));
            return true;
        });
        assertFalse(Arrays.equals(before, funit.translate(x.content(), code).toFloatArray()));
        NDArray other = code.add(2f);
        assertArrayEquals(
                code.add(0.5f).toFloatArray(), Funit.between(code, other, 0.25).toFloatArray(), 1e-6f);
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> funit.translate(x.content(), manager.zeros(new Shape(3, 8))));
        assertTrue(e.getMessage().contains("give one of (1, 8)"), e.getMessage());
    }
}
