package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import tech.tablesaw.api.Row;

class EmojiTest {
    private static Set<String> codes(ImageSet images) {
        return new HashSet<>(images.values("content"));
    }

    @Test
    void drawersHaveDisjointCodePointsAndTruePairs() {
        UnpairedImages data = Datasets.emojiDrawers("noto", "twemoji");
        assertEquals(398, data.a().size());
        assertEquals(398, data.b().size());
        assertTrue(Collections.disjoint(codes(data.a()), codes(data.b())));
        TruePairs test = data.truth(Split.TEST), val = data.truth(Split.VAL);
        assertEquals(171, test.size());
        assertEquals(59, val.size());
        for (ImageSet training : List.of(data.a(), data.b())) {
            assertTrue(Collections.disjoint(codes(test.a()), codes(training)));
            assertTrue(Collections.disjoint(codes(val.a()), codes(training)));
        }
        assertEquals(List.of("food", "nature", "objects", "smileys"), data.a().values("class"));
        assertEquals(List.of("Apache-2.0"), data.a().values("licence"));
        assertEquals(List.of("CC-BY-4.0"), data.b().values("licence"));
    }

    @Test
    void sharedContentKeepsTheCount() {
        UnpairedImages shared = Datasets.emojiDrawers("noto", "twemoji").sharedContent(true);
        assertEquals(codes(shared.a()), codes(shared.b()));
        assertEquals(398, shared.b().size());
    }

    @Test
    void batchesAreColourOnWhite() {
        UnpairedImages data = Datasets.emojiDrawers("noto", "twemoji").size(64).batch(3);
        try (NDManager manager = Tensors.scope()) {
            Pair x = data.batch(new Step(manager, 1, 1));
            assertEquals("(3, 3, 64, 64)", x.a().getShape().toString());
            float[] v = x.a().toFloatArray();
            assertEquals(1, v[0], "the corner of a Noto emoji is white");
            assertNotEquals(v[32 * 64 + 32], v[2 * 64 * 64 + 32 * 64 + 32], "the middle is coloured");
        }
    }

    @Test
    void edgesAreGradientMagnitudes() {
        UnpairedImages data = Datasets.emojiEdges("noto").size(64);
        TruePairs pairs = data.truth(Split.TEST);
        byte[] image = pairs.b().bytes(5), edges = pairs.a().bytes(5);
        int at = 20 * 64 + 30;
        double dx = (light(image, at + 1) - light(image, at - 1)) / 2;
        double dy = (light(image, at + 64) - light(image, at - 64)) / 2;
        assertEquals(255 - Math.min(255, 2 * Math.hypot(dx, dy)), edges[at] & 255, 0.6);
        assertEquals(edges[at], edges[2 * 64 * 64 + at]);
        assertTrue(Collections.disjoint(codes(data.a()), codes(data.b())));
    }

    @Test
    void drawingsAreMirroredAtRandomInTrainingAndDrawersAreNot() {
        double share = mirrored(Datasets.emojiEdges("noto"));
        assertTrue(share > 0.3 && share < 0.7, share + " of the images are mirrored");
        assertEquals(0, mirrored(Datasets.emojiDrawers("noto", "twemoji")));
    }

    /** Share of B's images in a batch that are mirror images of the set's; each is one or the other. */
    private static double mirrored(UnpairedImages data) {
        try (NDManager manager = Tensors.scope()) {
            Pair batch = data.batch(64).batch(new Step(manager, 3, 1));
            List<String> names =
                    IntStream.range(0, data.b().size()).mapToObj(data.b()::name).toList();
            int[] at = batch.sources().subList(64, 128).stream()
                    .mapToInt(names::indexOf)
                    .toArray();
            NDArray plain = data.b().tensor(manager, at);
            int count = 0;
            for (int i = 0; i < 64; i++) {
                NDArray x = batch.b().get(i);
                boolean asItIs = x.contentEquals(plain.get(i));
                assertTrue(asItIs || x.contentEquals(plain.get(i).flip(2)));
                count += asItIs ? 0 : 1;
            }
            return count / 64.0;
        }
    }

    private static double light(byte[] p, int at) {
        return 0.299 * (p[at] & 255) + 0.587 * (p[4096 + at] & 255) + 0.114 * (p[8192 + at] & 255);
    }

    @Test
    void tonesAreSplitByConcept() {
        UnpairedImages data = Datasets.emojiTones("light", "dark");
        assertEquals(120, data.a().size());
        assertEquals(120, data.b().size());
        assertEquals(56, data.truth(Split.TEST).size());
        assertTrue(mean(data.a()) > mean(data.b()) + 5, "light is lighter than dark");
        Map<String, Set<String>> splits = new TreeMap<>();
        for (Row row : Manifest.text(Datasets.folder("emoji/tones/selection.csv"))) {
            splits.computeIfAbsent(row.getString("concept"), k -> new HashSet<>())
                    .add(row.getString("split"));
        }
        splits.forEach((concept, of) -> assertEquals(1, of.size(), concept + " is in " + of));
        assertEquals(129, splits.size());
    }

    @Test
    void allTonesComeSixAnEmoji() {
        ImageSet images = Datasets.emojiAllTones("twemoji", Split.VAL, 32);
        assertEquals(20 * 6, images.size());
        assertEquals(6, images.values("class").size());
        assertEquals(images.text("content", 0), images.text("content", 5));
    }

    private static double mean(ImageSet images) {
        double sum = 0;
        for (int i = 0; i < images.size(); i++) {
            byte[] p = images.bytes(i);
            sum += Arrays.stream(java.util.stream.IntStream.range(0, p.length)
                                    .map(j -> p[j] & 255)
                                    .toArray())
                            .average()
                            .orElse(0)
                    / images.size();
        }
        return sum;
    }
}
