package org.ui2i.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Png;
import org.ui2i.run.Official;
import org.ui2i.run.Translator;
import org.ui2i.run.Wish;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;
import picocli.CommandLine;

/** translate with files of the authors' code, against the pictures that their code made with the same weights. */
class OfficialTest {
    private static final Path FIXTURES = Path.of("src", "test", "resources", "parity");

    @TempDir
    private Path dir;

    private final NDManager manager = Tensors.scope();
    private StringWriter text = new StringWriter();

    @BeforeEach
    void drawContent() throws IOException {
        png(read("munit").get("in/x_a"), 0, "x.png");
    }

    @AfterEach
    void free() {
        manager.close();
    }

    private int translate(String... args) {
        return run("translate", "y.png", args);
    }

    private int run(String command, String written, String... args) {
        text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        List<String> all =
                new ArrayList<>(List.of(command, "--out", dir.resolve(written).toString()));
        all.addAll(List.of(args));
        return Main.commandLine()
                .setOut(out)
                .setErr(out)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(all.toArray(String[]::new));
    }

    private Map<String, NDArray> read(String model) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(FIXTURES.resolve(model + ".npz")))) {
            return Npz.read(in, manager);
        }
    }

    private String png(NDArray images, int i, String name) {
        Path file = dir.resolve(name);
        Png.write(Png.images(images).get(i), file);
        return file.toString();
    }

    private static String weights(String name) {
        return FIXTURES.resolve(name).toString();
    }

    /** As near as the 8 bits of the files in and out allow; the exact numbers are compared where the weights are read. */
    private void similar(NDArray expected, int i) {
        float mean = difference(expected, i);
        assertTrue(mean < 0.02, "the pictures differ by " + mean + " on average");
    }

    private float difference(NDArray expected, int i) {
        NDArray ours =
                OwnImages.read(dir.resolve("y.png"), FolderOptions.of(32)).all(manager);
        NDArray theirs = expected.get(new NDIndex("{}:{}", i, i + 1));
        return ours.sub(theirs).abs().mean().getFloat();
    }

    @Test
    void funitDrawsInTheClassOfThreeImages() throws IOException {
        Map<String, NDArray> known = read("funit");
        String content = png(known.get("in/kshot_content"), 1, "content.png");
        NDArray y = known.get("in/kshot_class"); // the second content's class images are 3, 4, 5
        String[] images = {png(y, 3, "a.png"), png(y, 4, "b.png"), png(y, 5, "c.png")};
        String file = weights("funit_gen_legacy.pt");
        assertEquals(
                0,
                translate(
                        "--model",
                        "funit",
                        "--weights",
                        file,
                        "--size",
                        "32",
                        "--content",
                        content,
                        "--class",
                        images[0],
                        images[1],
                        images[2]),
                text::toString);
        similar(known.get("out/kshot_xt"), 1);
    }

    @Test
    void munitDrawsInAnImagesStyleBothWays() throws IOException {
        Map<String, NDArray> known = read("munit");
        String a = png(known.get("in/x_a"), 1, "a.png"), b = png(known.get("in/x_b"), 1, "b.png");
        String file = weights("munit_gen.pt");
        assertEquals(
                0,
                translate("--model", "munit", "--weights", file, "--size", "32", "--content", a, "--style", b),
                text::toString);
        similar(known.get("out/ab_guided"), 1);
        assertEquals(
                0,
                translate(
                        "--model",
                        "munit",
                        "--weights",
                        file,
                        "--size",
                        "32",
                        "--content",
                        b,
                        "--style",
                        a,
                        "--direction",
                        "b2a"),
                text::toString);
        similar(known.get("out/ba_guided"), 1);
    }

    /** Exported, the file draws what its authors' code drew, here without the 8 bits of a picture. */
    @Test
    void theAuthorsFileIsExported() throws IOException, ModelException, TranslateException {
        assertEquals(
                0,
                run("export", "munit.pt", "--model", "munit", "--weights", weights("munit_gen.pt"), "--size", "32"),
                text::toString);
        Map<String, NDArray> known = read("munit");
        NDArray y = exported(
                "munit.pt", known.get("in/x_a"), known.get("in/display_s_b").reshape(-1, 8));
        assertEquals(0, y.sub(known.get("out/ab_display")).abs().max().getFloat(), 1e-4);
        assertEquals(1, run("export", "x.pt", "--checkpoint", "unit-glyphs", "--size", "32"));
        assertTrue(text.toString().contains("--size goes with --model"), text::toString);
    }

    private NDArray exported(String file, NDArray... arguments) throws IOException, ModelException, TranslateException {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine("PyTorch")
                .optModelPath(dir)
                .optModelName(file.replace(".pt", ""))
                .optTranslator(new NoopTranslator(null))
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            NDArray y = predictor.predict(new NDList(arguments)).get(0);
            y.attach(manager);
            return y;
        }
    }

    @Test
    void aWalkGoesThroughTheAuthorsFile() throws IOException {
        Map<String, NDArray> known = read("munit");
        String a = png(known.get("in/x_a"), 1, "a.png"), b = png(known.get("in/x_b"), 1, "b.png");
        List<String> all = new ArrayList<>(List.of("--model", "munit", "--size", "32", "--from", "1", "--frames", "2"));
        all.addAll(List.of("--weights", weights("munit_gen.pt"), "--content", a, "--to", b));
        all.addAll(List.of("--strip", dir.resolve("y.png").toString()));
        assertEquals(0, run("walk", "walk.gif", all.toArray(String[]::new)), text::toString);
        assertTrue(text.toString().contains("munit from 1 to b.png"), text::toString);
        assertTrue(Files.size(dir.resolve("walk.gif")) > 0 && Files.size(dir.resolve("y.png")) > 0);
    }

    @Test
    void theEdgeIsThePapersUnlessSaid() throws IOException {
        Path x = dir.resolve("x.png");
        Wish funit = new Wish(Wish.Direction.A2B, null, null, List.of(x));
        Wish munit = new Wish(Wish.Direction.A2B, null, null, List.of());
        Path weights = FIXTURES.resolve("funit_gen_after.pt");
        assertEquals(
                128,
                Translator.of(Official.FUNIT.read(weights, null, manager), funit)
                        .size());
        assertEquals(
                40,
                Translator.of(Official.FUNIT.read(weights, 40, manager), funit).size());
        weights = FIXTURES.resolve("munit_gen.pt");
        assertEquals(
                256,
                Translator.of(Official.MUNIT.read(weights, null, manager), munit)
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "--weights munit_gen.pt, is no weights.npz: if it is a file of the authors' code, say whose with --model",
        "--weights munit_gen.pt --model funit --class x.png, 'has no \"gen_test\" but [a, b]: it is of another model'",
        "--weights funit_gen_legacy.pt --model munit, 'has no \"a\" but [gen, gen_test]'",
        "--weights funit_gen_legacy.pt --model funit, add --class A.png B.png",
        "--weights funit_gen_legacy.pt --model funit --class x.png --style x.png, leave out --style",
        "--weights funit_gen_legacy.pt --model funit --class x.png --size 20, 'size is 20: these networks take multiples of 8'",
        "--weights munit_gen.pt --model munit --class x.png, leave out --class",
        "--weights munit_gen.pt --model munit --size 30, 'size is 30: use a multiple of 4'",
        "--weights none.pt --model munit, is no file: give a checkpoint that torch.save wrote",
        "--weights munit.npz --model munit, 'is compressed or encrypted'",
        "--checkpoint x.png --model munit, use --weights FILE.pt",
        "--weights munit_gen.pt --size 32, --size goes with --model",
    })
    void aWrongWishIsAnsweredInOneLine(String args, String part) {
        List<String> all =
                new ArrayList<>(List.of("--content", dir.resolve("x.png").toString()));
        for (String arg : args.split(" ")) {
            all.add(arg.endsWith(".png") ? dir.resolve("x.png").toString() : arg.contains(".") ? weights(arg) : arg);
        }
        assertEquals(1, translate(all.toArray(String[]::new)), text::toString);
        assertTrue(text.toString().contains(part), text.toString());
        assertEquals(1, text.toString().lines().count(), text.toString());
    }
}
