package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Batches;
import org.ui2i.data.LabelledBatch;
import org.ui2i.data.Labels;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.Losses;
import org.ui2i.nn.DomainDiscriminator;
import org.ui2i.nn.Init;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import org.ui2i.train.Player;
import org.ui2i.train.Training;

class StarGanTest {
    private static final StarGanConfig TINY = StarGanConfig.tiny();
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    /** Three images with labels of two numbers, each another. */
    private record Noise() implements Batches<LabelledBatch> {
        @Override
        public LabelledBatch batch(Step step) {
            NDArray x = step.draws().noise(new Shape(3, 1, 16, 16)).tanh();
            NDArray label = Tensors.of(step.manager(), new float[] {0, 0, 1, 0, 0, 1}, new Shape(3, 2));
            return new LabelledBatch(x, label, List.of("n" + step.number()), step);
        }

        @Override
        public int batchSize() {
            return 3;
        }

        @Override
        public String hash() {
            return "noise";
        }
    }

    private LabelledBatch batch() {
        return new Noise().batch(new Step(manager, 3, 100));
    }

    @Test
    void thePapersCounts() {
        StarGanConfig paper = StarGanConfig.paper();
        Weights w = Weights.seeded(1, Init.UNIFORM);
        ResNetGenerator gen = new ResNetGenerator(paper.generator(), w);
        assertEquals(8_430_528, gen.count());
        gen.clear();
        DomainDiscriminator dis = new DomainDiscriminator(paper.discriminator(), w);
        assertEquals(44_762_048, dis.count());
        dis.clear();
    }

    /** Each term by its formula from the networks' outputs. */
    @Test
    void theTermsAreTheFormulas() {
        StarGan model = new StarGan(TINY, 1);
        LabelledBatch x = batch();
        NDArray target = Regions.rows(x.label(), new Step(manager, 3, 100).order(3));
        assertFalse(java.util.Arrays.equals(target.toFloatArray(), x.label().toFloatArray()), "choose another step");
        NDArray xBar = Grad.off(() -> model.gen().draw(x.x(), target));
        DomainDiscriminator.Judgement real = model.dis().judge(x.x()),
                fake = model.dis().judge(xBar);
        LossTerms d = model.discriminator(x), g = model.generator(x);
        assertEquals(-real.score().mean().getFloat(), d.term("gan_real").getFloat(), 1e-6);
        assertEquals(fake.score().mean().getFloat(), d.term("gan_fake").getFloat(), 1e-6);
        assertEquals(
                Losses.attributes(real.labels(), x.label()).getFloat(),
                d.term("cls").getFloat(),
                1e-6);
        assertEquals(-fake.score().mean().getFloat(), g.term("gan").getFloat(), 1e-6);
        assertEquals(
                Losses.attributes(fake.labels(), target).getFloat(),
                g.term("cls").getFloat(),
                1e-6);
        NDArray xRec = Grad.off(() -> model.gen().draw(xBar, x.label()));
        assertEquals(Losses.l1(xRec, x.x()).getFloat(), g.term("rec").getFloat(), 1e-6);
        double total = g.term("gan").getFloat()
                + g.term("cls").getFloat()
                + 10 * g.term("rec").getFloat();
        assertEquals(total, g.total().getFloat(), 1e-5);
    }

    /** The slope along a small step of D's sum, at mixtures whose alpha this step draws. */
    @Test
    void thePenaltyAgreesWithFiniteDifferences() {
        StarGan model = new StarGan(TINY, 1);
        LabelledBatch x = batch();
        float ours = model.discriminator(x).term("gp").getFloat();
        Step again = new Step(manager, 3, 100);
        again.draws().noise(new Shape(3, 1, 16, 16)); // the images, of the same stream as alpha
        NDArray target = Regions.rows(x.label(), again.order(3));
        NDArray alpha = again.draws().uniform(Draws.Stream.NOISE, new Shape(3, 1, 1, 1));
        NDArray xBar = Grad.off(() -> model.gen().draw(x.x(), target));
        NDArray xHat = alpha.mul(x.x()).add(alpha.neg().add(1f).mul(xBar));
        double penalty = 0;
        for (int b = 0; b < 3; b++) {
            double norm = norm(model, xHat.get(b + ":" + (b + 1)).duplicate());
            penalty += (norm - 1) * (norm - 1) / 3;
        }
        assertEquals(penalty, ours, 2e-2);
    }

