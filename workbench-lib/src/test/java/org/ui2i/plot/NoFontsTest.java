package org.ui2i.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NoFontsTest {
    @TempDir
    Path folder;

    @Test
    void dotLettersHaveTheirShapes() {
        Text dots = new Text.DotText();
        BufferedImage image = Sheet.draw(20, 10, g -> dots.draw(g, "L|", 1, 8, 10, false));
        int ink = 0;
        for (int i = 0; i < 200; i++) {
            ink += image.getRGB(i % 20, i / 20) == 0xFFFFFFFF ? 0 : 1;
        }
        assertEquals(7 + 4 + 7, ink, "an upright and a foot; an upright");
        assertEquals(12, dots.width("L|", 10, false));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everythingDrawsOnASystemWithoutAnyFont() throws Exception {
        Path fonts = folder.resolve("fonts.conf");
        Files.writeString(fonts, "<?xml version=\"1.0\"?><fontconfig><dir>" + folder + "</dir></fontconfig>");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder, // the JDK remembers fonts there
                "-cp",
                System.getProperty("java.class.path"),
                Drawing.class.getName());
        java.environment().put("FONTCONFIG_FILE", fonts.toString());
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals("fonts false", output.strip());
    }

    /** Runs in a Java of its own: fonts are looked for once a process. */
    static final class Drawing {
        private Drawing() {}

        public static void main(String[] args) {
            System.out.println("fonts " + (Text.system() instanceof Text.SystemText));
            double[] steps = {1, 2, 3};
            Scatter.titled("no font").add("a", new double[][] {{1, 2}, {3, 4}}).image();
            Curves.of(steps, Map.of("gen/total", new double[] {9, 3, .1}, "dis/total", steps))
                    .title("no font")
                    .image();
            Points.titled("no font").add("arm", 1, 0, 2).baseline("line", 3).image();
            BufferedImage tile = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            Grid.titled("no font").row("x", List.of(tile)).image();
        }
    }

    @Test
    void systemLettersAreUsedWhereThereAreSome() {
        assertFalse(Text.SystemText.works() && Text.system() instanceof Text.DotText);
    }
}
