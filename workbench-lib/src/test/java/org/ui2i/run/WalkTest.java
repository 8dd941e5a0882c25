package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.plot.AltText;
import org.ui2i.plot.Png;

class WalkTest {
    private static final Wish.Direction A2B = Wish.Direction.A2B;

    @TempDir
    private Path folder;

    private Path x, y, z;

    @BeforeEach
    void drawImages() {
        x = image("x.png", 1);
        y = image("y.png", 2);
        z = image("z.png", 3);
    }

    private Path image(String name, int seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1024; i++) {
            image.setRGB(i % 32, i / 32, random.nextInt(1 << 24));
        }
        Png.write(image, folder.resolve(name));
        return folder.resolve(name);
    }

    private static Trained tiny(ModelKind kind, String data) {
        return kind.run(ModelKind.Preset.TINY, data, List.of()).session(1).trained();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** The ends are the translations with the ends' codes, pixel for pixel; between them lie other pictures. */
    private static void assertEnds(Walk walk, Trained trained, Path content, Wish from, Wish to) {
        int[] first = pixels(walk.at(0).get(0)), last = pixels(walk.at(1).get(0));
        assertArrayEquals(pixels(Translator.of(trained, from).draw(content)), first);
        assertArrayEquals(pixels(Translator.of(trained, to).draw(content)), last);
        assertFalse(Arrays.equals(first, last), "both ends draw the same");
    }

    private static Wish seeded(Wish.Direction direction, long seed) {
        return new Wish(direction, null, seed, List.of());
    }

    @Test
    void munitWalksFromAnImagesStyleToARandomOneInBothDirections() {
        Trained munit = tiny(ModelKind.MUNIT, "glyph-styles");
        Wish.Direction b2a = Wish.Direction.B2A;
        Walk walk = Walk.of(munit, A2B, List.of(x), List.of(y.toString()), List.of("5"));
        assertEnds(walk, munit, x, Wish.a2b().styledLike(y), seeded(A2B, 5));
        Walk back = Walk.of(munit, b2a, List.of(x), List.of("3"), List.of("5"));
        assertEnds(back, munit, x, seeded(b2a, 3), seeded(b2a, 5));
    }

    @Test
    void fewShotModelsWalkBetweenClassesThatSomeImagesShow() {
        Map<ModelKind, String> models =
                Map.of(ModelKind.FUNIT, "glyph-fonts", ModelKind.COCO_FUNIT, "glyph-fonts", ModelKind.TUNIT, "mixture");
        models.forEach((kind, data) -> {
            Trained trained = tiny(kind, data);
            List<String> from = List.of(x.toString(), y.toString()), to = List.of(z.toString());
            Walk walk = Walk.of(trained, A2B, List.of(x), from, to);
            assertEnds(walk, trained, x, Wish.like(x, y), Wish.like(z));
        });
    }

    @Test
    void labelsMoveByNumbers() {
        Trained starGan = tiny(ModelKind.STARGAN, "glyph-cuts"), relGan = tiny(ModelKind.RELGAN, "glyph-cuts");
        Walk target = Walk.of(starGan, A2B, List.of(x), List.of("bold"), List.of("bold=0", "italic"));
        assertEnds(target, starGan, x, Wish.labelled(Map.of("bold", 1.0)), Wish.labelled(Map.of("italic", 1.0)));
        Walk change = Walk.of(relGan, A2B, List.of(x), List.of("bold=-1"), List.of("bold=0.5"));
        Wish half = Wish.labelled(Map.of("bold", 0.5));
        assertEnds(change, relGan, x, Wish.labelled(Map.of("bold", -1.0)), half);
        int[] middle = pixels(change.at(0.5).get(0)); // (-1 + 0.5) / 2
        assertArrayEquals(
                pixels(Translator.of(relGan, Wish.labelled(Map.of("bold", -0.25)))
                        .draw(x)),
                middle);
    }

    @Test
    void unitWalksBetweenTheLatentCodesOfTwoImages() {
        Trained unit = tiny(ModelKind.UNIT, "glyph-styles");
        Walk walk = Walk.of(unit, A2B, List.of(), List.of(x.toString()), List.of(y.toString()));
        Translator translator = Translator.of(unit, Wish.a2b());
        assertArrayEquals(pixels(translator.draw(x)), pixels(walk.at(0).get(0)));
        assertArrayEquals(pixels(translator.draw(y)), pixels(walk.at(1).get(0)));
        String both = assertThrows(
                        IllegalArgumentException.class,
                        () -> Walk.of(unit, A2B, List.of(x), List.of(x.toString()), List.of(y.toString())))
                .getMessage();
        assertEquals("unit walks from one image to another: leave out --content", both);
    }

    @Test
    void codesLieOnTheStraightLine() {
        OneCode a = new OneCode(1, 8, new float[] {0, 4}, (image, code) -> image);
        OneCode b = new OneCode(1, 8, new float[] {1, -4}, (image, code) -> image);
        assertArrayEquals(new float[] {0.25f, 2}, a.towards(b, 0.25).code());
        assertArrayEquals(a.code(), a.towards(b, 0).code());
        assertArrayEquals(b.code(), a.towards(b, 1).code());
    }

    @Test
    void theGifHasAllFramesAndTheStripShowsSomeOfThem() throws IOException {
        Trained relGan = tiny(ModelKind.RELGAN, "glyph-cuts");
        Walk walk = Walk.of(relGan, A2B, List.of(x, y), List.of("bold=0"), List.of("bold"));
        Path file = folder.resolve("walk.gif");
        walk.gif(7, 100).write(file);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(7, reader.getNumImages(true));
            assertFalse(Arrays.equals(pixels(reader.read(0)), pixels(reader.read(6))), "nothing moves");
        } finally {
            reader.dispose();
        }
        assertTrue(Files.size(file) < 200_000, "it takes " + Files.size(file) + " bytes");
        assertEquals(
                "Moving picture of 7 frames: 2 images, drawn by relgan from bold=0 to bold on a straight line of codes",
                walk.altText(7));
        String strip = AltText.of(walk.strip(7));
        assertEquals(
                "Walk of relgan from bold=0 to bold: 2 rows of up to 8 images; rows x 1, x 2; columns x, 0.00, 0.17,"
                        + " 0.33, 0.50, 0.67, 0.83, 1.00",
                strip);
        assertTrue(AltText.of(walk.strip(30)).contains("up to 10 images"), "of many frames nine are shown, and x");
    }

    @Test
    void whatIsNoEndOfAWalkIsNamed() {
        Trained munit = tiny(ModelKind.MUNIT, "glyph-styles"), cycleGan = tiny(ModelKind.CYCLEGAN, "glyph-styles");
        Trained relGan = tiny(ModelKind.RELGAN, "glyph-cuts");
        List<Path> content = List.of(x);
        assertRefused("cyclegan has no code to walk along: use weights of unit, ", cycleGan, content, "1", "2");
        assertRefused("munit draws an image in codes: say which, add --content", munit, List.of(), "1", "2");
        assertRefused(
                "munit walks between styles, and 2 stand after --from or --to: give one each",
                munit,
                content,
                "1",
                "2",
                "3");
        assertRefused("none.png is no file", munit, content, "none.png", "2");
        assertRefused("\"bold=much\" is no label: use NAME or NAME=NUMBER", relGan, content, "bold=much", "bold");
        assertRefused("there is no label \"fat\"", relGan, content, "fat", "bold");
        Walk walk = Walk.of(munit, A2B, content, List.of("1"), List.of("2"));
        assertThrows(IllegalArgumentException.class, () -> walk.gif(1, 100));
    }

    private static void assertRefused(String fact, Trained trained, List<Path> contents, String from, String... to) {
        String text = assertThrows(
                        IllegalArgumentException.class,
                        () -> Walk.of(trained, A2B, contents, List.of(from), List.of(to)))
                .getMessage();
        assertTrue(text.contains(fact), text);
    }
}
