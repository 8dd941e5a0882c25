package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.ui2i.data.LabelledBatch;
import org.ui2i.data.LabelledTriple;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.Losses;
import org.ui2i.models.RelGanConfig.Lambdas;
import org.ui2i.nn.Init;
import org.ui2i.nn.RelativeDiscriminator;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;

class RelGanTest {
    private static final RelGanConfig TINY = RelGanConfig.tiny();
    private static final long SEED = 3, STEP = 10;
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    /** Two triples of images whose labels are plain, bold and italic. */
    private LabelledTriple batch() {
        Step images = new Step(manager, 7, 1), step = new Step(manager, SEED, STEP);
        return new LabelledTriple(batch(images, step, 0, 0), batch(images, step, 1, 0), batch(images, step, 0, 1));
    }

    private LabelledBatch batch(Step images, Step step, float bold, float italic) {
        NDArray x = images.draws().noise(new Shape(2, 1, 16, 16)).tanh();
        NDArray label = Tensors.of(manager, new float[] {bold, italic, bold, italic}, new Shape(2, 2));
        return new LabelledBatch(x, label, List.of("noise"), step);
    }

    private NDArray change(float bold, float italic) {
        return Tensors.of(manager, new float[] {bold, italic, bold, italic}, new Shape(2, 2));
    }

    @Test
    void thePapersCounts() {
        RelGanConfig paper = RelGanConfig.paper();
        Weights w = Weights.seeded(1, Init.KAIMING);
        ResNetGenerator gen = new ResNetGenerator(paper.generator(), w);
        assertEquals(8_471_977, gen.count());
        gen.clear();
        RelativeDiscriminator dis = new RelativeDiscriminator(paper.discriminator(), w);
        assertEquals(53_165_010, dis.count());
        dis.clear();
    }

    /** A D_M that sees nothing is least wrong with 1/6 for all six triples: then their squares add up to 5/6. */
    @Test
    void aBlindMatchingHeadHasALossOfFiveSixths() {
        RelGan model = new RelGan(TINY, 1);
        model.dis().weights().forEach((path, weight) -> {
            boolean bias = path.startsWith("match/logit") && path.endsWith("bias");
            Ops.copy(bias ? weight.onesLike().div(6f) : weight.zerosLike(), weight);
        });
        assertEquals(5 / 6.0, value(model.discriminator(batch()), "match"), 1e-6);
    }

    /** The change is target minus source; every wrong triple differs from the right one in one of its four. */
    @Test
    void theDiscriminatorsTermsAreTheFormulas() {
        RelGan model = new RelGan(TINY, 1);
        RelativeDiscriminator dis = model.dis();
        LabelledTriple x = batch();
        LossTerms terms = model.discriminator(x);
        Grad.off(() -> {
            NDArray v = change(1, 0), xBar = model.gen().draw(x.a().x(), v);
            NDArray hX = dis.features(x.a().x()), hY = dis.features(x.b().x()), hZ = dis.features(x.c().x());
            NDArray hBar = dis.features(xBar);
            assertEquals(one(dis.real(hY)), value(terms, "gan_real"), 1e-5);
            assertEquals(zero(dis.real(hBar)), value(terms, "gan_fake"), 1e-5);
            double[] matches = {
                one(dis.match(hX, hY, v)),
                zero(dis.match(hX, hBar, v)),
                zero(dis.match(hZ, hY, v)),
                zero(dis.match(hX, hZ, v)),
                zero(dis.match(hX, hY, change(0, 1))), // of the third label instead of the second
                zero(dis.match(hX, hY, change(1, -1))) // from the third label instead of the first
            };
            for (int i = 0; i < matches.length; i++) {
                assertEquals(matches[i], terms.parts("match").get(i).getFloat(), 1e-5, "match " + i);
            }
            assertEquals(Arrays.stream(matches).sum(), value(terms, "match"), 1e-4);
            return true;
        });
    }

    private static double one(NDArray map) {
        return map.sub(1f).square().mean().getFloat();
    }

    private static double zero(NDArray map) {
        return map.square().mean().getFloat();
    }

    private static double value(LossTerms terms, String name) {
        return terms.term(name).getFloat();
    }

    /** Of this step's shares one is below a half and one above, so that both ends are compared. */
    @Test
    void theInterpolationsTruthIsTheDistanceToTheNearerEnd() {
        RelGan model = new RelGan(TINY, 1);
        RelativeDiscriminator dis = model.dis();
        NDArray alpha = new Step(manager, SEED, STEP).draws().uniform(Draws.Stream.NOISE, new Shape(2, 1));
        float[] share = alpha.toFloatArray();
        assertTrue((share[0] < 0.5) != (share[1] < 0.5), "choose another step: " + Arrays.toString(share));
        LabelledTriple x = batch();
        double ours = value(model.discriminator(x), "interp"), expected = 0;
        NDArray v = change(1, 0), image = x.a().x();
        float[] middle = answer(dis, Grad.off(() -> model.gen().draw(image, v.mul(alpha))));
        float[] kept = answer(dis, Grad.off(() -> model.gen().draw(image, v.zerosLike())));
        float[] changed = answer(dis, Grad.off(() -> model.gen().draw(image, v)));
        for (int b = 0; b < 2; b++) {
            double truth = Math.min(share[b], 1 - share[b]), end = share[b] < 0.5 ? kept[b] : changed[b];
            expected += (Math.pow(middle[b] - truth, 2) + end * end) / 2;
        }
        assertEquals(expected, ours, 1e-5);
        assertEquals(zero(manager.create(middle)), value(model.generator(batch()), "interp"), 1e-5);
    }

