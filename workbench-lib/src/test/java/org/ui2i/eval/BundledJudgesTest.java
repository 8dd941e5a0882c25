package org.ui2i.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.core.Seeds;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.PublishedWeights;

class BundledJudgesTest {
    private static final String CAP = "UI2I_MAX_STEPS";
    private static final @Nullable String ROOT_SET = System.getProperty("ui2i.root");
    private static final Path ROOT = Path.of(ROOT_SET == null ? ".." : ROOT_SET);

    @BeforeEach
    void cap() {
        System.setProperty(CAP, "12");
    }

    @AfterEach
    void uncap() {
        System.clearProperty(CAP);
        if (ROOT_SET == null) {
            System.clearProperty("ui2i.root");
        } else {
            System.setProperty("ui2i.root", ROOT_SET);
        }
    }

    @Test
    void aJudgeIsTrainedOnceAndACappedOneNotMistakenForIt() {
        TestedJudge digits = BundledJudges.digits();
        assertSame(digits, BundledJudges.digits());
        System.setProperty(CAP, "1");
        assertNotSame(digits, BundledJudges.digits());
        assertEquals(10, digits.judge().classes().size());
        assertEquals(1000, digits.n());
        assertTrue(digits.toString().startsWith("digit judge: 10 classes, accuracy 0."), digits.toString());
    }

    @Test
    void cutsAndTonesAreToldApart() {
        TestedJudge cuts = BundledJudges.cuts(), tones = BundledJudges.tones();
        assertEquals(
                List.of("bold", "bold-italic", "italic", "regular"),
                cuts.judge().classes());
        assertEquals(4 * 22 * 52, cuts.n());
        assertEquals(6, tones.judge().classes().size());
        assertEquals(6 * 56, tones.n());
    }

    @Test
    void featureNetsAreNotTheJudges() {
        EmojiJudges judges = BundledJudges.emoji("noto", 32);
        assertSame(judges, BundledJudges.emoji("noto", 32));
        Features features = BundledJudges.emojiFeatures("noto", 32);
        try (NDManager manager = Tensors.scope()) {
            NDArray x =
                    Datasets.emojiEdges("noto").truth(Split.VAL).b().take(0, 1).all(manager);
            NDArray rows = features.of(x);
            assertEquals(new Shape(2, 32), rows.getShape());
            assertFalse(Arrays.equals(
                    rows.toFloatArray(), judges.group().judge().features(x).toFloatArray()));
        }
        assertEquals("emoji group net of noto", features.net());
        assertEquals(
                List.of(EmojiJudges.EMOJI, EmojiJudges.OTHER),
                judges.valid().judge().classes());
        assertEquals(2 * 171, judges.valid().n());
        assertEquals(
                List.of("food", "nature", "objects", "smileys"),
                judges.group().judge().classes());
    }

    @Test
    void aPublishedJudgeIsReadForTheSameImagesAndNumbersOnly(@TempDir Path folder) throws IOException {
        ImageSet letters =
                Datasets.glyphFonts(Split.VAL, 16).take(IntStream.range(0, 104).toArray());
        Judge.Config config = new Judge.Config(9, 16, 1e-3, 4, 1, 7, 0);
        Judge trained = Judge.of(config, "content", letters);
        System.setProperty("ui2i.root", folder.toString());
        String key = trained.publish(folder.resolve("checkpoints/judges"), "a test");
        PublishedWeights.Origin origin;
        try (NDManager scope = Tensors.scope()) {
            Path at = folder.resolve("checkpoints/judges").resolve(key);
            origin = PublishedWeights.read(at, scope).origin();
            JudgeNet blank = new JudgeNet(config, 1, 16, 52);
            blank.weights().values().forEach(w -> w.set(w.zerosLike().toFloatArray()));
            PublishedJudges.write(folder.resolve("checkpoints/judges/blank"), blank, config, "a test");
            Files.copy(
                    folder.resolve("checkpoints/judges/blank/weights.npz"),
                    at.resolve("weights.npz"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assertEquals("a test", origin.command());
        assertEquals(9, origin.steps());
        assertEquals(1.0 / 52, confidence(config, letters), 1e-6, "read: the blank one put in its place");
        assertTrue(confidence(config.withSeed(8), letters) > 1.01 / 52, "another seed");
        assertTrue(confidence(config.withSteps(8), letters) > 1.01 / 52, "other steps");
        int[] twoSwapped = IntStream.range(0, 104).map(i -> i < 2 ? 1 - i : i).toArray();
        assertTrue(confidence(config, letters.take(twoSwapped)) > 1.01 / 52, "other images");
        System.setProperty(CAP, "3");
        assertTrue(confidence(config, letters) > 1.01 / 52, "a capped run");
    }

    private static double confidence(Judge.Config config, ImageSet letters) {
        try (NDManager manager = Tensors.scope()) {
            return Judge.of(config, "content", letters).confidence(letters.all(manager));
        }
    }

    @Test
    void theCommittedJudgesAreThoseOfTheBundledImages(@TempDir Path folder) throws IOException {
        Path committed = ROOT.resolve("checkpoints/judges");
        System.clearProperty(CAP);
        System.setProperty("ui2i.root", ROOT.toString());
        List<String> lines = BundledJudges.publish(folder, "a test");
        assertEquals(13, lines.size());
        for (String line : lines) {
            Path key = Path.of(line.substring(line.lastIndexOf(' ') + 1));
            assertTrue(Files.isDirectory(committed.resolve(key)), "trained instead of read: " + line);
            assertEquals(0, read(folder.resolve(key)).seconds(), line);
            assertTrue(read(committed.resolve(key)).seconds() > 0, line);
        }
        try (Stream<Path> all = Files.list(committed)) {
            assertEquals(lines.size(), all.count(), "none that nobody reads");
        }
    }

    private static PublishedWeights.Origin read(Path judge) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            return PublishedWeights.read(judge, scope).origin();
        }
    }

    @Test
    void fakesByHand() {
        Images x = new Images(new float[] {-1, 0, 1, .5f}, 4, 1, 1, 1);
        assertArrayEquals(new float[] {.4f, .7f, 1, .85f}, Fakes.pale(x).values(), 1e-6f);
        assertArrayEquals(new float[] {-.5f, .5f, .75f, -.25f}, Fakes.mixed(x).values(), 1e-6f);
        for (float v : Fakes.noisy(x, 3).values()) {
            assertTrue(v >= -1 && v <= 1, "in range: " + v);
        }
    }

    @Test
    void shufflingMovesBlocksWhole() {
        float[] values = new float[2 * 256]; // two pictures of 16 x 16, so blocks of 2 x 2, each of one number
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 256 * 100 + i % 256 / 16 / 2 * 8 + i % 16 / 2;
        }
        Images x = new Images(values, 2, 1, 16, 16);
        float[] out = Fakes.shuffled(x, 5).values();
        assertFalse(Arrays.equals(values, out));
        for (int i = 0; i < out.length; i++) {
            int corner = i / 256 * 256 + i % 256 / 32 * 32 + i % 16 / 2 * 2;
            assertEquals(out[corner], out[i], "a block stays one number");
        }
        float[] before = Arrays.copyOf(values, 256), after = Arrays.copyOf(out, 256);
        Arrays.sort(before);
        Arrays.sort(after);
        assertArrayEquals(before, after, "nothing is lost, nothing comes from another picture");
    }

