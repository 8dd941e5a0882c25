package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class GlyphStylesTest {
    private static final UnpairedImages DATA =
            Datasets.glyphStyles("regular", "bold-italic").size(32).batch(8);

    private static Set<String> families(ImageSet images) {
        return new HashSet<>(images.values("class"));
    }

    @Test
    void domainsAreDisjointByDefault() { // claim U1: nothing in A has its counterpart in B
        assertEquals(36 * 52, DATA.a().size());
        assertEquals(36 * 52, DATA.b().size());
        assertTrue(Collections.disjoint(families(DATA.a()), families(DATA.b())));
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            Set<String> held = families(DATA.truth(split).a());
            assertTrue(Collections.disjoint(held, families(DATA.a())));
            assertTrue(Collections.disjoint(held, families(DATA.b())));
        }
        assertEquals(22 * 52, DATA.truth(Split.TEST).size());
        assertEquals(7 * 52, DATA.truth(Split.VAL).size());
    }

    @Test
    void sharedContentHasTheSameContentsAndAsManyImages() {
        UnpairedImages shared = DATA.sharedContent(true);
        assertEquals(families(shared.a()), families(shared.b()));
        assertEquals(DATA.a().size(), shared.a().size());
        assertEquals(DATA.b().size(), shared.b().size());
        assertNotEquals(DATA.hash(), shared.hash());
    }

    @Test
    void batchDependsOnSeedAndStepOnly() {
        try (NDManager manager = Tensors.scope()) {
            DATA.batch(new Step(manager, 1, 500)); // another step first: no state must remain
            Pair x = DATA.batch(new Step(manager, 1, 3));
            Pair again = Datasets.glyphStyles("regular", "bold-italic").batch(new Step(manager, 1, 3));
            assertEquals(x.sources(), again.sources());
            assertEquals(x.a(), again.a());
            assertEquals(
                    List.of(8L, 1L, 32L, 32L),
                    java.util.Arrays.stream(x.a().getShape().getShape()).boxed().toList());
            assertEquals(1, x.a().max().getFloat());
            assertEquals(-1, x.b().min().getFloat());
            assertNotEquals(x.sources(), DATA.batch(new Step(manager, 2, 3)).sources());
            assertNotEquals(x.sources(), DATA.batch(new Step(manager, 1, 4)).sources());
            assertEquals(16, x.sources().size());
        }
    }

    @Test
    void everyImageComesOnceAnEpoch() {
        Set<String> seen = new HashSet<>();
        try (NDManager manager = Tensors.scope()) {
            for (int step = 1; step <= 36 * 52 / 8; step++) { // 234 steps of 8
                seen.addAll(DATA.batch(new Step(manager, 5, step)).sources());
            }
        }
        assertEquals(2 * 36 * 52, seen.size());
    }

    @Test
    void pairsShowTheSameLetterInAnotherCut() {
        TruePairs pairs = DATA.truth(Split.TEST);
        double slanted = 0, bolder = 0;
        for (int i = 0; i < pairs.size(); i++) {
            assertEquals(pairs.a().text("content", i), pairs.b().text("content", i));
            assertEquals(pairs.a().text("class", i), pairs.b().text("class", i));
            bolder += ink(pairs.b(), i) / ink(pairs.a(), i);
        }
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.a().text("content", i).equals("I")) {
                slanted += lean(pairs.b(), i) - lean(pairs.a(), i);
            }
        }
        assertTrue(bolder / pairs.size() > 1.2, "bold has more ink: " + bolder / pairs.size());
        assertTrue(slanted / 22 > 1, "the top of an italic I lies right of its foot by pixels: " + slanted / 22);
        assertEquals("Anonymous Pro/A", pairs.contents().get(0));
    }

    @Test
    void everyFamilyIsBoldAndSlantedWhereItSaysSo() {
        ImageSet[] cuts = new ImageSet[4];
        String[] names = {"regular", "italic", "bold", "bold-italic"};
        for (int c = 0; c < 4; c++) {
            cuts[c] = Atlas.read(Datasets.home().resolve("datasets/glyphs/styles"), names[c], t -> t, 64, 1);
            assertEquals(101 * 52, cuts[c].size());
        }
        for (int f = 0; f < 101; f++) {
            double[] ink = new double[4], lean = new double[4];
            for (int c = 0; c < 4; c++) {
                for (int letter = 0; letter < 52; letter++) {
                    ink[c] += ink(cuts[c], f * 52 + letter);
                }
                for (String stem : List.of("H", "I", "l")) {
                    lean[c] += lean(cuts[c], f * 52 + letter(stem)) / 3;
                }
            }
            String family = cuts[0].text("class", f * 52);
            assertTrue(ink[2] > 1.1 * ink[0] && ink[3] > 1.1 * ink[1], family + " is not bolder");
            assertTrue(lean[1] - lean[0] > 1 && lean[3] - lean[2] > 1, family + " does not lean");
        }
    }

    private static int letter(String s) {
        char c = s.charAt(0);
        return c < 'a' ? c - 'A' : 26 + c - 'a';
    }

    private static double ink(ImageSet images, int index) {
        double sum = 0;
        for (byte b : images.bytes(index)) {
            sum += 255 - (b & 255);
        }
        return sum;
    }

    /** How many pixels the ink of the upper third lies right of that of the lower third (of a tile's letter rows). */
    private static double lean(ImageSet images, int index) {
        int n = images.width();
        return centre(images, index, 4 * n / 16, 6 * n / 16) - centre(images, index, 9 * n / 16, 11 * n / 16);
    }

    private static double centre(ImageSet images, int index, int from, int to) {
        double sum = 1e-9, at = 0;
        for (int y = from; y < to; y++) {
            for (int x = 0; x < images.width(); x++) {
                int ink = 255 - (images.bytes(index)[y * images.width() + x] & 255);
                sum += ink;
                at += ink * x;
            }
        }
        return at / sum;
    }

    @Test
    void noPackageAndNoDesignCrossesTrainingAndScores() {
        Table table = Manifest.text(Datasets.home().resolve("datasets/glyphs/styles/selection.csv"));
        for (String key : List.of("package", "design")) {
            Map<String, Set<String>> uses = new TreeMap<>();
            for (Row row : table) {
                String use = Split.TRAIN.holds(row.getString("split")) ? "train" : row.getString("split");
                uses.computeIfAbsent(row.getString(key), k -> new HashSet<>()).add(use);
            }
            uses.forEach((k, v) -> assertEquals(1, v.size(), key + " " + k + " is in " + v));
        }
    }

    @Test
    void fontsOfTheScoresAndTheirPackagesAreNotInTraining() {
        ImageSet train = Datasets.glyphFonts(Split.TRAIN, 32);
        assertEquals(140 * 52, train.size());
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            ImageSet held = Datasets.glyphFonts(split, 32);
            assertEquals((split == Split.VAL ? 20 : 40) * 52, held.size());
            assertTrue(Collections.disjoint(families(held), families(train)));
            assertTrue(Collections.disjoint(held.values("source"), train.values("source")));
        }
    }

    @Test
    void smallImagesAreMeansOfTheLargeOnes() {
        ImageSet large = Datasets.glyphFonts(Split.VAL, 64), small = Datasets.glyphFonts(Split.VAL, 32);
        byte[] p = large.bytes(7);
        int x = 16, y = 13, at = 2 * y * 64 + 2 * x;
        int sum = (p[at] & 255) + (p[at + 1] & 255) + (p[at + 64] & 255) + (p[at + 65] & 255);
        assertEquals((sum + 2) / 4, small.bytes(7)[y * 32 + x] & 255);
        assertThrows(IllegalArgumentException.class, () -> Datasets.glyphFonts(Split.VAL, 48));
    }

    @Test
    void takenImagesKeepTheirManifestLines() {
        ImageSet images = DATA.truth(Split.VAL).a();
        ImageSet some = images.take(9, 3, 3);
        assertEquals(
                List.of("J", "D", "D"),
                List.of(some.text("content", 0), some.text("content", 1), some.text("content", 2)));
        for (int i = 0; i < 3; i++) {
            assertEquals(images.name(i == 0 ? 9 : 3), some.name(i));
            org.junit.jupiter.api.Assertions.assertArrayEquals(images.bytes(i == 0 ? 9 : 3), some.bytes(i));
        }
        assertEquals(52, images.where("class", "Inter").size());
    }

    @Test
    void inspectCounts() {
        Table report = DATA.inspect();
        assertEquals("1872", report.stringColumn("value").get(0));
        assertTrue(report.stringColumn("value").asList().contains("32x32: 1872"));
    }
}
