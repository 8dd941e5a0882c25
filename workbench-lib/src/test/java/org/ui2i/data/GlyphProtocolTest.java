package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlyphProtocolTest {
    private static final GlyphProtocol TEST = GlyphProtocol.test(32);
    private static final GlyphProtocol VALIDATION = GlyphProtocol.validation(32, 1);

    private static List<String> names(ImageSet images) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            names.add(images.name(i));
        }
        return names;
    }

    @Test
    void theTestIsTheFixedOne() {
        assertEquals(400, TEST.items().size());
        assertEquals(320, TEST.only(false).items().size());
        assertEquals(80, TEST.only(true).items().size());
        assertEquals(40, TEST.fonts().size());
        // the file's first and last lines: 1,m,VdjIzGLNxq and 189,B,qjuJZFCosD
        assertEquals("font/Agave Bold/m", TEST.truth().name(0));
        assertEquals("font/Averia GWF Regular/m", TEST.contents().name(0));
        ImageSet two = TEST.classImages(2);
        assertEquals(
                List.of("font/Agave Bold/V", "font/Agave Bold/d"), names(two).subList(0, 2));
        assertEquals(
                Arrays.asList("qjuJZFCosD".split("")), TEST.items().get(399).classLetters());
        assertEquals("B", TEST.truth().text("content", 399));
        assertTrue(TEST.items().get(399).heldOut());
        assertEquals(two.name(799).split("/")[1], TEST.truth().text("class", 399));
    }

    @Test
    void contentTruthAndClassImagesBelongTogether() {
        for (GlyphProtocol protocol : List.of(TEST, VALIDATION)) {
            ImageSet truth = protocol.truth(), contents = protocol.contents(), shown = protocol.classImages(10);
            for (int i = 0; i < truth.size(); i++) {
                GlyphProtocol.Item item = protocol.items().get(i);
                assertEquals(item.letter(), truth.text("content", i));
                assertEquals(item.letter(), contents.text("content", i));
                assertEquals(FewShotImages.CONTENT_FONT, contents.text("class", i));
                assertEquals(protocol.fonts().get(item.font()), truth.text("class", i));
                for (int j = 0; j < 10; j++) {
                    assertEquals(truth.text("class", i), shown.text("class", 10 * i + j));
                    assertNotEquals(item.letter(), shown.text("content", 10 * i + j));
                }
            }
            assertTrue(Collections.disjoint(shown.values("content"), FewShotImages.HELD_OUT));
        }
    }

    @Test
    void validationHasItsOwnFontsAndFollowsItsSeed() {
        assertEquals(320, VALIDATION.only(false).items().size());
        assertEquals(80, VALIDATION.only(true).items().size());
        assertEquals(400, names(VALIDATION.truth()).stream().distinct().count());
        assertEquals(20, VALIDATION.fonts().size());
        assertTrue(Collections.disjoint(VALIDATION.fonts(), TEST.fonts()));
        assertTrue(Collections.disjoint(VALIDATION.fonts(), VALIDATION.source().values("class")));
        assertEquals(VALIDATION.items(), GlyphProtocol.validation(32, 1).items());
        assertNotEquals(VALIDATION.items(), GlyphProtocol.validation(32, 2).items());
    }

    @Test
    void theGalleryHasALetterOfEveryFont() {
        ImageSet gallery = TEST.gallery("g");
        assertEquals(TEST.fonts(), gallery.manifest().stringColumn("class").asList());
        assertEquals(List.of("g"), gallery.values("content"));
    }

    @Test
    void moreClassImagesThanThereAreAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TEST.classImages(11));
        assertThrows(
                IllegalArgumentException.class,
                () -> new GlyphProtocol.Item(0, "a", Arrays.asList("bcdefghija".split(""))));
    }
}