    private static float[] answer(RelativeDiscriminator dis, NDArray x) {
        return Grad.off(() -> dis.interpolation(dis.features(x))).toFloatArray();
    }

    @Test
    void theGeneratorsTermsAreTheFormulas() {
        RelGan model = new RelGan(TINY, 1);
        RelativeDiscriminator dis = model.dis();
        LabelledTriple x = batch();
        LossTerms terms = model.generator(x);
        Grad.off(() -> {
            NDArray v = change(1, 0), image = x.a().x(), xBar = model.gen().draw(image, v);
            NDArray hBar = dis.features(xBar);
            assertEquals(one(dis.real(hBar)), value(terms, "gan"), 1e-5);
            assertEquals(one(dis.match(dis.features(image), hBar, v)), value(terms, "match"), 1e-5);
            NDArray back = model.gen().draw(xBar, change(-1, 0)),
                    same = model.gen().draw(image, change(0, 0));
            assertEquals(Losses.l1(back, image).getFloat(), value(terms, "cycle"), 1e-5);
            assertEquals(Losses.l1(same, image).getFloat(), value(terms, "self"), 1e-5);
            return true;
        });
        double total = 0;
        for (Map.Entry<String, Double> e : terms.values().entrySet()) {
            total += e.getKey().equals("total") ? 0 : TINY.weights().generator().of(e.getKey()) * e.getValue();
        }
        assertEquals(total, terms.total().getFloat(), 1e-4 * total);
    }

    @Test
    void translationsOfTheDiscriminatorsTurnServeTheGenerators() {
        RelGan model = new RelGan(TINY, 1);
        Map<String, Double> alone = model.generator(batch()).values();
        LabelledTriple again = batch();
        LossTerms d = model.discriminator(again);
        List<NDArray> weights = List.copyOf(model.gen().weights().values());
        Grad.on(() -> Grad.of(d.total(), weights))
                .forEach(gradient -> assertEquals(0, gradient.abs().sum().getFloat(), "no way back to G"));
        Map<String, Double> shared = model.generator(again).values();
        assertEquals(alone.get("self"), shared.get("self"), 1e-6);
        assertEquals(alone.get("gan"), shared.get("gan"), 1e-6);
        assertTrue(Grad.on(() -> Grad.of(model.generator(batch()).total(), weights)).stream()
                .allMatch(gradient -> gradient.abs().sum().getFloat() > 0));
    }

    @Test
    void termsOfWeightZeroAreNotComputed() {
        RelGan bare = new RelGan(TINY.withWeights(new Lambdas(0, 0, 0, 0, 0, 0)), 1);
        assertEquals(
                List.of("gan_real", "gan_fake", "total"),
                List.copyOf(bare.discriminator(batch()).values().keySet()));
        assertEquals(
                List.of("gan", "total"),
                List.copyOf(bare.generator(batch()).values().keySet()));
        for (RelGanArm arm : RelGanArm.values()) {
            RelGan model = new RelGan(TINY.withWeights(arm.config().weights()), 1);
            boolean looks = arm == RelGanArm.INTERP;
            assertEquals(looks, model.discriminator(batch()).values().containsKey("interp"), arm.id());
            assertEquals(looks, model.generator(batch()).values().containsKey("interp"), arm.id());
            assertEquals(
                    RelGanConfig.lab(),
                    arm.config().withWeights(RelGanConfig.lab().weights()));
        }
        assertEquals(RelGanConfig.lab(), RelGanArm.INTERP.config());
    }

    @Test
    void inUseEachImageStandsForItself() {
        RelGan model = new RelGan(TINY, 1);
        NDArray x = batch().a().x(), v = change(1, 0);
        float[] both = model.translate(x, v).toFloatArray();
        assertArrayEquals(
                Arrays.copyOf(both, 256),
                model.translate(x.get("0:1"), v.get("0:1")).toFloatArray(),
                1e-5f);
        assertArrayEquals(both, model.translate(x, v.get("0:1")).toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> model.translate(x, v.repeat(0, 2)));
    }

    @Test
    void theConfigurationIsYamlAndWrongNumbersAreNamed() {
        RelGanConfig lab = RelGanConfig.lab();
        assertEquals(lab, Configs.fromYaml(RelGanConfig.class, Configs.toYaml(lab)));
        String text = assertThrows(IllegalArgumentException.class, () -> Configs.with(lab, List.of("dis.layers=6")))
                .getMessage();
        assertTrue(text.contains("images of 32 pixels are too small or odd: use a multiple of 4 from 64 on"), text);
    }
}
