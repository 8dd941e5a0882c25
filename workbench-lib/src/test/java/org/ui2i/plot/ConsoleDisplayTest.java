package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleDisplayTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ConsoleDisplay display(boolean terminal) {
        return new ConsoleDisplay(
                folder.resolve("out"), new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("out"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anUpdateReplacesTheFileAndLeavesNoPart() throws IOException {
        Display.Handle handle = display(false).show(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "black");
        handle.update(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), "larger");
        File file = folder.resolve("out/picture-01.png").toFile();
        assertEquals(5, ImageIO.read(file).getWidth());
        assertEquals(List.of("picture-01.png"), files());
        assertTrue(printed().endsWith("picture-01.png: black" + System.lineSeparator()), printed());
    }

    @Test
    void aTerminalRewritesItsLine() {
        display(true).line("step 10").update("done");
        assertEquals("\rstep 10\rdone   ", printed());
    }

    @Test
    void aLogGetsALineEach() {
        display(false).line("step 10").update("done");
        assertEquals("step 10" + System.lineSeparator() + "done" + System.lineSeparator(), printed());
    }

    @Test
    void htmlLosesItsTags() {
        display(false).html("<table><tr><td>a</td><td>1 &lt; 2</td></tr></table>");
        assertEquals("a\t1 < 2" + System.lineSeparator(), printed());
    }

    @Test
    void aPictureNeedsWords() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        assertThrows(IllegalArgumentException.class, () -> display(false).show(image, " "));
    }
}
