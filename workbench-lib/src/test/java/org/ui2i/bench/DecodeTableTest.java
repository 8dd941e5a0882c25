package org.ui2i.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DecodeTableTest {
    private static final Path DOCS = Path.of(System.getProperty("ui2i.root", ".."), "docs");

    /** 8 ms an image are 125 images/s; 128 images at 4 steps/s are 512, for which 4.096 cores are needed. */
    @Test
    void coresFollowFromTheRate() {
        DecodeResult result = new DecodeResult(500, 375, 48.4, 256, 100, Timing.of(7, 8, 9));
        assertEquals(125, result.imagesPerSecond(), 1e-9);
        assertEquals(4.096, result.cores(4, 128), 1e-9);
        String table = DecodeTable.markdown(result);
        assertTrue(table.contains("| 500 x 375, 48 KB | 256 pixels | 8.00 (7.50 to 8.50) | 125 |"), table);
        assertTrue(table.contains("| FUNIT, batch 64, a class image each | 128 | 4 | 512 | 4.1 |"), table);
        assertEquals(result, DecodeTable.read(DecodeTable.json(result)));
    }

    @Test
    void aFolderOfPicturesIsDecodedAndTimed() throws IOException {
        DecodeResult result = DecodeBench.of(64, 2, 2);
        assertTrue(result.perImage().median() > 0);
        assertTrue(result.kilobytes() > 20 && result.kilobytes() < 150, "like a photograph: " + result.kilobytes());
    }

    /** The page has the numbers of its file, or neither is there yet. */
    @Test
    void thePageShowsWhatItsFileSays() throws IOException {
        Path json = DOCS.resolve("decoding.json");
        String page = Files.readString(DOCS.resolve("performance.md"));
        assertEquals(
                Files.exists(json), page.contains("| JPEG files |"), "copy decoding.md and decoding.json of one run");
        if (Files.exists(json)) {
            String table = DecodeTable.markdown(DecodeTable.read(Files.readString(json)));
            assertTrue(page.contains(table), "copy decoding.md of the run into performance.md");
        }
    }
}
