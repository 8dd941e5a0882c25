package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.ui2i.core.Folders;
import org.ui2i.data.Sha256;
import org.ui2i.eval.paper.TinyScript;

/**
 * What a researcher has who runs the papers' protocols in the figure notebooks: their data, trained runs and feature networks, all
 * very small. It is left in {@code target/paper-home}, where the notebooks' own test runs those parts.
 */
class PaperHomeTest {
    private static final Path ROOT = Path.of(System.getProperty("ui2i.root", ".."));
    private static final Path HOME = ROOT.resolve(
                    "workbench-lib/target/paper-home") // whatever the build's own folder is
            .toAbsolutePath()
            .normalize();
    private static final int SIZE = 32, CLASS_IMAGES = 22; // more than the 20 shots of FUNIT's table

    private static final List<String> UNPAIRED = List.of(
            "synthia/train",
            "cityscapes/val/photos",
            "celeba/test/smiling/with",
            "afhq/val/cat",
            "afhq/val/dog",
            "summer2winter/testA",
            "summer2winter/testB",
            "animals/testA");

    private int seed;

    @Test
    void aHomeWithPapersDataIsMade() throws IOException {
        Folders.delete(HOME);
        bundledData();
        data();
        runs();
        networks();
        assertTrue(Files.exists(HOME.resolve("datasets/sources.csv")));
    }

    private static void bundledData() throws IOException {
        Files.createDirectories(HOME.resolve("datasets"));
        try (Stream<Path> all = Files.list(ROOT.resolve("datasets").toRealPath())) {
            for (Path one : all.filter(p -> !p.endsWith("downloads")).toList()) {
                Files.createSymbolicLink(HOME.resolve("datasets").resolve(one.getFileName()), one);
            }
        }
    }

    private void data() throws IOException {
        for (String pairs : List.of("maps/val", "edges2shoes/val", "edges2handbags/val")) {
            photos(pairs, 6, 2 * SIZE, SIZE);
        }
        for (String folder : UNPAIRED) {
            photos(folder, 6, 40, SIZE);
        }
        for (String side : List.of("animal-faces/source", "animal-faces/target", "nabirds/source", "nabirds/target")) {
            classes(side, CLASS_IMAGES);
        }
        classes("animal-faces-split/held", 2);
        for (String digits : List.of("svhn", "mnist", "usps")) {
            for (int digit = 0; digit < 10; digit++) {
                photos(digits + "/train/" + digit, 8, SIZE, SIZE);
                photos(digits + "/test/" + digit, 2, SIZE, SIZE);
            }
        }
    }

    private void classes(String side, int images) throws IOException {
        for (int i = 0; i < 3; i++) {
            photos(side + "/c" + i, images, 40, SIZE);
        }
    }

    /** Squares of random colours: unlike each other, and easily read back. */
    private void photos(String folder, int count, int width, int height) throws IOException {
        Path path = Files.createDirectories(downloads().resolve(folder));
        for (int i = 0; i < count; i++) {
            int[] colours = new Random(seed++).ints(16, 0, 1 << 24).toArray();
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.setRGB(x, y, colours[y * 4 / height * 4 + x * 4 / width]);
                }
            }
            ImageIO.write(image, "png", path.resolve(i + ".png").toFile());
        }
    }

    private static Path downloads() {
        return HOME.resolve("datasets/downloads");
    }

    private static void runs() throws IOException {
        Path pairs = downloads().resolve("maps/val");
        train("unit", "aligned:" + pairs, "unit-maps-no-cycle");
        for (int shared = 0; shared <= 4; shared++) {
            again("unit-maps-no-cycle", "unit-maps-shared-" + shared);
        }
        for (String run : List.of("unit-streets", "unit-faces", "unit-animals")) {
            again("unit-maps-no-cycle", run);
        }
        train("munit", "aligned:" + pairs, "munit-shoes");
        for (String run : List.of("handbags", "seasons", "streets", "afhq", "animals", "shoes-no-x")) {
            again("munit-shoes", "munit-" + run);
        }
        train("funit", "folder:" + downloads().resolve("animal-faces/source"), "funit-animals");
        for (String run : List.of("birds", "69", "119")) {
            again("funit-animals", "funit-" + run);
        }
    }

    /** The same networks, as if another run had trained them. */
    private static void again(String run, String other) throws IOException {
        Path from = HOME.resolve("runs").resolve(run), to = HOME.resolve("runs").resolve(other);
        Files.createDirectories(to);
        Files.copy(from.resolve("last.ckpt"), to.resolve("last.ckpt"));
    }

    private static void train(String model, String data, String run) {
        List<String> words = new ArrayList<>(List.of("train", model, "--preset", "tiny", "--data", data));
        words.addAll(List.of("--set", "size=" + SIZE, "--steps", "2", "--seed", "1"));
        words.addAll(List.of("--out", HOME.resolve("runs").resolve(run).toString()));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int code = Main.commandLine().setOut(out).setErr(out).execute(words.toArray(String[]::new));
        assertEquals(0, code, said.toString());
    }

    private static void networks() throws IOException {
        for (String model : List.of("funit", "funit-birds", "munit")) {
            Path folder = Files.createDirectories(HOME.resolve("features").resolve(model));
            spec(TinyScript.vector(folder.resolve("classes.pt"), 3, 1), "other_logits", "[c0, c1, c2]");
        }
        Path funit = HOME.resolve("features/funit"), munit = HOME.resolve("features/munit");
        spec(TinyScript.vector(funit.resolve("pool.pt"), 4, 1), "other_vector", "[]");
        spec(TinyScript.write(funit.resolve("maps.pt"), "Tensor", "return x", 1), "other_maps", "[]");
        String weighted = "return (x, torch.ones([3], dtype=6))", two = "Tuple[Tensor, Tensor]";
        spec(TinyScript.write(munit.resolve("lpips.pt"), two, weighted, 1), "other_weighted_maps", "[]");
    }

    private static void spec(Path file, String kind, String classes) throws IOException {
        String text = String.join(
                "\n",
                "kind: " + kind,
                "name: tiny net",
                "layer: top",
                "sha256: " + Sha256.of(file),
                "size: " + SIZE,
                "range: signed",
                "mean: [0, 0, 0]",
                "std: [1, 1, 1]",
                "classes: " + classes,
                "");
        Files.write(file.resolveSibling(file.getFileName() + ".yaml"), text.getBytes(StandardCharsets.UTF_8));
    }
}
