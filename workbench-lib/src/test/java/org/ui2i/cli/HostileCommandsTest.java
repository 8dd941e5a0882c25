package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.Damage;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;
import org.ui2i.JavaProcess;
import picocli.CommandLine;

/** Command lines put together at random from bad and good pieces: each works or ends with one message and no trace. */
class HostileCommandsTest {
    private static final int MEMORY = 1_200_000_000;

    @TempDir
    private Path folder;

    /** Processes with little memory, so that what asks for too much is seen to be refused; one would take too long. */
    @Test
    void commandsWorkOrEndWithOneMessage() throws IOException, InterruptedException {
        for (int first = 0; first < FaultCounts.count(150, 1500); first += 150) {
            Path own = Files.createDirectory(folder.resolve("from-" + first));
            JavaProcess.End end = new JavaProcess(Cases.class, "-Xmx500m")
                    .with("MEM_LIMIT", "" + MEMORY)
                    .run(own.toString(), "" + first, "" + (first + 150));
            assertEquals(0, end.code(), end.said());
            System.out.println(end.said());
            try (Stream<Path> files = Files.list(own)) {
                assertEquals(
                        List.of("in", "out"),
                        files.map(p -> p.getFileName().toString()).sorted().toList());
            }
        }
    }

    /** The process. */
    static final class Cases {
        private static final List<String> NUMBERS = List.of(
                "1", "1", "1", "0", "-1", "2147483647", "2147483648", "99999999999999999999", "1e9", "NaN", "", "x");
        private static final List<String> MODELS = List.of(
                "unit", "munit", "funit", "coco-funit", "tunit", "dunit", "pix2pix", "cyclegan", "stargan", "relgan");
        private static final List<String> SETTINGS = List.of(
                "size=0",
                "size=-8",
                "size=12",
                "size=2147483647",
                "size=1073741824",
                "size=1000000",
                "batch=0",
                "batch=1",
                "batch=2147483647",
                "batch=1000000",
                "seed=x",
                "seed=-1",
                "filters=1000000",
                "filters=2147483647",
                "downs=99",
                "downs=-1",
                "gen.filters=1000000",
                "gen.filters=2147483647",
                "gen.downs=99",
                "gen.downs=31",
                "gen.resBlocks=-1",
                "dis.layers=99",
                "dis.filters=1000000",
                "dis.filters=0",
                "gen.styleDim=2147483647",
                "model.gen.filters=1",
                "weights.gan=NaN",
                "weights.gan=1e308",
                "optimizer.learningRate=-1",
                "optimizer.learningRate=.inf",
                "data=",
                "data=folder:",
                "=",
                "x",
                "gan",
                "gan=",
                "gan=[",
                "\u0000=1",
                "size=~",
                "size={}",
                "&a",
                "a.b.c.d=1");

        private final Path in, out;
        private final List<String> data, files;
        private int number;

        private Cases(Path folder) throws IOException {
            in = Files.createDirectories(folder.resolve("in"));
            out = Files.createDirectories(folder.resolve("out"));
            Files.createDirectories(in.resolve("empty"));
            Files.writeString(in.resolve("text.png"), "no image");
            Files.writeString(in.resolve("text.npz"), "no weights");
            Path images = Files.createDirectories(in.resolve("images"));
            for (String domain : List.of("a", "b")) {
                Path one = Files.createDirectories(images.resolve(domain));
                for (int i = 0; i < 4; i++) {
                    ImageIO.write(
                            new BufferedImage(9 + i, 16, BufferedImage.TYPE_INT_RGB),
                            "png",
                            one.resolve(i + ".png").toFile());
                }
            }
            data = List.of(
                    "glyph-styles",
                    "glyph-styles",
                    "glyphs",
                    "emoji-drawers",
                    "scenes",
                    "glyph-cuts",
                    "none",
                    "",
                    "folder:",
                    "folder:" + images,
                    "folder:" + in.resolve("empty"),
                    "folder:" + in.resolve("none"),
                    "folder:\u0000",
                    "folder:" + images.resolve("a") + "," + images.resolve("b"),
                    "folder:,",
                    "glyph-styles:x",
                    "x".repeat(5000));
            files = List.of(
                    in.resolve("text.png").toString(),
                    in.resolve("text.npz").toString(),
                    in.resolve("empty").toString(),
                    in.resolve("none").toString(),
                    images.resolve("a/0.png").toString(),
                    images.resolve("a").toString(),
                    "",
                    "\u0000",
                    "unit-glyphs",
                    "munit",
                    "judges",
                    "x".repeat(5000));
        }

        public static void main(String[] args) throws IOException {
            Cases cases = new Cases(Path.of(args[0]));
            Hostile hostile = new Hostile();
            for (int i = Integer.parseInt(args[1]); i < Integer.parseInt(args[2]); i++) {
                Random random = Damage.random(i);
                List<String> words = cases.words(i, random);
                String name = String.join(" ", words);
                hostile.tryOut(words.get(0), name.substring(0, Math.min(300, name.length())), "", () -> run(words));
            }
            hostile.report("command lines");
        }

