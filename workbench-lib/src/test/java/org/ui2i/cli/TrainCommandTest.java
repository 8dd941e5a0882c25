package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.Limits;
import org.ui2i.plot.ProgressText;
import org.ui2i.train.Progress;
import picocli.CommandLine;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private StringWriter text = new StringWriter();

    @BeforeEach
    void drawTwoDomains() throws IOException {
        Random random = new Random(1);
        for (String domain : List.of("a", "b")) {
            Path images = Files.createDirectories(folder.resolve("data").resolve(domain));
            for (int i = 0; i < 5; i++) {
                BufferedImage image = new BufferedImage(20, 24, BufferedImage.TYPE_INT_RGB);
                for (int j = 0; j < 480; j++) {
                    image.setRGB(j % 20, j / 20, random.nextInt(1 << 24));
                }
                ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
            }
        }
    }

    private int run(String... args) {
        text = new StringWriter();
        CommandLine line = Main.commandLine();
        PrintWriter out = new PrintWriter(text, true);
        return line.setOut(out)
                .setErr(out)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }

    @Test
    void inspectReportsTheImagesAndWhatTheirTrainingCosts() {
        String data = folder.resolve("data").toString();
        assertEquals(0, run("inspect", data), text::toString);
        assertTrue(text.toString().contains("20x24: 5"), text.toString());
        String[] unit = {"inspect", data, "--model", "unit", "--preset", "tiny", "--steps", "100", "--set", "size=16"};
        assertEquals(0, run(unit), text::toString);
        assertTrue(text.toString().contains("5 images: D learns so few by heart"), text.toString());
        assertTrue(text.toString().contains("UNIT on folder:" + data + ", 16 x 16, batch 2"), text.toString());
        assertTrue(text.toString().contains("100 steps: about 0."), text.toString());
        assertTrue(text.toString().endsWith("it fits this machine\n"), text.toString());
        assertEquals(0, run("inspect", data, "--model", "funit", "--preset", "tiny"), text::toString);
        assertTrue(text.toString().contains("FUNIT on folder:" + data + ", 2 classes"), text.toString());
        assertEquals(2, run("inspect", data, "--model", "biggan"), text::toString);
    }

    private int train(String out, int steps, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "unit", "--preset", "tiny", "--set", "size=16"));
        args.addAll(List.of("--data", "folder:" + folder.resolve("data"), "--steps", "" + steps));
        args.addAll(List.of("--out", folder.resolve(out).toString()));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void thePaperPresetPlansThePapersStepsAndAsksWhereTheseDependOnTheImages() {
        String data = "folder:" + folder.resolve("data");
        String out = folder.resolve("paper").toString();
        assertEquals(1, run("train", "cyclegan", "--preset", "paper", "--data", data, "--out", out), text::toString);
        assertTrue(
                text.toString().contains("the paper trains for 200 epochs, which depends on the images: give --steps,"),
                text.toString());
        String[] tf32 = {"--precision", "tf32", "--data", data, "--out", out};
        assertEquals(1, run(concat(new String[] {"train", "unit", "--preset", "tiny"}, tf32)), text::toString);
        assertTrue(text.toString().contains("precision is tf32"), text.toString());
    }

    @Test
    void picturesWithBothSidesAreTrainedOnAndRecorded() throws IOException {
        String data = "aligned:" + folder.resolve("data/a"); // 20 pixels wide: two halves of 10
        String[] args = {"train", "pix2pix", "--preset", "tiny", "--set", "size=16", "--steps", "1", "--data", data};
        assertEquals(0, run(concat(args, new String[] {"--set", "flip=true", "--out", "" + folder.resolve("pairs")})));
        assertEquals(5, Files.readAllLines(folder.resolve("pairs/data.sha256")).size());
    }

    private static String[] concat(String[] one, String[] other) {
        String[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    @Test
    void keptCheckpointsAndThePrecisionShowInTheRunsFolder() throws IOException {
        assertEquals(0, train("kept", 4, "--keep-every", "3", "--precision", "bf16"), text::toString);
        assertTrue(Files.exists(folder.resolve("kept/step-3.ckpt")));
        assertTrue(Files.readString(folder.resolve("kept/config.yaml")).contains("precision: bf16"));
        assertTrue(Files.readString(folder.resolve("kept/manifest.json")).contains("precision: bf16"));
    }

    private String history(String run) throws IOException {
        return Files.readString(folder.resolve(run).resolve("history.csv"));
    }

    @Test
    void equalSeedsGiveEqualFilesAndAResumedRunEqualsAStraightOne() throws IOException {
        assertEquals(0, train("one", 6), text::toString);
        assertEquals(0, train("two", 6), text::toString);
        assertEquals(history("one"), history("two"));
        assertEquals(7, history("one").lines().count());
        assertEquals(0, train("three", 6, "--seed", "2"), text::toString);
        assertNotEquals(history("one"), history("three"));

        assertEquals(0, train("cut", 4, "--save-every", "2"), text::toString);
        assertEquals(0, run("train", "unit", "--out", folder.resolve("cut").toString(), "--steps", "6", "--resume"));
        assertTrue(text.toString().contains("goes on from"), text.toString());
        assertEquals(history("one"), history("cut"));
        String manifest = Files.readString(folder.resolve("cut/manifest.json"));
        assertTrue(manifest.contains("\"command\": \"./workbench train unit --preset tiny"), manifest);
        assertTrue(manifest.contains("\"dataHash\": \""), manifest);
    }

    @Test
    void checkpointsAndPublishedWeightsTranslateAlike() throws IOException {
        Path weights = folder.resolve("weights");
        assertEquals(0, train("run", 2, "--publish", weights.toString()), text::toString);
        Path one = folder.resolve("one.png");
        String content = folder.resolve("data/a/3.png").toString();
        assertEquals(
                0,
                run(
                        "translate",
                        "--checkpoint",
                        folder.resolve("run").toString(),
                        "--content",
                        content,
                        "--out",
                        "" + one),
                text::toString);
        Path all = folder.resolve("all");
        String in = folder.resolve("data/a").toString();
        Files.writeString(folder.resolve("data/a/spoilt.png"), "no image");
        assertEquals(0, run("translate", "--weights", "" + weights, "--in", in, "--out", "" + all), text::toString);
        assertTrue(text.toString().contains("left out: spoilt.png, "), text.toString());
        BufferedImage x = ImageIO.read(one.toFile());
        BufferedImage y = ImageIO.read(all.resolve("3.png").toFile());
        assertEquals(16, x.getWidth());
        for (int i = 0; i < 256; i++) {
            int p = x.getRGB(i % 16, i / 16) & 255;
            int q = y.getRGB(i % 16, i / 16) & 255;
            assertEquals(p, q, 2); // float16
        }
        String back = folder.resolve("back.png").toString();
        assertEquals(
                0,
                run("translate", "--weights", "" + weights, "--content", content, "--out", back, "--direction", "b2a"));
        assertNotEquals(-1, Arrays.mismatch(Files.readAllBytes(one), Files.readAllBytes(Path.of(back))));
    }

    private int munit(String out, int steps, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "munit", "--preset", "tiny"));
        args.addAll(List.of("--data", "folder:" + folder.resolve("data"), "--steps", "" + steps));
        args.addAll(List.of("--out", folder.resolve(out).toString()));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    private BufferedImage drawn(String... options) throws IOException {
        Path out = folder.resolve("drawn.png");
        List<String> args = new ArrayList<>(List.of("translate", "--out", "" + out));
        args.addAll(List.of("--content", folder.resolve("data/a/3.png").toString()));
        args.addAll(Arrays.asList(options));
        assertEquals(0, run(args.toArray(String[]::new)), text::toString);
        return ImageIO.read(out.toFile());
    }

    private static int largestDifference(BufferedImage x, BufferedImage y) {
        int largest = 0;
        for (int i = 0; i < 256; i++) {
            int difference = (x.getRGB(i % 16, i / 16) & 255) - (y.getRGB(i % 16, i / 16) & 255);
            largest = Math.max(largest, Math.abs(difference));
        }
        return largest;
    }

    @Test
    void munitTrainsResumesAndDrawsInAskedForStyles() throws IOException {
        String weights = folder.resolve("weights").toString();
        assertEquals(0, munit("straight", 4, "--publish", weights), text::toString);
        assertEquals(0, munit("cut", 2), text::toString);
        String cut = folder.resolve("cut").toString();
        assertEquals(0, run("train", "munit", "--out", cut, "--steps", "4", "--resume"), text::toString);
        assertEquals(history("straight"), history("cut"));

        BufferedImage usual = drawn("--weights", weights);
        assertTrue(largestDifference(usual, drawn("--checkpoint", cut)) <= 2); // float16
        assertEquals(0, largestDifference(usual, drawn("--weights", weights, "--style-seed", "1")));
        assertNotEquals(0, largestDifference(usual, drawn("--weights", weights, "--style-seed", "2")));
        String b = folder.resolve("data/b/1.png").toString();
        assertNotEquals(0, largestDifference(usual, drawn("--weights", weights, "--style", b)));
        assertNotEquals(0, largestDifference(usual, drawn("--weights", weights, "--direction", "b2a")));
    }

    @Test
    void cycleGanAndPix2pixTrainAndDraw() throws IOException {
        String data = "folder:" + folder.resolve("data");
        for (String model : List.of("cyclegan", "pix2pix")) {
            String out = folder.resolve(model).toString(),
                    weights = folder.resolve(model + "-weights").toString();
            String[] train = {"train", model, "--preset", "tiny", "--data", data, "--steps", "2", "--out", out};
            List<String> args = new ArrayList<>(List.of(train));
            args.addAll(List.of("--publish", weights));
            assertEquals(0, run(args.toArray(String[]::new)), text::toString);
            assertTrue(largestDifference(drawn("--weights", weights), drawn("--checkpoint", out)) <= 3);
            assertEquals(0, run("inspect", data, "--model", model, "--preset", "tiny"), text::toString);
        }
        String weights = folder.resolve("pix2pix-weights").toString();
        assertNotEquals(
                0, largestDifference(drawn("--weights", weights), drawn("--weights", weights, "--style-seed", "1")));
        Files.delete(folder.resolve("data/a/3.png"));
        assertEquals(
                1,
                run(
                        "train",
                        "pix2pix",
                        "--data",
                        data,
                        "--out",
                        folder.resolve("odd").toString()));
        assertTrue(text.toString().contains("such as 3.png: name partners alike"), text.toString());
    }

    @Test
    void wishesThatAModelDoesNotKnowAreNamed() {
        assertEquals(1, munit("small", 1, "--set", "size=12", "--set", "gen.styleDowns=4"));
        assertTrue(text.toString().contains("size is 12: use a multiple of 2 from 16 on"), text.toString());
        String weights = folder.resolve("weights").toString();
        assertEquals(0, train("unit", 1, "--publish", weights), text::toString);
        String content = folder.resolve("data/a/3.png").toString();
        String out = folder.resolve("y.png").toString();
        String[] translate = {"translate", "--weights", weights, "--content", content, "--out", out, "--style-seed", "3"
        };
        assertEquals(1, run(translate));
        assertTrue(text.toString().contains("unit draws one answer an image: leave out --style"), text.toString());
        String jpg = folder.resolve("y.jpg").toString();
        assertEquals(1, run("translate", "--weights", weights, "--content", content, "--out", jpg));
        assertTrue(text.toString().contains("an image is written as PNG"), text.toString());
    }

    @Test
    void wrongWishesAreNamed() {
        assertEquals(1, train("x", 2, "--set", "fliters=8"));
        assertTrue(text.toString().contains("did you mean \"filters\"?"), text.toString());
        assertEquals(1, run("train", "unit", "--out", folder.resolve("none").toString(), "--resume"));
        assertTrue(text.toString().contains("holds no run to go on with"), text.toString());
        assertEquals(0, train("y", 1), text::toString);
        assertEquals(1, train("y", 1));
        assertTrue(text.toString().contains("holds a run: use --resume or another --out"), text.toString());
        assertEquals(1, train("y", 2, "--resume", "--set", "filters=8"));
        assertTrue(text.toString().contains("model.filters is 8, but 4 in the checkpoint"), text.toString());
        assertEquals(2, run("translate", "--content", "x.png", "--out", "y.png"));
    }

    @Test
    void theBarIsOneLineAndAFileGetsPlainLines() {
        Progress progress = new Progress(30, 40, Map.of("gen/total", 1.5), 12.25, 75, 900);
        String line = ProgressText.line(progress);
        assertEquals("step 30/40  gen 1.500  12.3 images/s  900 of " + Limits.memoryMb() + " MB  1:15 left", line);
        StringWriter terminal = new StringWriter();
        ProgressBar bar = new ProgressBar(new PrintWriter(terminal), true);
        bar.stepped(progress);
        assertTrue(terminal.toString().startsWith("\r[###############.....] step 30/40"), terminal.toString());
        assertEquals(-1, terminal.toString().indexOf('\n'));
        StringWriter file = new StringWriter();
        new ProgressBar(new PrintWriter(file), false).stepped(progress);
        assertEquals(line + System.lineSeparator(), file.toString());
    }
}
