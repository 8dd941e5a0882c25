package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** ./workbench export */
class ExportCommandTest {
    @TempDir
    private Path folder;

    /** The exit code, then what was said. */
    private static String export(String... args) {
        CommandLine line = Main.commandLine();
        StringWriter said = new StringWriter();
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        int code =
                line.execute(Stream.concat(Stream.of("export"), Stream.of(args)).toArray(String[]::new));
        return code + " " + said;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFileAndTheNumbersBesideItAreWrittenAndSayWhatGoesIn() throws IOException {
        Path out = folder.resolve("new/unit.pt");
        String said = export("--checkpoint", "unit-glyphs", "--numbers", "--out", out.toString());
        assertTrue(said.startsWith("0 # unit generator, A to B"), said);
        assertTrue(
                said.contains("- x: images of A (B, 1, H, W) in [-1, 1], H and W multiples of 4; trained at 32 x 32"),
                said);
        assertTrue(said.contains("- y: images (B, 1, H, W) in [-1, 1]\n"), said);
        assertEquals(List.of("new/unit.npz", "new/unit.pt"), files());
        String styles = export(
                "--checkpoint",
                "munit",
                "--what",
                "encoder",
                "--out",
                folder.resolve("s.pt").toString());
        assertTrue(styles.contains("- x: images of B (B, 3, H, W)"), styles);
        Files.delete(folder.resolve("s.pt"));
        byte[] first = Files.readAllBytes(out);
        export("--checkpoint", "unit-glyphs", "--direction", "b2a", "--out", out.toString());
        assertTrue(!Arrays.equals(first, Files.readAllBytes(out)), "an older file is replaced");
    }

    @Test
    void whatCannotBeDoneIsRefusedInALineAndNothingIsWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String pt = folder.resolve("x.pt").toString();
        refused("no-such-run does not exist", "--checkpoint", "no-such-run", "--out", pt);
        refused(
                "let the name end so",
                "--checkpoint",
                "unit-glyphs",
                "--out",
                folder.resolve("x.onnx").toString());
        Path sub = Files.createDirectory(folder.resolve("folder.pt"));
        refused("is a folder: name a file in it", "--checkpoint", "unit-glyphs", "--out", sub.toString());
        refused(
                "nothing can be written into",
                "--checkpoint",
                "unit-glyphs",
                "--out",
                file.resolve("x.pt").toString());
        refused("unit has no encoder to export", "--checkpoint", "unit-glyphs", "--what", "encoder", "--out", pt);
        refused("funit has no two domains", "--checkpoint", "funit", "--direction", "b2a", "--out", pt);
        refused("nothing to compare", "--checkpoint", "unit-glyphs", "--what", "noisy", "--numbers", "--out", pt);
        assertEquals(List.of("file"), files());
    }

    private static void refused(String why, String... args) {
        String said = export(args);
        assertTrue(said.startsWith("1 ") && said.contains(why), said);
        assertEquals(1, said.strip().lines().count(), said);
    }
}
