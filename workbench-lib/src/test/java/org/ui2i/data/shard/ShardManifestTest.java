package org.ui2i.data.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.shard.ShardManifest.Line;

class ShardManifestTest {
    @TempDir
    private Path folder;

    @Test
    void linesComeBackWhateverTheirNamesAre() throws IOException {
        List<InputImage> images = Stream.of("plain.jpg", " a, \"b\"/c d .png", "한글\nzwei.png", "'\\N, NA")
                .map(name -> new InputImage(name, 9, 0))
                .toList();
        List<Line> lines = List.of(
                Line.done(images.get(0), 123, "00ff"),
                Line.done(images.get(1), 1L << 40, "12"),
                Line.broken(images.get(2), "empty file, \"really\""),
                Line.broken(images.get(3), "NA"));
        Path file = folder.resolve("m.csv");
        ShardManifest.write(file, lines);
        assertEquals(lines, ShardManifest.read(file, images));
        assertThrows(IllegalArgumentException.class, () -> ShardManifest.read(file, images.subList(0, 3)));
        assertEquals(
                "\"input\",\"output\",\"bytes\",\"sha256\",\"reason\"",
                Files.readAllLines(file).get(0));
        ShardManifest.writeBroken(file, lines);
        assertEquals(
                List.of(
                        "\"input\",\"reason\"",
                        "\"한글",
                        "zwei.png\",\"empty file, \"\"really\"\"\"",
                        "\"'\\N, NA\",\"NA\""),
                Files.readAllLines(file));
    }

    @Test
    void whatIsCutOffIsNoManifest() throws IOException {
        Path file = folder.resolve("m.csv");
        InputImage image = new InputImage("a.jpg", 9, 0);
        ShardManifest.write(file, List.of(Line.done(image, 123, "00ff")));
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 25));
        assertThrows(IllegalArgumentException.class, () -> ShardManifest.read(file, List.of(image)));
    }
}
