package org.ui2i.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ui2i.data.Box;
import org.ui2i.data.Datasets;
import org.ui2i.data.ScenePair;
import org.ui2i.data.Scenes;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.InstanceConsistency;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.Losses;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.Detection;
import org.ui2i.nn.Init;
import org.ui2i.nn.Instances;
import org.ui2i.nn.Part;
import org.ui2i.nn.StyledSequence;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Player;
import org.ui2i.train.Training;

class DunitTest {
    private static final int CLASSES = Scenes.CLASSES.size();
    private final NDManager manager = Tensors.scope();
    private final Scenes scenes = Datasets.scenes().batch(2);
    private final CenterDetector detector =
            new CenterDetector(CenterDetector.Config.lab(CLASSES).withFilters(4), Weights.seeded(1, Init.KAIMING));
    private final Dunit dunit = new Dunit(DunitConfig.tiny(), this::known, detector, 3);

    @AfterEach
    void close() {
        manager.close();
    }

    private ScenePair batch() {
        return scenes.batch(new Step(manager, 3, 1));
    }

    /** The truth, as if it had been found. */
    private List<List<Detection>> known(NDArray images) {
        return batch().boxes().stream()
                .map(image -> image.stream().map(box -> new Detection(box, 0.9)).toList())
                .toList();
    }

    private static double number(NDArray x) {
        return x.getFloat();
    }

