package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.SafeFile;
import picocli.CommandLine;

class ReplayCommandTest {
    @TempDir
    private Path folder;

    private Path run;
    private StringWriter text = new StringWriter();

    @BeforeEach
    void drawTwoDomains() throws IOException {
        run = folder.resolve("run");
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

    private int command(String... args) {
        text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        return Main.commandLine()
                .setOut(out)
                .setErr(out)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
    }

    private void train(Path out, int steps, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "unit", "--out", out.toString(), "--steps", "" + steps));
        if (!Arrays.asList(more).contains("--resume")) {
            args.addAll(List.of("--data", "folder:" + folder.resolve("data"), "--preset", "tiny"));
            args.addAll(List.of("--set", "size=16", "--set", "decay=0.5"));
        }
        args.addAll(Arrays.asList(more));
        assertEquals(0, command(args.toArray(String[]::new)), text::toString);
    }

    private int replay(String... more) {
        List<String> args = new ArrayList<>(List.of("replay", run.toString()));
        args.addAll(Arrays.asList(more));
        return command(args.toArray(String[]::new));
    }

    private String lastLine() {
        List<String> lines = text.toString().lines().toList();
        return lines.get(lines.size() - 1);
    }

    private void assertRefused(String fact, String... more) {
        assertEquals(1, replay(more), text::toString);
        assertEquals(1, text.toString().lines().count(), text::toString);
        assertTrue(text.toString().contains(fact), text::toString);
    }

    private static void change(Path file, String from, String to) throws IOException {
        String before = Files.readString(file);
        assertTrue(before.contains(from), before);
        Files.writeString(file, before.replaceFirst(Pattern.quote(from), to));
    }

    @Test
    void aRunAndItsFirstStepsReplayBitForBit() throws IOException {
        train(run, 4, "--save-every", "2");
        assertEquals(0, replay(), text::toString);
        assertEquals("equal bit for bit: 4 steps, losses, weights, samples", lastLine());
        assertEquals(0, replay("--steps", "3"), text::toString);
        assertEquals("equal bit for bit: 3 steps, losses", lastLine());
        assertEquals(0, replay("--steps", "2"), text::toString);
        assertEquals("equal bit for bit: 2 steps, losses, samples", lastLine());
        Path again = folder.resolve("again");
        assertEquals(0, replay("--out", again.toString()), text::toString);
        assertEquals(Files.readString(run.resolve("history.csv")), Files.readString(again.resolve("history.csv")));
        run = again;
        assertEquals(0, replay(), text::toString);
    }

    @Test
    void aResumedRunReplaysWithTheSchedulesOfItsLegs() {
        train(run, 2);
        train(run, 4, "--resume");
        train(run, 6, "--resume");
        assertEquals(0, replay(), text::toString);
        assertEquals("equal bit for bit: 6 steps, losses, weights, samples", lastLine());
        assertEquals(0, replay("--steps", "3"), text::toString);
    }

    @Test
    void anotherHistoryOrOtherWeightsAreNamed() throws IOException {
        train(run, 3);
        train(folder.resolve("other"), 3, "--set", "weights.gan=11");
        Path last = run.resolve("last.ckpt");
        Path kept = Files.copy(last, folder.resolve("kept.ckpt"));
        Files.copy(folder.resolve("other/last.ckpt"), last, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(1, replay(), text::toString);
        assertEquals("NOT equal: the losses are the same, the weights at the end are not", lastLine());
        SafeFile.move(kept, last);
        List<String> lines = new ArrayList<>(Files.readAllLines(run.resolve("history.csv")));
        String[] cells = lines.get(2).split(",");
        cells[1] = "1.25";
        lines.set(2, String.join(",", cells));
        Files.write(run.resolve("history.csv"), lines);
        assertEquals(1, replay(), text::toString);
        String term = lines.get(0).split(",")[1];
        assertTrue(lastLine().startsWith("NOT equal: step 2, " + term + ": 1.25 then, "), lastLine());
        assertEquals(0, replay("--steps", "1"), text::toString);
    }

    @Test
    void whereThreadsDifferSmallDifferencesAreExcusedAndLargeOnesAreNot() throws IOException {
        train(run, 2);
        Path manifest = run.resolve("manifest.json"), history = run.resolve("history.csv");
        String threads = Files.readString(manifest).replaceAll("(?s).*\"threads\": \"(\\d+)\".*", "$1");
        change(manifest, "\"threads\": \"" + threads + "\"", "\"threads\": \"77\"");
        assertEquals(0, replay(), text::toString);
        String excuse = "; not as in the run: threads 77 then, " + threads + " here";
        assertEquals("equal bit for bit: 2 steps, losses, weights, samples" + excuse, lastLine());
        List<String> lines = new ArrayList<>(Files.readAllLines(history));
        float loss = Float.parseFloat(lines.get(2).split(",")[1]);
        change(history, "" + loss, "" + (loss + 0.001f));
        assertEquals(0, replay(), text::toString);
        assertTrue(lastLine().startsWith("equal within 0.01: 2 steps, furthest off in step 2, "), lastLine());
        change(history, "" + (loss + 0.001f), "" + (loss + 1));
        assertEquals(1, replay(), text::toString);
        assertTrue(
                lastLine().startsWith("NOT equal: furthest off in step 2, ")
                        && lastLine().endsWith(excuse),
                lastLine());
    }

    @Test
    void otherDataAreRefusedByTheFilesName() throws IOException {
        train(run, 1);
        Path image = folder.resolve("data/b/3.png"), aside = folder.resolve("aside.png");
        Files.move(image, aside);
        assertRefused("the data file " + image + " is gone: put it back");
        Files.copy(folder.resolve("data/a/3.png"), image);
        assertRefused("the data file " + image + " has changed, its SHA-256 was ");
        Files.move(aside, image, StandardCopyOption.REPLACE_EXISTING);
        Path another = Files.copy(image, folder.resolve("data/b/9.png"));
        assertRefused("the data file " + another + " is new: take it away");
        Files.delete(another);
        assertEquals(0, replay(), text::toString);
        Files.move(folder.resolve("data/b"), folder.resolve("b"));
        assertRefused("is gone: put it back");
        Files.move(folder.resolve("data"), folder.resolve("moved"));
        assertRefused("data is no folder: the data were there, put them back");
    }

    @Test
    void whatCannotBeReplayedIsRefusedInOneLine() throws IOException {
        assertRefused(run + " is no run's folder, it has no manifest.json");
        train(run, 2);
        Path config = run.resolve("config.yaml"), manifest = run.resolve("manifest.json");
        assertRefused("3 steps of " + run + " asked for, and it has 2: use --steps from 1 to that", "--steps", "3");
        assertRefused("holds a run: use --resume or another --out", "--out", run.toString());
        assertRefused("is a file where a folder is needed", "--out", config.toString());
        String whole = Files.readString(manifest);
        change(manifest, "\"unit\"", "\"biggan\"");
        assertRefused("the model \"biggan\" is unknown: use one of [unit, munit, ");
        Files.writeString(manifest, whole.substring(0, whole.length() / 2));
        assertRefused("manifest.json is damaged");
        Files.writeString(manifest, whole);
        change(config, "batch: 2", "batch: 3");
        assertRefused("config.yaml was changed: batch is 3, but 2 in manifest.json");
        change(config, "batch: 3", "batch: 2");
        Files.writeString(run.resolve("data.sha256"), "nothing");
        assertRefused("data.sha256 is damaged (the line \"nothing\" is no SHA-256 and a file)");
        Files.delete(run.resolve("history.csv"));
        assertRefused("history.csv does not exist");
    }
}
