package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ui2i.run.ExportCases.COCO_FUNIT;
import static org.ui2i.run.ExportCases.CYCLE_GAN;
import static org.ui2i.run.ExportCases.DUNIT;
import static org.ui2i.run.ExportCases.FUNIT;
import static org.ui2i.run.ExportCases.MUNIT;
import static org.ui2i.run.ExportCases.PIX2PIX;
import static org.ui2i.run.ExportCases.REL_GAN;
import static org.ui2i.run.ExportCases.STAR_GAN;
import static org.ui2i.run.ExportCases.TUNIT;
import static org.ui2i.run.ExportCases.UNIT;
import static org.ui2i.run.ExportCases.run;
import static org.ui2i.run.ExportCases.unlike;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Png;
import org.ui2i.run.Export.What;
import org.ui2i.run.Wish.Direction;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Tensors;

/** Exported programs through the engine, without our classes, against our networks. */
class ExportTest {
    private static final double CLOSE = 1e-6;

    @TempDir
    private Path folder;

    private static float furthest(NDArray a, NDArray b) {
        assertEquals(a.getShape(), b.getShape());
        return a.sub(b).abs().max().getFloat();
    }

    private Path written(Trained trained, What what, Direction direction) throws IOException {
        return ExportCases.written(folder, "export", trained, what, direction);
    }

    private Path photo() throws IOException {
        return photo("photo.png", 20);
    }

