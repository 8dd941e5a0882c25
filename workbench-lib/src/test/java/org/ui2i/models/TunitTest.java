package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Batches;
import org.ui2i.data.Views;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.GuidingNetwork;
import org.ui2i.nn.Init;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.nn.Part;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.RmsProp;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import org.ui2i.train.Ema;
import org.ui2i.train.History;
import org.ui2i.train.Player;
import org.ui2i.train.Training;

class TunitTest {
    private static final TunitConfig TINY = TunitConfig.tiny();
    private final NDManager manager = Tensors.scope();

    @AfterEach
    void close() {
        manager.close();
    }

    /** Images and nothing else: what a training of TUNIT is fed with here knows no label. */
    private record Noise() implements Batches<Views> {
        @Override
        public Views batch(Step step) {
            NDArray x = step.draws().noise(new Shape(4, 3, 32, 32)).tanh();
            return new Views(x, x.flip(3), List.of("n" + step.number()), step);
        }

        @Override
        public int batchSize() {
            return 4;
        }

        @Override
        public String hash() {
            return "noise";
        }
    }

    /** A model and its training: C alone for two steps, then all, C twice. */
    private static final class Run {
        final Tunit tunit;
        final Adam guideSteps;
        final Training<Views> training;

        Run(TunitConfig config) {
            tunit = new Tunit(config, 3);
            guideSteps = new Adam(config.guideOptimizer());
            long joint = config.warmUp().steps() + 1L;
            Player guide = new Player("guide", guideSteps, tunit.guide())
                    .average(Ema.withWarmUp(
                            tunit.guide(), tunit.guideTest(), config.keys().decay()));
            training = new Training<Views>(3)
                    .player(guide)
                    .player(new Player("dis", new RmsProp(config.optimizer()), tunit.dis()).from(joint))
                    .player(new Player("gen", new RmsProp(config.optimizer()), tunit.gen())
                            .from(joint)
                            .alsoSteps(guide)
                            .average(Ema.withWarmUp(
                                    tunit.gen(), tunit.genTest(), config.ema().decay())))
                    .keep("queue", tunit.queue())
                    .atEnd(tunit::enqueue);
        }

        History run(int steps) {
            return training.run(new Noise(), steps, tunit::guidance, tunit::discriminator, tunit::generator);
        }

        List<float[]> numbers() {
            return List.of(tunit.guide(), tunit.guideTest(), tunit.dis(), tunit.gen(), tunit.genTest(), tunit.queue())
                    .stream()
                    .map(TunitTest::numbers)
                    .toList();
        }
    }

    private static float[] numbers(Part part) {
        List<NDArray> arrays = List.copyOf(part.state().values());
        float[] all = new float[(int) arrays.stream().mapToLong(NDArray::size).sum()];
        int from = 0;
        for (NDArray array : arrays) {
            float[] values = array.toFloatArray();
            System.arraycopy(values, 0, all, from, values.length);
            from += values.length;
        }
        return all;
    }

    private Views batch(Step step) {
        return new Noise().batch(step);
    }

    private Views batch() {
        return batch(new Step(manager, 3, 100));
    }

    private static List<NDArray> weights(Part part) {
        return List.copyOf(part.weights().values());
    }

    @Test
    void thePapersCounts() {
        TunitConfig paper = TunitConfig.paper();
        Weights w = Weights.seeded(1, Init.KAIMING);
        GuidingNetwork guide = new GuidingNetwork(paper.guidingNetwork(), w);
        assertEquals(9_296_778, guide.count());
        guide.clear();
        TunitGenerator gen = new TunitGenerator(paper, w);
        assertEquals(27_333_763, gen.count());
        gen.clear();
        MultiTaskDiscriminator dis = new MultiTaskDiscriminator(paper.discriminator(), 10, w);
        assertEquals(70_935_242, dis.count());
        dis.clear();
    }