    /** Left half grey, right half paper, three colours. */
    private static Images halves(int width) {
        float[] values = new float[3 * width * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % width < width / 2 ? 0 : .9f;
        }
        return new Images(values, 1, 3, width, width);
    }

    @Test
    void paintStaysInTheShapeAndWithinItsShare() {
        Images x = halves(32);
        for (long seed = 0; seed < 5; seed++) {
            double share = .3 + .7 * Seeds.uniform(Seeds.mix(Seeds.mix(seed, 0), 2), 0);
            for (Images fake : List.of(Fakes.blotted(x, seed), Fakes.striped(x, seed))) {
                double most = 0;
                for (int i = 0; i < fake.values().length; i++) {
                    if (i % 32 >= 16) {
                        assertEquals(.9f, fake.values()[i], "paper is left alone");
                    } else {
                        most = Math.max(most, Math.abs(fake.values()[i]));
                    }
                }
                assertEquals(share, most, .1 * share, "grey moves by as much as the paint's share");
            }
        }
    }

    @Test
    void blotsAreSquaresOfOneColour() {
        float[] v = Fakes.blotted(halves(32), 0).values();
        for (int i = 0; i < v.length; i++) {
            int row = i / 32 % 32, column = i % 32;
            assertEquals(v[i - row % 2 * 32 - column % 2], v[i], "cells of 2 or 4 pixels");
        }
        assertNotEquals(v[0], v[32 * 32], "red and green apart");
        assertNotEquals(v[0], v[4], "a cell and the next");
    }

    @Test
    void stripesAreWavesOfOneLength() {
        long key = Seeds.mix(7, 0);
        float[] v = Fakes.striped(halves(32), 7).values();
        double angle = Math.PI * Seeds.uniform(key, 0), length = 32 / (3 + 7 * Seeds.uniform(key, 1));
        double share = .3 + .7 * Seeds.uniform(Seeds.mix(key, 2), 0);
        int row = 5, column = 9; // green: phase 3
        double wave = (row * Math.sin(angle) + column * Math.cos(angle)) / length + Seeds.uniform(key, 3);
        assertEquals(share * Math.sin(2 * Math.PI * wave), v[32 * 32 + row * 32 + column], 1e-6);
        assertTrue(length > 3.1 && length < 10.7, "between a tenth and a third of the width: " + length);
    }

    @Test
    void theEightKindsComeInTurn() {
        float[] values = new float[9 * 64 * 64];
        Arrays.fill(values, -.2f);
        Images x = new Images(values, 9, 1, 64, 64), drawings = x.with(new float[values.length]);
        float[] fakes = Fakes.of(x, drawings, 1).values();
        assertEquals(-.2f, fakes[0], 1e-6f, "blurred and flat");
        assertEquals(1 - .3f * 1.2f, fakes[4096], 1e-6f, "pale");
        assertEquals(Fakes.blotted(x, 1).values()[5 * 4096], fakes[5 * 4096], "blotted");
        assertEquals(Fakes.striped(x, 1).values()[6 * 4096], fakes[6 * 4096], "striped");
        assertEquals(0, fakes[7 * 4096], "a drawing");
        assertEquals(-.2f, fakes[8 * 4096], 1e-6f, "blurred again");
    }
}
