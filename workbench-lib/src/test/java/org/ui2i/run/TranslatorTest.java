package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Listener;
import org.ui2i.train.PublishedWeights;

/** A photo through a checkpoint that knows how it was made. */
class TranslatorTest {
    @TempDir
    private Path folder;

    private Path photo() throws IOException {
        BufferedImage wide = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
        wide.createGraphics().fillRect(10, 5, 20, 30);
        Path file = folder.resolve("photo.png");
        Png.write(wide, file);
        return file;
    }

    @Test
    void oneCallMakesThePhotoReadyAndDrawsItAsTheTrainedNetworksDo() throws IOException {
        UnitRun run = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3);
        Session<?> session = run.session(2);
        session.training().saving(folder.resolve("mine"), 100);
        session.train(2, Listener.all());
        Translator translator = Translator.read(folder.resolve("mine"), Wish.a2b());
        BufferedImage drawn = translator.draw(photo());
        assertEquals(32, drawn.getWidth());
        try (NDManager scope = Tensors.scope()) {
            NDArray ready = OwnImages.read(photo(), translator.preparation()).all(scope);
            assertEquals(1, translator.channels());
            BufferedImage same = Png.images(translator.translate(ready)).get(0);
            assertArrayEquals(pixels(same), pixels(drawn));
            BufferedImage back =
                    Translator.read(folder.resolve("mine"), Wish.b2a()).draw(photo());
            assertTrue(!Arrays.equals(pixels(back), pixels(drawn)), "the other direction draws otherwise");
        }
    }

    @Test
    void aSessionTranslatesWithTheWeightsOfTheMoment() throws IOException {
        for (ModelRun run : List.of(
                UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3),
                MunitRun.of(MunitRun.Preset.TINY, "emoji-edges", 3),
                FunitRun.of(FunitRun.Preset.TINY, FunitRun.GLYPHS, 3),
                CocoFunitRun.of(FunitRun.Preset.TINY, "glyph-fonts-placed", 3),
                TunitRun.of(TunitRun.Preset.TINY, "mixture", 3),
                Pix2pixRun.of(Pix2pixRun.Preset.TINY, "emoji-edges", 3),
                CycleGanRun.of(CycleGanRun.Preset.TINY, "emoji-drawers", 3),
                StarGanRun.of(StarGanRun.Preset.TINY, "glyph-cuts", 3),
                RelGanRun.of(RelGanRun.Preset.TINY, "glyph-cuts", 3))) {
            Wish wish = wish(run);
            Session<?> session = run.session(4);
            int[] before = pixels(Translator.of(session.trained(), wish).draw(photo()));
            session.train(4, Listener.all());
            int[] after = pixels(Translator.of(session.trained(), wish).draw(photo()));
            assertTrue(!Arrays.equals(before, after), session.summary());
            session.publish(folder.resolve(session.model()), "by a test", PublishedWeights.Precision.HALF);
            int[] published = pixels(
                    Translator.read(folder.resolve(session.model()), wish).draw(photo()));
            int most = IntStream.range(0, after.length)
                    .map(i -> Math.abs((after[i] & 255) - (published[i] & 255)))
                    .max()
                    .orElseThrow();
            assertTrue(most <= 3, session.summary() + ": float16 changes no pixel by more than 3, not " + most);
        }
    }

    private Wish wish(ModelRun run) throws IOException {
        if (run instanceof LabelledRun) {
            return Wish.labelled(Map.of("bold", 1.0));
        }
        return run instanceof FewShotRun || run instanceof TunitRun ? Wish.like(photo()) : Wish.a2b();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void whatIsNoImageOrNoRunIsRefusedByName() throws IOException {
        refused("none does not exist: name a run of ./workbench train, or one of checkpoints/: [funit, munit,", "none");
        Files.createDirectories(folder.resolve("several/one"));
        Files.createFile(folder.resolve("several/one/weights.npz"));
        refused("several holds several: add which, one of [one]", "several");
        Session<?> session = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3).session(1);
        session.publish(folder.resolve("weights"), "by a test", PublishedWeights.Precision.HALF);
        Translator translator = Translator.read(folder.resolve("weights"), Wish.a2b());
        String text = assertThrows(IllegalArgumentException.class, () -> translator.draw(folder))
                .getMessage();
        assertTrue(text.contains("is no file"), text);
        Wish styled = Wish.a2b().styledLike(photo());
        assertThrows(IllegalArgumentException.class, () -> Translator.read(folder.resolve("weights"), styled));
    }

    private void refused(String part, String name) {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> Translator.read(folder.resolve(name), Wish.a2b()));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
}