    private static double norm(StarGan model, NDArray x) {
        float step = 1e-2f;
        float[] values = x.toFloatArray();
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double slope = (sum(model, x, values, i, step) - sum(model, x, values, i, -step)) / (2 * step);
            squares += slope * slope;
        }
        return Math.sqrt(squares);
    }

    private static double sum(StarGan model, NDArray x, float[] values, int i, float by) {
        float[] moved = values.clone();
        moved[i] += by;
        try (NDArray y = Tensors.of(x.getManager(), moved, x.getShape());
                NDArray score = Grad.off(() -> model.dis().forward(y))) {
            return score.sum().getFloat();
        }
    }

    /** Instance norm takes away what is the same at every place; only zeros beyond the border make the label differ. */
    @Test
    void withMirroredBordersTheLabelDoesNotReachTheImage() {
        for (StarGanArm arm : StarGanArm.values()) {
            StarGan model = new StarGan(arm.config(), 1);
            NDArray x = new Step(manager, 1, 1)
                    .draws()
                    .noise(new Shape(2, 1, 32, 32))
                    .tanh();
            NDArray plain = model.translate(x, Tensors.of(manager, new float[] {0, 0}, new Shape(1, 2)));
            NDArray bold = model.translate(x, Tensors.of(manager, new float[] {1, 0}, new Shape(1, 2)));
            float apart = bold.sub(plain).abs().max().getFloat();
            assertTrue(arm == StarGanArm.ZERO ? apart > 1e-2 : apart < 1e-4, arm.id() + ": " + apart);
            assertEquals(
                    StarGanConfig.lab(),
                    arm.config().withGen(StarGanConfig.lab().gen()));
        }
        assertEquals(StarGanConfig.lab(), StarGanArm.ZERO.config());
    }

    @Test
    void termsOfWeightZeroAreNotComputed() {
        StarGan bare = new StarGan(TINY.withWeights(new StarGanConfig.Lambdas(0, 0, 0)), 1);
        assertEquals(
                List.of("gan_real", "gan_fake", "total"),
                List.copyOf(bare.discriminator(batch()).values().keySet()));
        assertEquals(
                List.of("gan", "total"),
                List.copyOf(bare.generator(batch()).values().keySet()));
    }

    @Test
    void theDiscriminatorsTurnHasNoWayBack() {
        StarGan model = new StarGan(TINY, 1);
        List<NDArray> weights = List.copyOf(model.gen().weights().values());
        Grad.on(() -> Grad.of(model.discriminator(batch()).total(), weights))
                .forEach(gradient -> assertEquals(0, gradient.abs().sum().getFloat()));
    }

    @Test
    void oneOfSeveralDomainsIsRecognisedByCrossEntropy() {
        StarGan model = new StarGan(TINY.withData(1, new Labels(List.of("a", "b"), true)), 1);
        LabelledBatch x = batch();
        NDArray logits = model.dis().judge(x.x()).labels();
        assertEquals(
                Losses.oneOf(logits, x.label()).getFloat(),
                model.discriminator(x).term("cls").getFloat(),
                1e-6);
    }

    private static Training<LabelledBatch> training(StarGan model) {
        return new Training<LabelledBatch>(3)
                .player("dis", new Adam(TINY.optimizer()), model.dis())
                .player(new Player("gen", new Adam(TINY.optimizer()), model.gen()).every(TINY.nCritic()));
    }

    private static void run(Training<LabelledBatch> training, StarGan model, int steps) {
        training.run(new Noise(), steps, model::discriminator, model::generator);
    }

    @Test
    void theGeneratorWaitsForItsCriticAndAResumedRunEqualsAStraightOne(@TempDir Path folder) {
        StarGan straight = new StarGan(TINY, 3), first = new StarGan(TINY, 3), second = new StarGan(TINY, 3);
        Training<LabelledBatch> whole = training(straight), before = training(first), after = training(second);
        run(whole, straight, 5);
        assertEquals(3, whole.history().table().doubleColumn("gen/total").countMissing(), "steps 1, 3, 5");
        run(before, first, 3);
        before.save(folder.resolve("a.ckpt"));
        after.resume(folder.resolve("a.ckpt"));
        run(after, second, 2);
        assertEquals(whole.history().csv(), after.history().csv());
        straight.gen()
                .state()
                .forEach((path, array) -> assertArrayEquals(
                        array.toFloatArray(), second.gen().state().get(path).toFloatArray(), path));
    }

    @Test
    void oneLabelServesAllImages() {
        StarGan model = new StarGan(TINY, 1);
        NDArray x = batch().x(), c = Tensors.of(manager, new float[] {1, 0}, new Shape(1, 2));
        float[] all = model.translate(x, c).toFloatArray();
        assertArrayEquals(all, model.translate(x, c.repeat(0, 3)).toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> model.translate(x, c.repeat(0, 2)));
    }

    @Test
    void theConfigurationIsYamlAndWrongNumbersAreNamed() {
        StarGanConfig lab = StarGanConfig.lab();
        assertEquals(lab, Configs.fromYaml(StarGanConfig.class, Configs.toYaml(lab)));
        String text = assertThrows(IllegalArgumentException.class, () -> Configs.with(lab, List.of("size=33")))
                .getMessage();
        assertTrue(text.contains("images of 33 pixels cannot be halved 1 times by G"), text);
        assertThrows(IllegalArgumentException.class, () -> Configs.with(lab, List.of("nCritic=0")));
        assertThrows(IllegalArgumentException.class, () -> new Labels(List.of("a", "a"), false));
    }
}
