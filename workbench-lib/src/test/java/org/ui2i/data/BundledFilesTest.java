package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class BundledFilesTest {
    @ParameterizedTest
    @CsvSource({
        "glyphs/fonts, font, 64, 1, 10400",
        "glyphs/styles, regular, 64, 1, 5252",
        "glyphs/styles, italic, 64, 1, 5252",
        "glyphs/styles, bold, 64, 1, 5252",
        "glyphs/styles, bold-italic, 64, 1, 5252",
        "emoji/drawers, noto, 64, 3, 1026",
        "emoji/drawers, twemoji, 64, 3, 1026",
        "emoji/tones, noto, 64, 3, 1896",
        "emoji/tones, twemoji, 64, 3, 1896",
        "digits, mnist, 32, 1, 5500",
        "digits, optical, 32, 1, 1797"
    })
    void everyTileHasTheManifestsHash(String folder, String domain, int size, int channels, int count) {
        ImageSet images = Atlas.read(Datasets.folder(folder), domain, t -> t, size, channels);
        assertEquals(count, images.size());
        for (int i = 0; i < count; i++) {
            assertEquals(images.text("sha256", i), Manifest.hash(images.bytes(i)), images.name(i));
        }
    }

    @Test
    void everySourceIsPinned() {
        List<String> pinned = Manifest.text(Datasets.folder("sources.csv"))
                .stringColumn("name")
                .asList();
        for (String folder : List.of("glyphs/fonts", "glyphs/styles", "emoji/drawers", "emoji/tones", "digits")) {
            Table manifest = Manifest.read(Datasets.folder(folder).resolve(Manifest.FILE));
            for (String source : manifest.stringColumn("source").unique()) {
                String name = source.split("[/@]")[0];
                assertTrue(pinned.contains(name), name + " is not in sources.csv");
            }
            for (Row row : manifest) {
                assertTrue(!row.getString("licence").isEmpty()
                        && !row.getString("licence").contains("GPL"));
            }
        }
    }

    @Test
    void allTogetherStayBelowTwentyMegabytes() throws IOException {
        try (Stream<Path> files = Files.walk(Datasets.folder("."))) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(p -> p.toFile().length())
                    .sum();
            assertTrue(bytes < 20_000_000, bytes + " bytes");
        }
    }

    @Test
    void unknownNamesSayWhatThereIs() {
        String text = assertThrows(IllegalArgumentException.class, () -> Datasets.unpaired("glyphstyles"))
                .getMessage();
        assertTrue(text.contains("'glyphstyles'") && text.contains("glyph-styles"), text);
        String domain = assertThrows(IllegalArgumentException.class, () -> Datasets.glyphStyles("regular", "heavy")
                        .b())
                .getMessage();
        assertTrue(domain.contains("heavy") && domain.contains("bold-italic"), domain);
        String tone = assertThrows(IllegalArgumentException.class, () -> Datasets.emojiTones("light", "pink")
                        .b())
                .getMessage();
        assertTrue(tone.contains("pink"), tone);
        assertThrows(IllegalArgumentException.class, () -> Datasets.unpaired("glyph-styles:regular"));
    }
}
