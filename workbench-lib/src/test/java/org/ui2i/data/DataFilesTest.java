package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-2

    @TempDir
    private Path folder;

    @Test
    void ownFoldersAreTheirImagesAndTheirSubfolders() throws IOException {
        Path a = Files.createDirectories(folder.resolve("a"));
        Files.writeString(a.resolve("1.png"), "abc");
        Files.writeString(folder.resolve("2.JPG"), "abc");
        Files.writeString(a.resolve("notes.txt"), "abc");
        Files.writeString(a.resolve(".hidden.png"), "abc");
        DataFiles files = DataFiles.of("folder:" + folder);
        assertEquals(
                Map.of(
                        a.resolve("1.png").toString(),
                        ABC,
                        folder.resolve("2.JPG").toString(),
                        ABC),
                files.hashes());
        assertEquals(
                Set.of(a.resolve("1.png").toString()),
                DataFiles.of("folder:" + a + "," + a).hashes().keySet());
        assertEquals(files, DataFiles.of("aligned:" + folder));
        assertEquals(List.of(), DataFiles.licences("folder:" + folder));
        assertEquals(List.of(), DataFiles.licences("aligned:" + folder));
        String text = assertThrows(IllegalArgumentException.class, () -> DataFiles.of("folder:" + folder + "/none"))
                .getMessage();
        assertTrue(text.contains("none is no folder"), text);
    }

    @Test
    void everyBundledSetHasItsFilesAndLicences() {
        for (String name : List.of(
                "glyph-styles:regular,bold",
                "glyph-fonts-placed",
                "emoji-edges",
                "hand-tones",
                "digits",
                "scenes",
                "mixture:letters,mnist")) {
            Set<String> files = DataFiles.of(name).hashes().keySet();
            assertTrue(files.stream().anyMatch(file -> file.endsWith("manifest.csv.gz")), name + ": " + files);
            assertTrue(files.stream().allMatch(file -> file.startsWith("datasets/")), name + ": " + files);
            assertTrue(!DataFiles.licences(name).isEmpty(), name);
        }
        Datasets.names().forEach(name -> assertTrue(!DataFiles.of(name).hashes().isEmpty(), name));
        assertThrows(IllegalArgumentException.class, () -> DataFiles.of("glyph"));
    }

    @Test
    void theTextIsThatOfSha256sumAndReadsBack() {
        DataFiles files = new DataFiles(new TreeMap<>(Map.of("a b.png", ABC, "c\\d\ne.png", ABC)));
        assertEquals(ABC + "  a b.png\n\\" + ABC + "  c\\\\d\\ne.png\n", files.text());
        assertEquals(files, DataFiles.parse(files.text()));
    }
}
