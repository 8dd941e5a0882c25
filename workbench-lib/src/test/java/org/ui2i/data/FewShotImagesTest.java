package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class FewShotImagesTest {
    private static final FewShotImages DATA = Datasets.fewShotGlyphs().batch(16).shots(3);
    private static final int LETTERS = 46;

    private static String font(String source) {
        return source.split("/")[1];
    }

    private static String letter(String source) {
        return source.split("/")[2];
    }

    @Test
    void contentAndClassAreOfTwoFonts() {
        Set<Long> drawn = new HashSet<>();
        try (NDManager manager = Tensors.scope()) {
            for (int number = 1; number <= 200; number++) {
                FewShotPair x = DATA.batch(new Step(manager, 7, number));
                for (int i = 0; i < 16; i++) {
                    long own = x.contentClass().getLong(i),
                            other = x.classClass().getLong(i);
                    assertNotEquals(own, other);
                    assertEquals(DATA.classes().get((int) own), font(x.sources().get(i)));
                    Set<String> letters = new HashSet<>();
                    for (int j = 0; j < 3; j++) {
                        String source = x.sources().get(16 + 3 * i + j);
                        assertEquals(DATA.classes().get((int) other), font(source));
                        letters.add(letter(source));
                    }
                    assertEquals(3, letters.size(), "the class images are different letters");
                    drawn.add(other);
                }
            }
        }
        assertEquals(140, drawn.size());
    }

    @Test
    void theSameFontComesUpOnlyIfAllowed() {
        int same = 0;
        try (NDManager manager = Tensors.scope()) {
            for (int number = 1; number <= 50; number++) {
                FewShotPair x = DATA.fonts(2, 1).shots(1).sameClassAllowed().batch(new Step(manager, 7, number));
                for (int i = 0; i < 16; i++) {
                    same += x.contentClass().getLong(i) == x.classClass().getLong(i) ? 1 : 0;
                }
            }
        }
        assertTrue(same > 320 && same < 480, same + " of 800 items, expected about half");
    }

    @Test
    void imagesAreThoseNamed() {
        ImageSet all = Datasets.glyphFonts(Split.TRAIN, 32);
        try (NDManager manager = Tensors.scope()) {
            FewShotPair x = DATA.batch(new Step(manager, 1, 5));
            assertEquals("(16, 1, 32, 32)", x.content().getShape().toString());
            assertEquals("(16, 3, 1, 32, 32)", x.classImages().getShape().toString());
            String source = x.sources().get(16 + 3 * 4 + 2);
            ImageSet one = all.where("class", font(source)).where("content", letter(source));
            assertEquals(one.all(manager), x.classImages().get(new NDIndex("4, 2:3")));
            String content = x.sources().get(4);
            ImageSet other = all.where("class", font(content)).where("content", letter(content));
            assertEquals(other.all(manager), x.content().get(new NDIndex("4:5")));
        }
    }

    @Test
    void batchDependsOnSeedAndStepOnly() {
        try (NDManager manager = Tensors.scope()) {
            DATA.batch(new Step(manager, 1, 900)); // another step first: no state must remain
            FewShotPair x = DATA.batch(new Step(manager, 1, 3));
            FewShotPair again = Datasets.fewShotGlyphs().shots(3).batch(new Step(manager, 1, 3));
            assertEquals(x.sources(), again.sources());
            assertEquals(x.classImages(), again.classImages());
            assertNotEquals(x.sources(), DATA.batch(new Step(manager, 2, 3)).sources());
            assertNotEquals(x.sources(), DATA.batch(new Step(manager, 1, 4)).sources());
        }
    }

    @Test
    void everyContentComesOnceAnEpochAndNoLetterHeldOutEver() {
        FewShotImages few = Datasets.fewShotGlyphs().fonts(8, 3);
        Set<String> contents = new HashSet<>(), letters = new HashSet<>();
        try (NDManager manager = Tensors.scope()) {
            for (int number = 1; number <= 8 * LETTERS / 16; number++) {
                List<String> sources = few.batch(new Step(manager, 5, number)).sources();
                contents.addAll(sources.subList(0, 16));
                sources.forEach(source -> letters.add(letter(source)));
            }
        }
        assertEquals(8 * LETTERS, contents.size());
        assertEquals(LETTERS, letters.size());
        assertTrue(Collections.disjoint(letters, FewShotImages.HELD_OUT));
        assertEquals(8 * 52, few.heldOut().images().size());
        assertNotEquals(few.hash(), few.heldOut().hash());
    }

    @Test
    void fewerFontsAreAmongTheMore() {
        List<String> ten = DATA.fonts(10, 1).classes(),
                forty = DATA.fonts(40, 1).classes();
        assertEquals(10, ten.size());
        assertEquals(40, forty.size());
        assertTrue(forty.containsAll(ten));
        assertTrue(ten.contains(FewShotImages.CONTENT_FONT));
        assertNotEquals(ten, DATA.fonts(10, 2).classes());
        assertEquals(DATA.classes(), DATA.fonts(140, 9).classes());
        String text = assertThrows(
                        IllegalArgumentException.class, () -> DATA.fonts(141, 1).classes())
                .getMessage();
        assertTrue(text.contains("141") && text.contains("140"), text);
    }

    @Test
    void noFontOfTheScoresAndNoPackageOfTheirsIsTrained() {
        ImageSet train = DATA.heldOut().images();
        assertEquals(140 * 52, train.size());
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            ImageSet held = Datasets.glyphFonts(split, 32);
            assertTrue(Collections.disjoint(held.values("class"), DATA.classes()));
            assertTrue(Collections.disjoint(held.values("source"), train.values("source")));
        }
    }

    @Test
    void moreShotsThanLettersAreRefused() {
        String text = assertThrows(
                        IllegalArgumentException.class, () -> DATA.shots(47).classes())
                .getMessage();
        assertTrue(text.contains("46") && text.contains("47"), text);
    }
}