    @Test
    void noLabelIsHandedOver() {
        List<String> fields = Arrays.stream(Views.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertEquals(List.of("x", "view", "sources", "step"), fields);
    }

    @Test
    void theGuideWarmsUpAloneAndStepsTwiceAfterwards() {
        Run run = new Run(TINY);
        float[] dis = numbers(run.tunit.dis()), gen = numbers(run.tunit.gen()), test = numbers(run.tunit.genTest());
        float[] guide = numbers(run.tunit.guide());
        run.run(2);
        assertFalse(Arrays.equals(guide, numbers(run.tunit.guide())));
        assertFalse(Arrays.equals(guide, numbers(run.tunit.guideTest())));
        assertArrayEquals(dis, numbers(run.tunit.dis()));
        assertArrayEquals(gen, numbers(run.tunit.gen()));
        assertArrayEquals(test, numbers(run.tunit.genTest()));
        assertEquals(2, run.guideSteps.state().get("t/0").getFloat());
        assertEquals(6, run.tunit.queue().size(), "two batches of four, cut");
        History history = run.run(3);
        assertFalse(Arrays.equals(dis, numbers(run.tunit.dis())));
        assertFalse(Arrays.equals(test, numbers(run.tunit.genTest())));
        assertEquals(2 + 2 * 3, run.guideSteps.state().get("t/0").getFloat());
        assertEquals(
                List.of(
                        "guide/contrast",
                        "guide/mi",
                        "guide/total",
                        "dis/gan_real",
                        "dis/gan_fake",
                        "dis/r1",
                        "dis/total",
                        "gen/gan_trans",
                        "gen/gan_recon",
                        "gen/recon",
                        "gen/style",
                        "gen/total"),
                history.terms());
        assertEquals(2, history.table().doubleColumn("dis/total").countMissing());
    }

    @Test
    void aResumedRunEqualsAStraightOneBitForBit(@TempDir Path folder) {
        Run straight = new Run(TINY);
        straight.run(6);
        Run first = new Run(TINY);
        first.run(3);
        first.training.save(folder.resolve("a.ckpt"));
        Run second = new Run(TINY);
        second.training.resume(folder.resolve("a.ckpt"));
        second.run(3);
        for (int i = 0; i < 6; i++) {
            assertArrayEquals(straight.numbers().get(i), second.numbers().get(i), "network " + i);
        }
        assertEquals(
                straight.training.history().csv(), second.training.history().csv());
    }

    @Test
    void theGuidesObjectiveCountsLessAfterTheWarmUp() {
        Tunit tunit = new Tunit(TINY, 1);
        LossTerms alone = tunit.guidance(batch(new Step(manager, 3, 2)));
        LossTerms joint = tunit.guidance(batch(new Step(manager, 3, 3)));
        assertEquals(
                alone.term("contrast").getFloat() + 5 * alone.term("mi").getFloat(),
                alone.total().getFloat(),
                1e-5);
        assertEquals(
                0.1 * (joint.term("contrast").getFloat() + 5 * joint.term("mi").getFloat()),
                joint.total().getFloat(),
                1e-5);
    }

    @Test
    void mutualInformationCanBeLeftOut() {
        TunitConfig off = TINY.withWeights(new TunitConfig.Lambdas(1, 0, 1, 1, 0.01, 10));
        LossTerms terms = new Tunit(off, 1).guidance(batch());
        assertEquals(List.of("contrast", "total"), List.copyOf(terms.values().keySet()));
    }

    /** Without other keys every code finds its own; with some it need not. */
    @Test
    void theQueueIsWhatCodesAreToldApartFrom() {
        Tunit tunit = new Tunit(TINY, 1);
        assertEquals(0, tunit.guidance(batch()).term("contrast").getFloat());
        NDArray before = tunit.queue().keys();
        assertEquals(new Shape(0, 4), before.getShape());
        Views x = batch();
        tunit.guidance(x);
        tunit.enqueue(x);
        tunit.enqueue(batch(new Step(manager, 3, 101)));
        assertEquals(6, tunit.queue().size());
        float[] keys = Grad.off(() -> tunit.guideTest().forward(x.view())).toFloatArray();
        assertArrayEquals(
                Arrays.copyOfRange(keys, 8, 16), // of the first batch's four keys the last two are left
                Arrays.copyOf(tunit.queue().keys().toFloatArray(), 8),
                1e-6f);
        assertTrue(tunit.guidance(batch()).term("contrast").getFloat() > 0.1);
    }

    @Test
    void theDiscriminatorsTurnHasNoWayBack() {
        Tunit tunit = new Tunit(TINY, 1);
        LossTerms terms = tunit.discriminator(batch());
        for (Part part : List.of(tunit.gen(), tunit.guide())) {
            List<NDArray> gradients =
                    Grad.on(() -> Grad.of(tunit.discriminator(batch()).total(), weights(part)));
            for (NDArray gradient : gradients) {
                assertEquals(0, gradient.abs().sum().getFloat());
            }
        }
        assertTrue(terms.term("r1").getFloat() > 0);
    }

    /** s(xRef) is s(x) in another order, and forwards that D's turn made serve G's, without changing a number. */
    @Test
    void sharedForwardsChangeNothing() {
        Tunit tunit = new Tunit(TINY, 1);
        Views x = batch();
        NDArray index = manager.create(new long[] {2, 0, 3, 1});
        float[] ofReferences = tunit.guide().forward(Regions.rows(x.x(), index)).toFloatArray();
        assertArrayEquals(Regions.rows(tunit.guide().forward(x.x()), index).toFloatArray(), ofReferences, 1e-5f);
        Map<String, Double> alone = tunit.generator(x).values();
        Views again = batch();
        tunit.discriminator(again);
        assertEquals(alone, tunit.generator(again).values());
    }

    @Test
    void bothStepsOfTheGuideHaveAGradient() {
        Tunit tunit = new Tunit(TINY, 1);
        NDArray style = tunit.guide().weights().get("style/weight"),
                domains = tunit.guide().weights().get("domains/weight");
        NDArray own = Grad.on(
                () -> Grad.of(tunit.guidance(batch()).total(), List.of(domains)).get(0));
        assertTrue(own.abs().sum().getFloat() > 0);
        List<NDArray> second = Grad.on(() -> Grad.of(tunit.generator(batch()).total(), List.of(style, domains)));
        assertTrue(second.get(0).abs().sum().getFloat() > 0, "the style's head");
        assertEquals(0, second.get(1).abs().sum().getFloat(), "pseudo domains are chosen, not differentiated");
    }

    @Test
    void inUseEachImageStandsForItself() {
        Tunit tunit = new Tunit(TINY, 1);
        NDArray x = batch().x(), one = x.get("0:1");
        assertArrayEquals(
                tunit.style(one).toFloatArray(), tunit.style(x).get("0:1").toFloatArray(), 1e-6f);
        NDArray p = tunit.domains(x);
        assertEquals(new Shape(4, 3), p.getShape());
        assertArrayEquals(new float[] {1, 1, 1, 1}, p.sum(new int[] {1}).toFloatArray(), 1e-6f);
        NDArray s = tunit.style(one);
        float[] both = tunit.translate(x, s).toFloatArray();
        assertArrayEquals(both, tunit.translate(x, s.repeat(0, 4)).toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> tunit.translate(x, s.repeat(0, 2)));
    }

    @Test
    void theStyleEntersTheEnlargements() {
        Tunit tunit = new Tunit(TINY, 1);
        int inBlocks = 2 * 2 * 16; // a block of two norms of 16 channels
        assertEquals(
                inBlocks + 2 * (8 + 4),
                tunit.gen().adaIn(tunit.style(batch().x())).getShape().get(1));
    }

    @Test
    void theConfigurationIsYaml() {
        String yaml = Configs.toYaml(TunitConfig.lab());
        assertEquals(TunitConfig.lab(), Configs.fromYaml(TunitConfig.class, yaml));
        assertNotEquals(TunitConfig.lab(), TunitConfig.lab().withDomains(7));
        assertEquals(1, TunitConfig.lab().withChannels(1).contentEncoder().channels());
    }

    @Test
    void wrongSizesAreNamed() {
        TunitConfig lab = TunitConfig.lab();
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> Configs.fromYaml(TunitConfig.class, Configs.toYaml(lab).replace("size: 32", "size: 48")));
        assertTrue(e.getMessage().contains("images of 48 pixels: use a power of two from 32"), e.getMessage());
    }
}
