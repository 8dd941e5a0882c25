package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.Datasets;
import org.ui2i.data.Split;
import org.ui2i.models.Funit;
import org.ui2i.models.FunitGenerator;
import org.ui2i.run.FunitRun;
import org.ui2i.run.Trained;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Configs;
import picocli.CommandLine;

class TrainFunitCommandTest {
    @TempDir
    private Path folder;

    private StringWriter text = new StringWriter();

    private int train(String out, String... more) {
        String[] train = {"train", "funit", "--out", folder.resolve(out).toString()};
        return run(with(train, more));
    }

    private int run(String... args) {
        text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        return Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }

    private String history(String run) throws IOException {
        return Files.readString(folder.resolve(run).resolve("history.csv"));
    }

    /** The two generators of a trained run: the last weights and their average. */
    private static Funit trained(Trained run) {
        Funit funit = new Funit(Configs.fromYaml(FunitRun.class, run.config()).model(), 9);
        run.loadAverage("gen", "gen", 0, funit.genTest());
        return funit;
    }

    @Test
    void publishesTheAverageAndResumesAsIfItHadNeverEnded() throws IOException {
        String[] tiny = {"--data", "glyph-fonts", "--preset", "tiny", "--fonts", "10"};
        Path weights = folder.resolve("weights");
        assertEquals(0, train("straight", with(tiny, "--steps", "4", "--publish", "" + weights)), text::toString);
        assertTrue(text.toString().contains("FUNIT on glyph-fonts, 10 classes, 32 x 32"), text.toString());
        assertEquals(0, train("cut", with(tiny, "--steps", "2")), text::toString);
        assertEquals(0, train("cut", "--steps", "4", "--resume"), text::toString);
        assertEquals(history("straight"), history("cut"));
        assertTrue(history("cut").lines().findFirst().orElse("").contains("dis/r1"), history("cut"));
        try (NDManager scope = Tensors.scope()) {
            Funit published = trained(Trained.published(weights, scope));
            Trained run = Trained.checkpoint(folder.resolve("cut"), scope);
            assertEquals("funit", run.model());
            Funit average = trained(run);
            FunitGenerator last = average.gen();
            run.load("gen", "gen", 0, last);
            assertTrue(apart(published.genTest(), average.genTest()) < 1e-3, "float16");
            assertTrue(apart(last, average.genTest()) > 1e-3, "the average is not the last weights");
        }
        int[] straight = translate("--checkpoint", "" + weights);
        int[] cut = translate("--checkpoint", folder.resolve("cut").toString());
        for (int i = 0; i < straight.length; i++) {
            assertEquals(straight[i], cut[i], 2, "float16, pixel " + i);
        }
        assertEquals(1, run("translate", "--checkpoint", "" + weights, "--content", glyph(0), "--out", glyph(1)));
        assertTrue(text.toString().contains("add --class"), text.toString());
    }

    private String glyph(int index) throws IOException {
        Path file = folder.resolve("glyph-" + index + ".png");
        ImageIO.write(Datasets.glyphFonts(Split.TEST, 32).image(index), "png", file.toFile());
        return file.toString();
    }

    /** The grey values of a glyph drawn in the font of two others. */
    private int[] translate(String source, String weights) throws IOException {
        String out = folder.resolve("out.png").toString();
        String[] from = {"translate", source, weights, "--content", glyph(0), "--out", out};
        assertEquals(0, run(with(from, "--class", glyph(60), glyph(61))), text::toString);
        BufferedImage image = ImageIO.read(Path.of(out).toFile());
        return IntStream.range(0, 1024)
                .map(i -> image.getRGB(i % 32, i / 32) & 255)
                .toArray();
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    private static double apart(FunitGenerator a, FunitGenerator b) {
        double largest = 0;
        for (String path : a.weights().keySet()) {
            try (NDArray difference = a.weights().get(path).sub(b.weights().get(path))) {
                largest = Math.max(largest, difference.abs().max().getFloat());
            }
        }
        return largest;
    }

    @Test
    void wrongWishesAreNamed() {
        assertEquals(1, train("x", "--data", "glyph-styles"));
        assertTrue(text.toString().contains("data 'glyph-styles' is unknown: use glyph-fonts"), text.toString());
        assertEquals(1, train("x", "--data", "glyph-fonts", "--fonts", "1"));
        assertTrue(text.toString().contains("fonts is 1: two classes are drawn"), text.toString());
        assertNotEquals(0, train("x"));
        assertTrue(text.toString().contains("--data"), text.toString());
    }
}
