package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class PairedImagesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @Test
    void edgesGoWithTheEmojiThatTheyAreOfMirroredOrNot() {
        PairedImages data = Datasets.paired("emoji-edges:twemoji").batch(16);
        try (NDManager manager = Tensors.scope()) {
            Pair x = data.batch(new Step(manager, 3, 2));
            assertEquals("(16, 3, 32, 32)", x.a().getShape().toString());
            NDArray edges = Edges.of(x.b());
            assertArrayEquals(edges.toFloatArray(), x.a().toFloatArray(), 1e-6f);
            assertEquals(16, new HashSet<>(x.sources()).size());
            assertEquals(x.a(), data.batch(new Step(manager, 3, 2)).a(), "a function of seed and step");
            assertNotEquals(x.a(), data.batch(new Step(manager, 3, 3)).a());
        }
    }

    @Test
    void onlyTheTrainingSplitIsTrainedOnAndAllOfIt() {
        PairedImages data = Datasets.paired("emoji-edges:noto");
        assertEquals(2 * 398, data.pairs().size());
        Set<String> train = new HashSet<>(data.pairs().a().values("content"));
        for (Split split : List.of(Split.VAL, Split.TEST)) {
            TruePairs held = data.truth(split);
            assertTrue(Collections.disjoint(train, held.a().values("content")), split + " is held out");
        }
        assertEquals(171, data.truth(Split.TEST).size());
        assertEquals(3, data.channels());
    }

    @Test
    void everyPairComesOnceAnEpoch() {
        PairedImages data = Datasets.paired("emoji-tones:light,dark").batch(24);
        Set<String> seen = new HashSet<>();
        try (NDManager manager = Tensors.scope()) {
            for (int step = 1; step <= 10; step++) {
                seen.addAll(data.batch(new Step(manager, 3, step)).sources());
            }
        }
        assertEquals(data.pairs().size(), 240);
        assertEquals(240, seen.size());
    }

    private Path folder(String name, int... seeds) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        for (int seed : seeds) {
            BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(seed);
            for (int i = 0; i < 400; i++) {
                image.setRGB(i % 20, i / 20, random.nextInt(1 << 24));
            }
            ImageIO.write(image, "png", folder.resolve(seed + ".png").toFile());
        }
        return folder;
    }

    @Test
    void ownFoldersPairImagesOfTheSameNameCutOutAlike() throws IOException {
        Path a = folder("a", 1, 2, 3), b = folder("b", 3, 1, 2); // equal images under equal names
        PairedImages data = Datasets.paired("folder:" + a + "," + b).size(20).batch(3);
        FolderOptions cut = FolderOptions.of(16).withLoad(20).withFlip(true);
        PairedImages windows = UnpairedImages.folders(a, b, cut).paired().batch(3);
        try (NDManager manager = Tensors.scope()) {
            Pair whole = data.batch(new Step(manager, 1, 1));
            assertEquals(whole.a(), whole.b());
            Pair part = windows.batch(new Step(manager, 1, 1));
            assertEquals("(3, 3, 16, 16)", part.a().getShape().toString());
            assertEquals(part.a(), part.b());
        }
        assertEquals(16, windows.pairs().a().width());
        assertEquals(data.hash(), Datasets.paired("folder:" + root).size(20).hash(), "two subfolders");
        assertNotEquals(data.hash(), data.size(10).hash());
        assertNotEquals(data.hash(), UnpairedImages.folders(a, b).size(20).hash());
    }

    @Test
    void anImageWithoutPartnerIsNamed() throws IOException {
        Path a = folder("a", 1, 2, 3), b = folder("b", 1, 2, 3, 4, 5);
        String text = assertThrows(IllegalArgumentException.class, () -> Datasets.paired("folder:" + a + "," + b)
                        .pairs())
                .getMessage();
        assertEquals(
                "2 of 5 images in " + b + " have no partner of the same name in " + a
                        + ", such as 4.png: name partners alike, or remove these",
                text);
        Files.writeString(a.resolve("4.png"), "no image");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Datasets.paired("folder:" + a + "," + b)
                        .pairs())
                .getMessage()
                .contains("unreadable: {4.png"));
    }
}
