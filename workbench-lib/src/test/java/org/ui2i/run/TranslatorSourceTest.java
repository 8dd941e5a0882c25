package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslatorSourceTest {
    @TempDir
    private Path folder;

    @Test
    void itArrivesInAnotherProcessAsItWasSent() {
        Wish wish = new Wish(
                Wish.Direction.B2A,
                Path.of("style \"1\".png"),
                Long.MAX_VALUE,
                List.of(Path.of("a.png"), Path.of("b")),
                Map.of("bold", 0.5));
        TranslatorSource sent =
                new TranslatorSource(new TrainedSource(null, Path.of("x y.pt"), Official.MUNIT, 128), wish);
        assertEquals(sent, TranslatorSource.of(sent.json()));
        TranslatorSource plain = new TranslatorSource(new TrainedSource(Path.of("run"), null, null, null), Wish.a2b());
        assertEquals(plain, TranslatorSource.of(plain.json()));
    }

    private String hash(Wish wish) throws IOException {
        return new TranslatorSource(new TrainedSource(folder, null, null, null), wish).hash();
    }

    @Test
    void itsHashChangesWithAllThatDecidesThePictures() throws IOException {
        Files.writeString(folder.resolve("weights.npz"), "1");
        String first = hash(Wish.a2b());
        Files.writeString(folder.resolve("notes.txt"), "of no matter");
        assertEquals(first, hash(Wish.a2b()));
        assertNotEquals(first, hash(Wish.b2a()));
        assertNotEquals(first, hash(Wish.labelled(Map.of("bold", 1.0))));
        Path image = Files.writeString(folder.resolve("y.png"), "one");
        String styled = hash(Wish.a2b().styledLike(image)), like = hash(Wish.like(image));
        assertNotEquals(first, styled);
        Files.writeString(image, "two");
        assertNotEquals(styled, hash(Wish.a2b().styledLike(image)));
        assertNotEquals(like, hash(Wish.like(image)));
        Files.writeString(folder.resolve("weights.npz"), "2");
        assertNotEquals(first, hash(Wish.a2b()));
    }
}
