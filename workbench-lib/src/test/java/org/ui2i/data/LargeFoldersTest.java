package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;

/** Folders that do not fit into memory give the same batches as those that do. */
@Timeout(120) // against a hang only
class LargeFoldersTest {
    private static final long NONE = 0; // room in bytes: nothing fits
    private static final FolderOptions OPTIONS =
            FolderOptions.of(8).withLoad(12).withFlip(true);

    @TempDir
    Path root;

    @BeforeEach
    void makeFolders() throws IOException {
        for (String folder : List.of("a", "b", "c")) {
            Path dir = Files.createDirectory(root.resolve(folder));
            for (int i = 0; i < 5; i++) {
                BufferedImage image = new BufferedImage(40, 30 + i, BufferedImage.TYPE_INT_RGB);
                Random random = new Random(folder.hashCode() + i);
                for (int p = 0; p < 40 * (30 + i); p++) {
                    image.setRGB(p % 40, p / 40, random.nextInt(1 << 24));
                }
                ImageIO.write(
                        image,
                        i % 2 == 0 ? "jpg" : "png",
                        dir.resolve(i + (i % 2 == 0 ? ".jpg" : ".png")).toFile());
            }
        }
    }

    private UnpairedImages unpaired(long room) {
        return UnpairedImages.of(new FolderSides(root.resolve("a"), root.resolve("b"), OPTIONS, room), 8)
                .batch(2);
    }

    private static Step step(NDManager scope, long number) {
        return new Step(scope, 7, number);
    }

    @Test
    void unpairedBatchesAreThoseFromMemory() {
        UnpairedImages memory = unpaired(1 << 20), files = unpaired(NONE);
        assertTrue(memory.a().inMemory());
        assertFalse(files.a().inMemory());
        assertEquals(memory.hash(), files.hash());
        for (long number : new long[] {1, 2, 3, 4, 9, 2}) {
            try (NDManager scope = Tensors.scope()) {
                Pair x = memory.batch(step(scope, number)), y = files.batch(step(scope, number));
                assertEquals(x.sources(), y.sources());
                assertArrayEquals(x.a().toFloatArray(), y.a().toFloatArray());
                assertArrayEquals(x.b().toFloatArray(), y.b().toFloatArray());
            }
        }
    }

    @Test
    void theirCentresForScoresAreThoseFromMemory() {
        ImageSet memory = unpaired(1 << 20).b(), files = unpaired(NONE).b();
        try (NDManager scope = Tensors.scope()) {
            assertArrayEquals(memory.all(scope).toFloatArray(), files.all(scope).toFloatArray());
            assertArrayEquals(
                    memory.take(3, 1).all(scope).toFloatArray(),
                    files.take(3, 1).all(scope).toFloatArray());
        }
        assertEquals(memory.image(2).getRGB(3, 4), files.image(2).getRGB(3, 4));
    }

    @Test
    void pairsAreThoseFromMemory() throws IOException {
        for (String name : List.of("0.jpg", "1.png")) {
            assertTrue(Files.exists(root.resolve("b").resolve(name)));
        }
        PairedImages memory = unpaired(1 << 20).paired(), files = unpaired(NONE).paired();
        try (NDManager scope = Tensors.scope()) {
            Pair x = memory.batch(step(scope, 3)), y = files.batch(step(scope, 3));
            assertArrayEquals(x.a().toFloatArray(), y.a().toFloatArray());
            assertArrayEquals(x.b().toFloatArray(), y.b().toFloatArray());
        }
    }

    @Test
    void classesOfManyFoldersAreThoseFromMemory() {
        FolderOptions plain = FolderOptions.of(8);
        FewShotImages memory = FewShotImages.of(size -> ClassFolders.read(root, plain, 1 << 20))
                .size(8)
                .batch(3);
        FewShotImages files = FewShotImages.of(size -> ClassFolders.read(root, plain, NONE))
                .size(8)
                .batch(3);
        assertFalse(files.images().inMemory());
        for (long number = 1; number < 5; number++) {
            try (NDManager scope = Tensors.scope()) {
                FewShotPair x = memory.batch(step(scope, number)), y = files.batch(step(scope, number));
                assertEquals(x.sources(), y.sources());
                assertArrayEquals(x.content().toFloatArray(), y.content().toFloatArray());
            }
        }
        List<Planes> parts = IntStream.range(0, 3)
                .mapToObj(k -> ClassFolders.read(root, plain, k == 1 ? 1 << 20 : NONE))
                .map(set -> Planes.of(new byte[][] {set.bytes(0)}))
                .toList();
        assertTrue(Planes.joined(parts).inMemory());
    }

