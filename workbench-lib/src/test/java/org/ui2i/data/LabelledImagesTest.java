package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import tech.tablesaw.api.Row;

class LabelledImagesTest {
    private static final LabelledImages CUTS = Datasets.labelled("glyph-cuts");
    private static final LabelledImages TONES = Datasets.labelled("hand-tones");

    @Test
    void fourCutsHaveTwoAttributesAndShareNoDesign() {
        assertEquals(List.of("regular", "italic", "bold", "bold-italic"), CUTS.domains());
        assertEquals(new Labels(List.of("bold", "italic"), false), CUTS.labels());
        assertArrayEquals(new float[] {0, 1}, CUTS.label("italic"));
        assertArrayEquals(new float[] {1, 1}, CUTS.label("bold-italic"));
        for (String cut : CUTS.domains()) {
            assertEquals(18 * 52, CUTS.images(cut).size(), cut);
        }
        apart(CUTS, "class", together("glyphs/styles", "family", "design"));
    }

    @Test
    void sixTonesAreOneOfSixAndShowTheSameHands() {
        assertTrue(TONES.labels().oneOf());
        assertEquals(6, TONES.domains().size());
        assertArrayEquals(new float[] {0, 1, 0, 0, 0, 0}, TONES.label("light"));
        Map<String, String> kinds = together("emoji/tones", "code", "kind");
        for (String tone : TONES.domains()) {
            assertEquals(List.of(tone), TONES.images(tone).values("class"));
            assertEquals(39, TONES.images(tone).size(), tone);
            assertEquals(
                    TONES.images("none").values("content"), TONES.images(tone).values("content"));
            assertTrue(TONES.images(tone).values("content").stream()
                    .allMatch(code -> kinds.get(code).equals("hand")));
        }
    }

    private static Map<String, String> together(String folder, String content, String group) {
        Map<String, String> groups = new HashMap<>();
        for (Row row : Manifest.text(Datasets.folder(folder).resolve("selection.csv"))) {
            groups.put(row.getString(content), row.getString(group));
        }
        return groups;
    }

    private static void apart(LabelledImages data, String content, Map<String, String> together) {
        Map<String, String> domainOf = new HashMap<>();
        for (String domain : data.domains()) {
            for (String name : data.images(domain).values(content)) {
                assertEquals(domain, domainOf.computeIfAbsent(together.get(name), g -> domain), name);
            }
        }
    }

    @Test
    void truePairsAreOfContentsThatNobodyTrainsOn() {
        TruePairs pairs = CUTS.truth("regular", "bold", Split.TEST);
        assertEquals(22 * 52, pairs.size());
        for (String cut : CUTS.domains()) {
            assertTrue(Collections.disjoint(
                    CUTS.images(cut).values("class"), pairs.a().values("class")));
        }
        TruePairs hands = TONES.truth("light", "dark", Split.TEST);
        assertEquals(9, hands.size());
        assertTrue(Collections.disjoint(
                TONES.images("dark").values("content"), hands.b().values("content")));
        assertThrows(IllegalArgumentException.class, () -> TONES.truth("light", "dark", Split.TRAIN));
    }

    @Test
    void aBatchHasTheLabelsOfItsDomains() {
        LabelledImages data = TONES.size(16).batch(5);
        try (NDManager manager = Tensors.scope()) {
            LabelledBatch x = data.batch(new Step(manager, 1, 3));
            assertEquals(new Shape(5, 3, 16, 16), x.x().getShape());
            assertEquals(new Shape(5, 6), x.label().getShape());
            for (int i = 0; i < 5; i++) {
                String tone = x.sources().get(i).split("/")[1];
                assertArrayEquals(data.label(tone), x.label().get(i).toFloatArray(), tone);
            }
            assertEquals(x.sources(), data.batch(new Step(manager, 1, 3)).sources());
            assertNotEquals(x.sources(), data.batch(new Step(manager, 2, 3)).sources());
        }
        assertNotEquals(data.hash(), TONES.hash());
        assertNotEquals(data.hash(), data.triples().hash());
    }

    @Test
    void atEachPlaceATripleHasThreeLabels() {
        try (NDManager manager = Tensors.scope()) {
            LabelledTriple x = CUTS.batch(40).triples().batch(new Step(manager, 1, 3));
            for (int i = 0; i < 40; i++) {
                float[] a = x.a().label().get(i).toFloatArray();
                float[] b = x.b().label().get(i).toFloatArray(),
                        c = x.c().label().get(i).toFloatArray();
                assertTrue(!Arrays.equals(a, b) && !Arrays.equals(b, c) && !Arrays.equals(a, c), "place " + i);
            }
            assertEquals(120, x.sources().size());
            assertEquals(
                    x.sources(),
                    CUTS.batch(40).triples().batch(new Step(manager, 1, 3)).sources());
        }
    }

    @Test
    void ownFoldersAreDomains(@TempDir Path root) throws IOException {
        for (String name : List.of("cats", "dogs")) {
            Path folder = Files.createDirectories(root.resolve(name));
            for (int i = 0; i < 3; i++) {
                ImageIO.write(
                        new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB),
                        "png",
                        folder.resolve(i + ".png").toFile());
            }
        }
        LabelledImages own = Datasets.labelled("folder:" + root);
        assertEquals(List.of("cats", "dogs"), own.domains());
        assertArrayEquals(new float[] {0, 1}, own.label("dogs"));
        assertEquals(3, own.channels());
        assertThrows(IllegalArgumentException.class, () -> own.truth("cats", "dogs", Split.TEST));
        try (NDManager manager = Tensors.scope()) {
            String text = assertThrows(
                            IllegalArgumentException.class, () -> own.triples().batch(new Step(manager, 1, 1)))
                    .getMessage();
            assertTrue(text.contains("[cats, dogs] are 2 domains: triples need three or more"), text);
        }
    }

    @Test
    void wrongNamesAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> Datasets.labelled("glyph-styles"));
        String text = assertThrows(IllegalArgumentException.class, () -> CUTS.label("heavy"))
                .getMessage();
        assertTrue(text.contains("there is no domain \"heavy\": the domains are [regular"), text);
        assertThrows(IllegalArgumentException.class, () -> CUTS.labels().vector(Map.of("heavy", 1.0)));
        assertArrayEquals(new float[] {0, 0.5f}, CUTS.labels().vector(Map.of("italic", 0.5)));
        assertTrue(Datasets.report("glyph-cuts", 32).contains("bold-italic"));
    }
}
