package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Listener;

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
            assertTrue(!java.util.Arrays.equals(pixels(back), pixels(drawn)), "the other direction draws otherwise");
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void whatIsNoImageOrNoRunIsRefusedByName() throws IOException {
        assertThrows(IOException.class, () -> Translator.read(folder.resolve("none"), Wish.a2b()));
        Session<?> session = UnitRun.of(UnitRun.Preset.TINY, "glyph-styles", 3).session(1);
        session.publish(folder.resolve("weights"), "by a test");
        Translator translator = Translator.read(folder.resolve("weights"), Wish.a2b());
        String text = assertThrows(IllegalArgumentException.class, () -> translator.draw(folder))
                .getMessage();
        assertTrue(text.contains("is no file"), text);
        Wish styled = Wish.a2b().styledLike(photo());
        assertThrows(IllegalArgumentException.class, () -> Translator.read(folder.resolve("weights"), styled));
    }
}
