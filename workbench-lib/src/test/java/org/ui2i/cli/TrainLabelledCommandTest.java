package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import picocli.CommandLine;

/** {@code train stargan}, {@code train relgan} and {@code translate --label}. */
class TrainLabelledCommandTest {
    @TempDir
    private Path folder;

    private StringWriter text = new StringWriter();

    private int run(String... args) {
        text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        return Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }

    private int train(String model, String out, String... more) {
        String[] train = {"train", model, "--out", folder.resolve(out).toString()};
        return run(Stream.concat(Arrays.stream(train), Arrays.stream(more)).toArray(String[]::new));
    }

    private String history(String run) throws IOException {
        return Files.readString(folder.resolve(run).resolve("history.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stargan", "relgan"})
    void trainsResumesAndTranslates(String model) throws IOException {
        String[] tiny = {"--data", "glyph-cuts", "--preset", "tiny", "--steps", "4"};
        assertEquals(0, train(model, "straight", tiny), text::toString);
        assertTrue(text.toString().contains("on glyph-cuts, 4 domains, labels [bold, italic]"), text.toString());
        assertEquals(0, train(model, "cut", "--data", "glyph-cuts", "--preset", "tiny", "--steps", "2"));
        assertEquals(0, train(model, "cut", "--steps", "4", "--resume"), text::toString);
        assertEquals(history("straight"), history("cut"));
        int[] bold = translate("straight", "bold"), full = translate("straight", "bold=1");
        assertArrayEquals(bold, full, "a name alone means 1");
        assertFalse(Arrays.equals(bold, translate("straight", "bold", "italic")));
        assertFalse(Arrays.equals(bold, translate("straight", "bold=0.5")));
    }

    private int[] translate(String run, String... labels) throws IOException {
        Path letter = folder.resolve("letter.png"), out = folder.resolve("out.png");
        ImageIO.write(Datasets.glyphFonts(Split.TEST, 32).image(3), "png", letter.toFile());
        String[] from = {"translate", "--checkpoint", folder.resolve(run).toString(), "--content", "" + letter};
        List<String> args = Stream.of(Stream.of(from), Stream.of("--out", "" + out, "--label"), Arrays.stream(labels))
                .flatMap(part -> part)
                .toList();
        assertEquals(0, run(args.toArray(String[]::new)), text::toString);
        BufferedImage image = ImageIO.read(out.toFile());
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void wrongWishesAreNamed() {
        assertEquals(1, train("stargan", "x", "--data", "glyph-styles"));
        assertTrue(
                text.toString().contains("labelled data 'glyph-styles' are unknown: use glyph-cuts"), text.toString());
        assertEquals(0, run("inspect", "glyph-cuts", "--model", "relgan", "--preset", "tiny"), text::toString);
        assertTrue(text.toString().contains("RelGAN on glyph-cuts"), text.toString());
    }
}