        private static void run(List<String> words) {
            StringWriter said = new StringWriter();
            CommandLine line = Main.commandLine()
                    .setOut(new PrintWriter(new StringWriter()))
                    .setErr(new PrintWriter(said));
            int code = line.execute(words.toArray(String[]::new));
            if (code == 1 || code == 2) {
                throw new IllegalArgumentException(said.toString().strip());
            }
            assertEquals(0, code, said.toString());
        }

        /** Kinds take turns: the first numbers of neighbouring seeds are alike. */
        private List<String> words(int turn, Random random) {
            List<String> words = new ArrayList<>();
            switch (turn % 12) {
                case 0, 1, 2 -> train(words, random);
                case 3, 4 -> translate(words, random);
                case 5 -> inspect(words, random);
                case 6 -> words.addAll(List.of("parity", "--dir", of(files, random), of(MODELS, random)));
                case 7 -> words.addAll(List.of("claims", "table", "--lang", of(files, random), "--into", out()));
                case 8 -> export(words, random);
                case 9 -> walk(words, random);
                case 10 -> evaluate(words, random);
                default -> ofRun(words, random);
            }
            if (random.nextInt(8) == 0) {
                words.remove(words.size() - 1);
            }
            if (random.nextInt(8) == 0) {
                words.add(
                        of(List.of("", "--", "--x", "--out", "@x", "-h", "\u0000", "--set", "--steps=", "'"), random));
            }
            return words;
        }

        private void train(List<String> words, Random random) {
            words.addAll(List.of("train", of(MODELS, random), "--data", of(data, random), "--out", out()));
            words.addAll(List.of("--preset", random.nextInt(8) == 0 ? of(files, random) : "tiny"));
            words.addAll(List.of("--steps", of(List.of("1", "1", "1", "0", "-1", "2147483648", "", "x"), random)));
            settings(words, random);
            if (random.nextInt(6) == 0) {
                words.addAll(List.of("--save-every", of(NUMBERS, random)));
            }
            if (random.nextInt(6) == 0) {
                words.add("--resume");
            }
        }

        private void translate(List<String> words, Random random) {
            words.addAll(List.of("translate", weights(random), of(files, random)));
            words.addAll(
                    List.of(random.nextBoolean() ? "--content" : "--in", of(files, random), "--out", out() + ".png"));
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("--style-seed", of(NUMBERS, random)));
            }
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("--model", of(MODELS, random), "--size", of(NUMBERS, random)));
            }
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("--label", of(List.of("a", "a=", "a=x", "=1", "bold=1e999", "bold=NaN"), random)));
            }
        }

        private void inspect(List<String> words, Random random) {
            words.addAll(List.of("inspect", of(data, random)));
            if (random.nextBoolean()) {
                words.addAll(
                        List.of("--model", of(MODELS, random), "--preset", "tiny", "--steps", of(NUMBERS, random)));
                settings(words, random);
            }
        }

        private void export(List<String> words, Random random) {
            words.addAll(List.of("export", weights(random), of(files, random), "--out", out() + ".pt"));
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("--what", of(List.of("encoder", "noisy", "", "x"), random)));
            }
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("--model", of(MODELS, random)));
            }
        }

        private void walk(List<String> words, Random random) {
            List<String> ends = List.of("1", "2", "bold=1", "=", "-1", of(files, random));
            words.addAll(List.of("walk", weights(random), of(files, random), "--out", out() + ".gif"));
            words.addAll(List.of("--from", of(ends, random), "--to", of(ends, random)));
            words.addAll(List.of("--content", of(files, random), "--frames", of(NUMBERS, random)));
        }

        private void evaluate(List<String> words, Random random) {
            words.addAll(List.of("evaluate", "--real", of(files, random), "--outputs", of(files, random)));
            words.addAll(List.of("--net", of(files, random)));
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("--part", of(NUMBERS, random)));
            }
        }

        /** No name of a data set is among the files: nothing is fetched. */
        private void ofRun(List<String> words, Random random) {
            switch (random.nextInt(4)) {
                case 0 -> words.addAll(List.of("replay", "--steps", of(NUMBERS, random), of(files, random)));
                case 1 -> words.addAll(List.of("gif", "--out", out() + ".gif", of(files, random)));
                case 2 -> words.addAll(List.of("data", "get", "--to", out(), of(files, random)));
                default -> words.addAll(List.of("data", "check", "--to", out(), of(files, random)));
            }
        }

        private static String weights(Random random) {
            return random.nextBoolean() ? "--weights" : "--checkpoint";
        }

        private static void settings(List<String> words, Random random) {
            for (int i = random.nextInt(3); i > 0; i--) {
                words.addAll(List.of("--set", of(SETTINGS, random)));
            }
        }

        private String out() {
            return out.resolve("" + number++).toString();
        }

        private static String of(List<String> list, Random random) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
