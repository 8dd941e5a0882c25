package org.ui2i.data.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildToolsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Three channels that vary smoothly, and a white part. */
    private static BufferedImage colours() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4096; i++) {
            int x = i % 64, y = i / 64;
            image.setRGB(x, y, y < 8 ? 0xFFFFFF : ((x * 4) << 16) | ((y * 4) << 8) | ((x + y) * 2));
        }
        return image;
    }

    @Test
    void paletteKeepsWhiteAndStaysNear() throws IOException {
        BufferedImage reduced = Palette.reduce(colours());
        AtlasWriter.palette(reduced, folder.resolve("p.png"));
        BufferedImage read = ImageIO.read(folder.resolve("p.png").toFile());
        double error = 0;
        for (int i = 0; i < 4096; i++) {
            int was = colours().getRGB(i % 64, i / 64), is = read.getRGB(i % 64, i / 64);
            if ((was & 0xFFFFFF) == 0xFFFFFF) {
                assertEquals(was, is);
            }
            for (int shift = 0; shift < 24; shift += 8) {
                error += Math.abs((was >> shift & 255) - (is >> shift & 255)) / (3 * 4096.0);
            }
        }
        assertTrue(error < 6, "3,584 colours become 256 with a mean error of " + error);
        long distinct = IntStream.range(0, 4096)
                .map(i -> read.getRGB(i % 64, i / 64))
                .distinct()
                .count();
        assertTrue(distinct <= 256 && distinct > 200, distinct + " colours");
    }

    @Test
    void sameInputGivesTheSameBytes() throws IOException {
        AtlasWriter.palette(Palette.reduce(colours()), folder.resolve("1.png"));
        AtlasWriter.palette(Palette.reduce(colours()), folder.resolve("2.png"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("1.png")), Files.readAllBytes(folder.resolve("2.png")));
    }

    @Test
    void greySheetKeepsItsLevels() throws IOException {
        GreySheet sheet = new GreySheet(4, 2, 3);
        byte[] tile = new byte[16];
        for (int i = 0; i < 16; i++) {
            tile[i] = GreySheet.level(17 * i + 8); // 8 above a level: still that level
        }
        sheet.put(1, 2, tile);
        sheet.write(folder.resolve("g.png"));
        BufferedImage read = ImageIO.read(folder.resolve("g.png").toFile());
        assertEquals(12, read.getWidth());
        assertEquals(8, read.getHeight());
        assertEquals(255, read.getRGB(0, 0) & 255, "untouched paper is white");
        for (int i = 0; i < 16; i++) {
            assertEquals(17 * i, read.getRGB(8 + i % 4, 4 + i / 4) & 255);
        }
    }

    @Test
    void csvLinesAreQuotedAndHaveNoBreaks() {
        assertEquals("1,\"a, b\",\"say \"\"x\"\"\"\n", Csv.line(List.of(1, "a, b", "say \"x\"")));
        assertThrows(IllegalArgumentException.class, () -> Csv.line(List.of("two\nlines")));
    }

    @Test
    void unpinnedPackagesAreRefused() throws IOException {
        Path pins = folder.resolve("sources.csv");
        Files.writeString(pins, "kind,name,version,sha256\nnpm,some,1.0.0," + "0".repeat(64) + "\n");
        Packages packages = new Packages(pins, folder);
        assertEquals("1.0.0", packages.version("some"));
        String text = assertThrows(IllegalArgumentException.class, () -> packages.file("other", "x.png"))
                .getMessage();
        assertTrue(text.contains("other is not pinned"), text);
    }

    @Test
    void aPackagesFileMustBeUnique() throws IOException {
        Path pins = folder.resolve("sources.csv");
        Files.writeString(pins, "kind,name,version,sha256\nnpm,some,1.0.0," + "0".repeat(64) + "\n");
        Path unpacked = Files.createDirectories(folder.resolve("some-000000000000/one"));
        Files.createDirectories(folder.resolve("some-000000000000/two"));
        Files.writeString(unpacked.resolve("a.png"), "");
        Files.writeString(folder.resolve("some-000000000000/two/a.png"), "");
        Packages packages = new Packages(pins, folder);
        assertTrue(packages.file("some", "one/a.png").endsWith("one/a.png"));
        String text = assertThrows(IllegalArgumentException.class, () -> packages.file("some", "a.png"))
                .getMessage();
        assertTrue(text.contains("2 files"), text);
    }
}
