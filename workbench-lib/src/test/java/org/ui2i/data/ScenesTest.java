package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ui2i.core.Seeds;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class ScenesTest {
    private static final int EDGE = 64;
    private static final int PLANE = EDGE * EDGE;
    private final List<SceneEmoji> emoji = SceneEmoji.read(Scenes.CLASSES);

    private SceneLayout layout(long key) {
        return SceneLayout.of(key, emoji, Scenes.CLASSES.size(), EDGE);
    }

    private static Set<String> hashes(ImageSet images) {
        return new HashSet<>(images.values("sha256"));
    }

    @Test
    void sceneFollowsFromSeedAndIndex() {
        assertEquals(hashes(Datasets.scenes().a(6)), hashes(Datasets.scenes().a(6)));
        assertTrue(Collections.disjoint(
                hashes(Datasets.scenes().a(6)), hashes(Datasets.scenes().seed(2).a(6))));
        TrueScenes few = Datasets.scenes().truth(Split.TEST, 3),
                more = Datasets.scenes().truth(Split.TEST, 9);
        assertArrayEquals(few.images().b().bytes(2), more.images().b().bytes(2));
        assertEquals(few.boxes().get(2), more.boxes().get(2));
        assertEquals(Datasets.scenes().hash(), Datasets.scenes().batch(3).hash());
        assertNotEquals(Datasets.scenes().hash(), Datasets.scenes().seed(2).hash());
    }

    @Test
    void batchFollowsFromTheStepAndIsUnpaired() {
        Scenes scenes = Datasets.scenes().batch(5);
        try (NDManager manager = Tensors.scope()) {
            ScenePair x = scenes.batch(new Step(manager, 3, 7)), again = scenes.batch(new Step(manager, 3, 7));
            ScenePair next = scenes.batch(new Step(manager, 3, 8));
            assertEquals("(5, 3, 64, 64)", x.b().getShape().toString());
            assertArrayEquals(x.a().toFloatArray(), again.a().toFloatArray());
            assertEquals(x.boxes(), again.boxes());
            assertEquals(5, x.boxes().size());
            assertNotEquals(x.sources(), next.sources());
            assertTrue(
                    x.sources().get(0).startsWith("day/") && x.sources().get(5).startsWith("night/"));
            assertTrue(x.a().max().getFloat() <= 1 && x.a().min().getFloat() >= -1);
        }
    }

    /** What differs between a scene and the same scene without an object lies in the object's box. */
    @Test
    void boxesEncloseWhatBothDrawersDraw() {
        for (int key = 0; key < 40; key++) {
            SceneLayout whole = layout(key), empty = new SceneLayout(key, List.of());
            for (SceneLayout.Placed object : whole.objects()) {
                SceneLayout one = new SceneLayout(key, List.of(object));
                Box union = null;
                for (ScenePainter.Look look : ScenePainter.Look.values()) {
                    byte[] with = ScenePainter.paint(one, look, EDGE), without = ScenePainter.paint(empty, look, EDGE);
                    Box changed = changed(with, without);
                    assertTrue(
                            changed.x0() > object.box().x0() - 1.5
                                    && changed.y0() > object.box().y0() - 1.5
                                    && changed.x1() < object.box().x1() + 1.5
                                    && changed.y1() < object.box().y1() + 1.5,
                            object.emoji().code() + ": " + changed + " in " + object.box());
                    union = union == null ? changed : union(union, changed);
                }
                assertTrue(
                        union != null && union.iou(object.box()) > 0.6,
                        object.emoji().code() + ": " + object.box() + " is loose around " + union);
            }
        }
    }

    private static Box union(Box a, Box b) {
        return new Box(
                0,
                Math.min(a.x0(), b.x0()),
                Math.min(a.y0(), b.y0()),
                Math.max(a.x1(), b.x1()),
                Math.max(a.y1(), b.y1()));
    }

    /** Around the pixels that differ by more than 12 of 255. */
    private static Box changed(byte[] a, byte[] b) {
        int[] at = IntStream.range(0, a.length)
                .filter(i -> Math.abs((a[i] & 255) - (b[i] & 255)) > 12)
                .map(i -> i % PLANE)
                .toArray();
        int left = EDGE, right = 0, top = EDGE, bottom = 0;
        for (int i : at) {
            left = Math.min(left, i % EDGE);
            right = Math.max(right, i % EDGE + 1);
            top = Math.min(top, i / EDGE);
            bottom = Math.max(bottom, i / EDGE + 1);
        }
        return new Box(0, left, top, right, bottom);
    }

    @Test
    void trueCounterpartHasTheSamePlacesTheOtherDrawerAndLessLight() {
        SceneLayout layout = layout(5), ground = new SceneLayout(5, List.of());
        byte[] day = ScenePainter.paint(ground, ScenePainter.Look.NOTO_BY_DAY, EDGE);
        byte[] night = ScenePainter.paint(ground, ScenePainter.Look.TWEMOJI_BY_NIGHT, EDGE);
        double[] light = {0.22, 0.28, 0.46};
        for (int i = 0; i < day.length; i++) {
            assertEquals(light[i / PLANE] * (day[i] & 255), night[i] & 255, 1);
        }
        TrueScenes truth = Datasets.scenes().truth(Split.TEST, 20);
        assertEquals(truth.boxes().size(), truth.images().b().size());
        for (int i = 0; i < 20; i++) {
            assertTrue(mean(truth.images().b().bytes(i))
                    < 0.7 * mean(truth.images().a().bytes(i)));
        }
        byte[] noto = ScenePainter.paint(layout, ScenePainter.Look.NOTO_BY_DAY, EDGE);
        assertTrue(mean(noto) > mean(ScenePainter.paint(layout, ScenePainter.Look.TWEMOJI_BY_NIGHT, EDGE)));
    }

    private static double mean(byte[] pixels) {
        return IntStream.range(0, pixels.length)
                .map(i -> pixels[i] & 255)
                .average()
                .orElse(0);
    }

    @Test
    void objectsHardlyOverlapAndComeInAllClassesAndSizes() {
        Map<Integer, Integer> classes = new HashMap<>(), counts = new HashMap<>();
        Set<SizeBand> bands = EnumSet.noneOf(SizeBand.class);
        for (int key = 0; key < 400; key++) {
            List<Box> boxes = layout(Seeds.mix(9, key)).boxes();
            counts.merge(boxes.size(), 1, Integer::sum);
            for (Box p : boxes) {
                classes.merge(p.label(), 1, Integer::sum);
                bands.add(p.band());
                double side = Math.max(p.width(), p.height());
                assertTrue(side > 10.99 && side < 28.01 && p.x0() >= 1 && p.y1() <= EDGE - 1, p.toString());
                assertTrue(boxes.stream().allMatch(q -> q == p || p.shared(q) <= 0.1 * p.area() + 1e-9));
            }
        }
        assertEquals(Set.of(1, 2, 3, 4), counts.keySet());
        assertEquals(3, bands.size());
        assertEquals(5, classes.size());
        assertTrue(Collections.min(classes.values()) > 120, classes.toString());
    }

    @Test
    void partsShareNoLayoutAndTestShowsEmojiThatTrainingDoesNot() {
        Map<String, Set<String>> codes = emoji.stream()
                .collect(Collectors.groupingBy(
                        SceneEmoji::split, Collectors.mapping(SceneEmoji::code, Collectors.toSet())));
        assertEquals(Set.of("a", "b", "test"), codes.keySet());
        for (String split : codes.keySet()) {
            long classes = emoji.stream()
                    .filter(e -> e.split().equals(split))
                    .map(e -> e.extent().label())
                    .distinct()
                    .count();
            assertEquals(5, classes, "split " + split + " lacks a class");
        }
        Scenes scenes = Datasets.scenes();
        List<Box> train = flat(scenes.truth(Split.TRAIN, 50)), val = flat(scenes.truth(Split.VAL, 50));
        List<Box> test = flat(scenes.truth(Split.TEST, 50));
        assertTrue(Collections.disjoint(train, val) && Collections.disjoint(train, test));
        assertTrue(Collections.disjoint(val, test));
        assertEquals(
                hashes(scenes.a(50)),
                hashes(scenes.truth(Split.TRAIN, 50).images().a()));
        assertTrue(Collections.disjoint(
                hashes(scenes.b(50)),
                hashes(scenes.truth(Split.TRAIN, 50).images().b())));
    }

    private static List<Box> flat(TrueScenes scenes) {
        return scenes.boxes().stream().flatMap(List::stream).toList();
    }

    @Test
    void translatorsOfWholeImagesTakeThemUnpaired() {
        UnpairedImages data = Datasets.unpaired("scenes").batch(2);
        assertEquals(64, data.size());
        assertArrayEquals(Datasets.scenes().a(3).bytes(2), data.a().bytes(2));
        TruePairs half = data.size(32).truth(Split.TEST);
        assertEquals(200, half.size());
        assertEquals(32, half.b().width());
        assertTrue(Collections.disjoint(
                hashes(data.a()), hashes(data.truth(Split.TEST).a())));
        assertThrows(IllegalArgumentException.class, () -> Datasets.unpaired("scenes:day,night"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Datasets.unpaired("scenes").size(48).a());
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Datasets.scenes().a(10_001));
        assertThrows(IllegalArgumentException.class, () -> Datasets.scenes().batch(0));
        assertThrows(IllegalArgumentException.class, () -> new Box(0, 3, 3, 3, 5));
    }

    @Test
    void overlapOfBoxes() {
        Box p = new Box(0, 0, 0, 4, 2);
        assertEquals(1, p.iou(p));
        assertEquals(4.0 / 12, p.iou(new Box(1, 2, 0, 6, 2)), 1e-12); // 4 shared, 8 + 8 - 4 in all
        assertEquals(0, p.iou(new Box(0, 4, 0, 8, 2)));
        assertEquals(
                List.of(SizeBand.SMALL, SizeBand.MEDIUM, SizeBand.LARGE),
                List.of(
                        new Box(0, 0, 0, 15, 5).band(),
                        new Box(0, 0, 0, 5, 15.1).band(),
                        new Box(0, 0, 0, 21.1, 5).band()));
    }
}
