package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

class MixtureTest {
    private static List<String> texts(ImageSet images, String column) {
        return IntStream.range(0, images.size())
                .mapToObj(i -> images.text(column, i))
                .toList();
    }

    @Test
    void allPartsAreThereEquallyOften() {
        for (Split split : Split.values()) {
            int each = split == Split.TRAIN ? 398 : split == Split.VAL ? 59 : 171;
            ImageSet all = Datasets.mixture("mixture", split, 32);
            assertEquals(3, all.channels());
            assertEquals(5 * each, all.size());
            for (String part : Mixture.PARTS) {
                assertEquals(each, all.where("class", part).size(), part);
            }
        }
        assertEquals(
                List.of("night", "mnist"),
                texts(Datasets.mixture("mixture:night,mnist", Split.TEST, 16), "class").stream()
                        .distinct()
                        .toList());
    }

    @Test
    void trainingShowsNoEmojiTwiceAndNoTestImage() {
        ImageSet train = Datasets.mixture("mixture", Split.TRAIN, 32);
        Set<String> drawings = new HashSet<>(texts(train.where("class", "drawings"), "content"));
        Set<String> night = new HashSet<>(texts(train.where("class", "night"), "content"));
        assertEquals(398, drawings.size());
        drawings.retainAll(night);
        assertEquals(Set.of(), drawings);
        for (String part : Mixture.PARTS) {
            Set<String> seen = new HashSet<>(texts(train.where("class", part), "sha256"));
            seen.retainAll(texts(Datasets.mixture("mixture", Split.TEST, 32).where("class", part), "sha256"));
            assertEquals(Set.of(), seen, part);
        }
    }

    /** Other labels on the same images: the same batches and the same hash. */
    @Test
    void labelsAreNotRead() {
        ImageSet images = Datasets.mixture("mixture", Split.TRAIN, 32);
        UnlabelledImages known = UnlabelledImages.of(images), unknown = UnlabelledImages.of(images.ofClass(""));
        assertEquals(known.hash(), unknown.hash());
        try (NDManager scope = Tensors.scope()) {
            Views a = known.batch(new Step(scope, 3, 7)), b = unknown.batch(new Step(scope, 3, 7));
            assertArrayEquals(a.x().toFloatArray(), b.x().toFloatArray());
            assertArrayEquals(a.view().toFloatArray(), b.view().toFloatArray());
        }
    }

    @Test
    void ownImagesLieInAFolderOrInItsSubfolders(@TempDir Path folder) throws IOException {
        ImageSet images = Datasets.mixture("mixture", Split.VAL, 32);
        for (int i = 0; i < 6; i++) {
            Path sub = Files.createDirectories(folder.resolve("sub" + i % 2));
            ImageIO.write(
                    images.image(60 * (i % 5)), "png", sub.resolve(i + ".png").toFile());
        }
        assertEquals(6, Datasets.unlabelled("folder:" + folder, 32).images().size());
        assertEquals(
                3,
                Datasets.unlabelled("folder:" + folder.resolve("sub0"), 32)
                        .images()
                        .size());
    }

    @Test
    void wrongPartsAreNamed() {
        for (String wrong : List.of("mixture:mnist", "mixture:mnist,mnist", "mixture:mnist,cats")) {
            String text = assertThrows(IllegalArgumentException.class, () -> Datasets.checkUnlabelled(wrong))
                    .getMessage();
            assertTrue(text.contains("name two or more of [mnist, optical,"), text);
        }
        String text = assertThrows(IllegalArgumentException.class, () -> Datasets.unlabelled("cats", 32))
                .getMessage();
        assertTrue(text.contains("use mixture, mixture:PART,PART"), text);
        assertThrows(IllegalArgumentException.class, () -> Datasets.mixture("folder:x", Split.TEST, 32));
    }

    @Test
    void aReportCountsEachPart() {
        String report = Datasets.report("mixture", 32);
        Mixture.PARTS.forEach(part -> assertTrue(report.contains(part), report));
        assertTrue(report.contains("398"), report);
    }
}