    private Path photo(String name, int wide) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(10, 5, wide, 30);
        Path file = folder.resolve(name);
        Png.write(image, file);
        return file;
    }

    private Wish wish(Record run, Direction direction) throws IOException {
        if (run instanceof LabelledRun) {
            return Wish.labelled(Map.of("bold", 1.0));
        }
        boolean ofClass = run instanceof FewShotRun || run instanceof TunitRun;
        return ofClass ? Wish.like(photo()) : direction == Direction.A2B ? Wish.a2b() : Wish.b2a();
    }

    /** One image of the training's size, three larger ones that are no squares. */
    private static List<NDArray> images(Translator translator, NDManager scope) {
        int size = translator.size(), more = size + 32;
        List<NDArray> images = new ArrayList<>();
        for (Shape shape : List.of(
                new Shape(1, translator.channels(), size, size), new Shape(3, translator.channels(), size, more))) {
            images.add(Draws.seeded(5, 0, scope).noise(shape).tanh());
        }
        return images;
    }

    private void drawsAsTheTranslatorDoes(String name, Record run, Direction direction) throws IOException {
        Trained trained = unlike(name, run);
        Translator translator = Translator.of(trained, wish(run, direction));
        same(name, translator, written(trained, What.GENERATOR, direction));
    }

    private static void same(String name, Translator translator, Path file) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            for (NDArray x : images(translator, scope)) {
                NDArray y = translator instanceof OneCode coded
                        ? run(file, scope, x, row(scope, coded.code()))
                        : run(file, scope, x);
                float off = furthest(y, translator.translate(x));
                assertTrue(off < CLOSE, name + ": " + off);
                assertTrue(y.max().sub(y.min()).getFloat() > 0.1, name + " draws one colour: nothing was compared");
            }
        }
    }

    private static NDArray row(NDManager scope, float[] code) {
        return Tensors.of(scope, code, new Shape(1, code.length));
    }

    @Test
    void everyModelsGeneratorDrawsAsItsTranslatorDoesAtAnySizeAndBatch() throws IOException {
        for (Direction direction : Direction.values()) {
            drawsAsTheTranslatorDoes("unit", UNIT, direction);
            drawsAsTheTranslatorDoes("munit", MUNIT, direction);
            drawsAsTheTranslatorDoes("dunit", DUNIT, direction);
            drawsAsTheTranslatorDoes("cyclegan", CYCLE_GAN, direction);
        }
        drawsAsTheTranslatorDoes("funit", FUNIT, Direction.A2B);
        drawsAsTheTranslatorDoes("coco-funit", COCO_FUNIT, Direction.A2B);
        drawsAsTheTranslatorDoes("tunit", TUNIT, Direction.A2B);
        drawsAsTheTranslatorDoes("pix2pix", PIX2PIX, Direction.A2B);
        drawsAsTheTranslatorDoes("stargan", STAR_GAN, Direction.A2B);
        drawsAsTheTranslatorDoes("relgan", REL_GAN, Direction.A2B);
    }

    @Test
    void theCommittedWeightsDrawAsTheirTranslatorsDo() throws IOException {
        for (Wish wish : List.of(Wish.a2b(), Wish.like(photo()))) {
            for (String name : wish.classImages().isEmpty() ? List.of("unit-glyphs", "munit") : List.of("funit")) {
                try (NDManager scope = Tensors.scope()) {
                    Trained trained = Trained.named(Path.of(name), scope);
                    same(name, Translator.of(trained, wish), written(trained, What.GENERATOR, Direction.A2B));
                }
            }
        }
    }

    /** The images that tell the code, as the translator takes them. */
    private NDArray code(Path encoder, Translator translator, NDManager scope, Path... images) throws IOException {
        NDList all = new NDList();
        for (Path image : images) {
            all.add(OwnImages.read(image, translator.preparation()).all(scope));
        }
        return run(encoder, scope, NDArrays.concat(all));
    }

    @Test
    void encodersGiveTheCodesThatTheTranslatorsDrawWith() throws IOException {
        Path a = photo("a.png", 20), b = photo("b.png", 9);
        Map<String, Record> ofClass = Map.of("funit", FUNIT, "coco-funit", COCO_FUNIT, "tunit", TUNIT);
        Map<String, Record> ofStyle = Map.of("munit", MUNIT, "dunit", DUNIT);
        try (NDManager scope = Tensors.scope()) {
            for (Map.Entry<String, Record> model : ofClass.entrySet()) {
                Trained trained = unlike(model.getKey(), model.getValue());
                OneCode both = (OneCode) Translator.of(trained, Wish.like(a, b));
                Path encoder = written(trained, What.ENCODER, Direction.A2B);
                assertTrue(furthest(row(scope, both.code()), code(encoder, both, scope, a, b)) < CLOSE, model.getKey());
                assertTrue(furthest(row(scope, both.code()), code(encoder, both, scope, a)) > 1e-3, model.getKey());
            }
            for (Map.Entry<String, Record> model : ofStyle.entrySet()) {
                for (Direction direction : Direction.values()) {
                    Trained trained = unlike(model.getKey(), model.getValue());
                    Wish wish = new Wish(direction, a, null, List.of());
                    OneCode styled = (OneCode) Translator.of(trained, wish);
                    Path encoder = written(trained, What.ENCODER, direction);
                    assertTrue(
                            furthest(row(scope, styled.code()), code(encoder, styled, scope, a)) < CLOSE,
                            model.getKey());
                }
            }
        }
    }

    @Test
    void pix2pixWithNoiseDrawsByTheImagesOwnStatisticsAndDropsAtRandom() throws IOException {
        Pix2pixRun without = ModelRun.with(PIX2PIX, List.of("gen.dropouts=0"));
        Trained still = unlike("pix2pix", without);
        Wish seeded = new Wish(Direction.A2B, null, 7L, List.of());
        try (NDManager scope = Tensors.scope()) {
            Translator translator = Translator.of(still, seeded);
            List<NDArray> images = images(translator, scope);
            Path quiet = written(still, What.NOISY, Direction.A2B);
            NDArray y = run(quiet, scope, images.get(0));
            assertTrue(furthest(y, translator.translate(images.get(0))) < CLOSE);
            assertTrue(
                    furthest(y, Translator.of(still, Wish.a2b()).translate(images.get(0))) > 1e-3,
                    "running statistics");
            String two = assertThrows(IOException.class, () -> run(quiet, scope, images.get(1)))
                    .getMessage();
            assertTrue(two.contains("give one at a time"), two);
            Path noisy = written(unlike("pix2pix", PIX2PIX), What.NOISY, Direction.A2B);
            assertTrue(
                    furthest(run(noisy, scope, images.get(0)), run(noisy, scope, images.get(0))) > 1e-3, "two draws");
        }
    }

    @Test
    void whatDoesNotFitIsRefusedByTheProgramItself() throws IOException {
        Path file = written(unlike("munit", MUNIT), What.GENERATOR, Direction.A2B);
        try (NDManager scope = Tensors.scope()) {
            NDArray s = scope.zeros(new Shape(1, MUNIT.model().gen().styleCode()));
            String odd = assertThrows(
                            IOException.class, () -> run(file, scope, scope.zeros(new Shape(1, 1, 18, 17)), s))
                    .getMessage();
            assertTrue(odd.contains("height and width are multiples of"), odd);
            String colour = assertThrows(
                            IOException.class, () -> run(file, scope, scope.zeros(new Shape(1, 5, 16, 16)), s))
                    .getMessage();
            assertTrue(colour.contains("give images (B, " + MUNIT.model().channelsA() + ", H, W)"), colour);
            String code = assertThrows(
                            IOException.class,
                            () -> run(
                                    file,
                                    scope,
                                    scope.zeros(new Shape(1, MUNIT.model().channelsA(), 16, 16)),
                                    scope.zeros(new Shape(1, 99))))
                    .getMessage();
            assertTrue(code.contains("give s of shape"), code);
        }
    }
}