    @Test
    void theSumOfAllFoldersDecidesWhetherTheyFit() {
        long each = 5L * 3 * 12 * 12;
        List<Path> two = List.of(root.resolve("a"), root.resolve("b"));
        FolderOptions options = FolderOptions.of(12);
        assertTrue(ImageFolder.read(two, options, Half.WHOLE, 2 * each)
                .get(1)
                .images()
                .inMemory());
        assertFalse(ImageFolder.read(two, options, Half.WHOLE, 2 * each - 1)
                .get(0)
                .images()
                .inMemory());
    }

    @Test
    void brokenFilesAreFoundAtTheStart() throws IOException {
        byte[] whole = Files.readAllBytes(root.resolve("a/0.jpg"));
        Files.write(root.resolve("a/cut.jpg"), Arrays.copyOf(whole, whole.length / 2));
        ImageFolder folder = ImageFolder.read(List.of(root.resolve("a")), OPTIONS, Half.WHOLE, NONE)
                .get(0);
        assertEquals(List.of("cut.jpg"), List.copyOf(folder.broken().keySet()));
        assertEquals(5, folder.images().size());
        assertEquals(1, folder.sizes().get("40x32"));
        List<Path> a = List.of(root.resolve("a"));
        FolderOptions strict = OPTIONS.withOnBroken(OnBroken.REFUSE);
        assertThrows(IllegalArgumentException.class, () -> ImageFolder.read(a, strict, Half.WHOLE, NONE));
    }

    @Test
    void aFileThatGoesAwayInTheMiddleIsNamed() throws IOException {
        UnpairedImages files = unpaired(NONE);
        try (NDManager scope = Tensors.scope()) {
            files.batch(step(scope, 1));
            for (int i = 0; i < 5; i++) {
                Files.deleteIfExists(root.resolve("a").resolve(i + ".jpg"));
                Files.deleteIfExists(root.resolve("a").resolve(i + ".png"));
            }
            String message = assertThrows(IllegalArgumentException.class, () -> {
                        for (long number = 50; number < 55; number++) { // some are held from step 1
                            files.batch(step(scope, number));
                        }
                    })
                    .getMessage();
            assertTrue(message.contains("could be read at the start and cannot be now"), message);
        }
    }

    @Test
    void anInterruptStaysUpAndTheBatchIsWhole() {
        LazyPlanes planes = new LazyPlanes(List.of(() -> {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new byte[] {7};
        }));
        planes.soon(new int[] {0});
        Thread.currentThread().interrupt();
        assertEquals(7, planes.at(0)[0]);
        assertTrue(Thread.interrupted());
    }

    @Test
    void onlyWhatIsWantedNextIsHeld() {
        int[] decoded = new int[100];
        List<Supplier<byte[]>> images = IntStream.range(0, 100)
                .mapToObj(i -> (Supplier<byte[]>) () -> {
                    decoded[i]++;
                    return new byte[] {(byte) i};
                })
                .toList();
        LazyPlanes planes = new LazyPlanes(images);
        planes.soon(new int[] {3, 4, 4, 5});
        assertEquals(3, planes.held());
        assertEquals(4, planes.at(4)[0]);
        assertEquals(4, planes.at(4)[0]);
        assertEquals(1, decoded[4]);
        planes.soon(new int[] {5, 6});
        assertEquals(2, planes.held());
        assertEquals(9, planes.at(9)[0]); // was not named: decoded by who asks
        assertEquals(2, planes.held());
        assertEquals(6, ((LazyPlanes) planes.take(new int[] {6})).at(0)[0]);
    }
}