    private static Map<String, float[]> copy(Part part) {
        return part.state().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toFloatArray()));
    }

    private static void assertSame(Map<String, float[]> before, Part part) {
        part.state().forEach((name, now) -> assertArrayEquals(before.get(name), now.toFloatArray(), name));
    }

    @Test
    void objectsHaveTheirOwnWay() {
        ScenePair x = scenes.batch(new Step(manager, 3, 1));
        Instances none = Instances.of(manager, List.of(List.of(), List.of()), 64);
        Instances one = Instances.of(manager, List.of(List.of(new Box(0, 8, 8, 40, 40)), List.of()), 64);
        Grad.off(() -> {
            DunitGenerator gen = dunit.gen();
            NDArray c = gen.contentA(x.a()), s = gen.b().style(x.b());
            NDArray plain = gen.aToB(x.a(), c, none, s), merged = gen.aToB(x.a(), c, one, s);
            assertArrayEquals(gen.b().decode(c, s).toFloatArray(), plain.toFloatArray(), "without objects: global");
            float[] changed =
                    merged.sub(plain).abs().reshape(2, -1).max(new int[] {1}).toFloatArray();
            assertTrue(changed[0] > 1e-4f, "the object's image changes");
            assertEquals(0, changed[1], 1e-6f, "the other does not");
            return true;
        });
    }

    @Test
    void withoutSideThereIsNoWayForObjects() {
        Dunit global = new Dunit(DunitConfig.tiny().withSide(0), detector, 3);
        assertEquals(Set.of("a", "b", "shared"), global.gen().parts().keySet());
        assertEquals(Set.of("a", "b", "shared", "objects"), dunit.gen().parts().keySet());
        assertThrows(IllegalArgumentException.class, () -> DunitConfig.tiny().withSide(7));
    }

    /** Each term against the formula, from the parts. */
    @Test
    void theObjectiveIsTheFormula() {
        ScenePair x = batch();
        List<List<Box>> boxes = x.boxes();
        LossTerms terms = Grad.on(() -> dunit.generator(x));
        MunitGenerator a = dunit.gen().a(), b = dunit.gen().b();
        NDArray cA = dunit.gen().contentA(x.a()),
                cB = dunit.gen().contentB(x.b()),
                sA = a.style(x.a()),
                sB = b.style(x.b());
        NDArray xAB = dunit.gen().aToB(x.a(), cA, Instances.of(manager, boxes, 64), sB), xBA = a.decode(cB, sA);
        Map<String, Double> values = terms.values();
        assertEquals(
                number(GanLoss.BCE
                        .generator(dunit.disA().scores(xBA))
                        .add(GanLoss.BCE.generator(dunit.disB().scores(xAB)))),
                values.get("gan"),
                1e-5);
        assertEquals(
                number(Losses.l1(a.decode(cA, sA), x.a()).add(Losses.l1(b.decode(cB, sB), x.b()))),
                values.get("recon"),
                1e-5);
        NDArray xABA = a.decode(dunit.gen().contentB(xAB), a.style(xBA));
        NDArray xBAB = b.decode(dunit.gen().contentA(xBA), b.style(xAB));
        assertEquals(number(Losses.l1(xABA, x.a()).add(Losses.l1(xBAB, x.b()))), values.get("cycle"), 1e-5);
        assertEquals(number(sA.square().mean().add(sB.square().mean())), values.get("kl"), 1e-5);
        assertEquals(number(InstanceConsistency.loss(detector, x.a(), xAB, boxes)), values.get("consistency"), 1e-5);
        double undecided = 0; // -(log s(d) + log(1 - s(d))) / 2
        for (NDArray c : List.of(cA, cB)) {
            float[] d = dunit.disContent().forward(c).toFloatArray();
            double sum = 0;
            for (float v : d) {
                sum += (Math.log1p(Math.exp(-v)) + Math.log1p(Math.exp(v))) / 2;
            }
            undecided += sum / d.length;
        }
        assertEquals(undecided, values.get("content"), 1e-5);
        ScenePair again = batch(); // draws the same random styles
        NDArray rA = again.step().draws().normal(Draws.Stream.NOISE, sA.getShape());
        NDArray rB = again.step().draws().normal(Draws.Stream.NOISE, sB.getShape());
        NDArray latent = Losses.l1(a.style(a.decode(cB, rA)), rA).add(Losses.l1(b.style(b.decode(cA, rB)), rB));
        assertEquals(number(latent), values.get("latent"), 1e-5);
    }

    @Test
    void theDiscriminatorsObjectivesAreTheFormulas() {
        ScenePair x = batch();
        MunitGenerator a = dunit.gen().a(), b = dunit.gen().b();
        NDArray cA = dunit.gen().contentA(x.a()), cB = dunit.gen().contentB(x.b());
        NDArray xBA = a.decode(cB, a.style(x.a()));
        NDArray xAB = dunit.gen().aToB(x.a(), cA, Instances.of(manager, x.boxes(), 64), b.style(x.b()));
        NDArray gan = GanLoss.BCE.discriminator(
                dunit.disA().scores(x.a()), dunit.disA().scores(xBA));
        gan = gan.add(GanLoss.BCE.discriminator(
                dunit.disB().scores(x.b()), dunit.disB().scores(xAB)));
        assertEquals(number(gan), dunit.discriminator(x).values().get("gan"), 1e-5);
        NDArray content = GanLoss.BCE
                .real(dunit.disContent().forward(cA))
                .add(GanLoss.BCE.fake(dunit.disContent().forward(cB)));
        assertEquals(number(content), dunit.contentDiscriminator(x).values().get("content"), 1e-5);
    }

    /** What D's turn computed serves G's. */
    @Test
    void theGeneratorsTermsDoNotDependOnWhetherDWentFirst() {
        ScenePair alone = batch(), after = batch();
        Grad.on(() -> dunit.discriminator(after));
        assertEquals(
                Grad.on(() -> dunit.generator(alone)).values(),
                Grad.on(() -> dunit.generator(after)).values());
    }

    @Test
    void bothContentEncodersEndInOneBlock() {
        ScenePair x = batch();
        DunitGenerator gen = dunit.gen();
        Part shared = gen.parts().get("shared");
        Grad.off(() -> {
            NDArray cA = shared.forward(gen.a().content(x.a())),
                    cB = shared.forward(gen.b().content(x.b()));
            assertArrayEquals(cA.toFloatArray(), gen.contentA(x.a()).toFloatArray());
            assertArrayEquals(cB.toFloatArray(), gen.contentB(x.b()).toFloatArray());
            return true;
        });
    }

    /** c, g, o and U of the generator's formula, from its parts. */
    @Test
    void objectsAreStyledByTheirOwnPartsAndAdded() {
        ScenePair x = batch();
        Instances found = Instances.of(manager, x.boxes(), 64);
        Grad.off(() -> {
            DunitGenerator gen = dunit.gen();
            Map<String, Part> own = gen.parts().get("objects").parts();
            NDArray c = gen.contentA(x.a()), s = gen.b().style(x.b());
            NDArray objects = own.get("content")
                    .forward(found.crop(x.a(), DunitConfig.tiny().side()));
            NDArray styled = ((StyledSequence) own.get("blocks"))
                    .forward(objects, own.get("mlp").forward(found.ofEach(s)));
            NDArray o = own.get("merge").forward(styled);
            NDArray g = gen.b().restyle(c, gen.b().adaIn(s));
            assertArrayEquals(
                    gen.b().draw(found.add(g, o)).toFloatArray(),
                    gen.aToB(x.a(), c, found, s).toFloatArray(),
                    1e-6f);
            return true;
        });
    }

    /** The public code's L_ic is a constant to the generator; here it is not. */
    @Test
    void theConsistencyReachesTheGenerator() {
        ScenePair x = batch();
        List<List<Box>> boxes = x.boxes();
        DunitGenerator gen = dunit.gen();
        Collection<NDArray> weights = gen.weights().values();
        List<NDArray> gradients = Grad.on(() -> {
            NDArray xAB = gen.aToB(
                    x.a(),
                    gen.contentA(x.a()),
                    Instances.of(manager, boxes, 64),
                    gen.b().style(x.b()));
            return Grad.of(InstanceConsistency.loss(detector, x.a(), xAB, boxes), new ArrayList<>(weights));
        });
        List<String> names = new ArrayList<>(gen.weights().keySet());
        for (String part : List.of(
                "a/content",
                "shared",
                "b/style",
                "b/decoder",
                "b/mlp",
                "objects/content",
                "objects/blocks",
                "objects/merge")) {
            double most = 0;
            for (int i = 0; i < names.size(); i++) {
                most = names.get(i).startsWith(part)
                        ? Math.max(most, gradients.get(i).abs().max().getFloat())
                        : most;
            }
            assertTrue(most > 0, part + " gets no gradient");
        }
    }

    @Test
    void aTurnChangesItsPlayerOnly() {
        ScenePair x = batch();
        Map<String, float[]> found = copy(detector);
        Map<String, Part> players = Map.of(
                "disA", dunit.disA(), "disB", dunit.disB(), "gen", dunit.gen(), "disContent", dunit.disContent());
        Map<String, Set<String>> turns = Map.of(
                "discriminator", Set.of("disA", "disB"),
                "generator", Set.of("gen"),
                "contentDiscriminator", Set.of("disContent"));
        turns.forEach((turn, own) -> {
            Map<String, Map<String, float[]>> before =
                    players.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> copy(e.getValue())));
            Part[] parts = own.stream().sorted().map(players::get).toArray(Part[]::new);
            new Training<ScenePair>(5)
                    .player(new Player(turn, new Adam(dunit.config().optimizer()), parts))
                    .run(scenes, 1, y -> switch (turn) {
                        case "discriminator" -> dunit.discriminator(y);
                        case "generator" -> dunit.generator(y);
                        default -> dunit.contentDiscriminator(y);
                    });
            players.forEach((name, part) -> {
                if (!own.contains(name)) {
                    assertSame(before.get(name), part);
                }
            });
            assertTrue(own.stream().allMatch(name -> players.get(name).state().entrySet().stream()
                    .anyMatch(e -> !java.util.Arrays.equals(
                            before.get(name).get(e.getKey()), e.getValue().toFloatArray()))));
        });
        assertSame(found, detector);
        assertEquals(
                new Shape(2, 3, 64, 64),
                dunit.aToB(x.a(), dunit.gen().b().style(x.b())).getShape());
        assertEquals(
                new Shape(2, 3, 64, 64),
                dunit.bToA(x.b(), dunit.gen().a().style(x.a())).getShape());
    }
}
