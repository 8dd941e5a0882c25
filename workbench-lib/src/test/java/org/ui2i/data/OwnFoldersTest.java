package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Step;
import org.ui2i.tensor.Tensors;
import tech.tablesaw.api.Table;

class OwnFoldersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private Path a = Path.of("");
    private Path b = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        a = Files.createDirectory(root.resolve("a"));
        b = Files.createDirectory(root.resolve("b"));
        for (int i = 0; i < 5; i++) {
            write(noise(40, 30, BufferedImage.TYPE_INT_RGB, i), "png", a.resolve("a" + i + ".png"));
            write(noise(20, 24, BufferedImage.TYPE_INT_RGB, 10 + i), "png", b.resolve("b" + i + ".png"));
        }
    }

    private static BufferedImage noise(int width, int height, int type, int seed) {
        BufferedImage image = new BufferedImage(width, height, type);
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, 0xFF000000 | random.nextInt(1 << 24));
        }
        return image;
    }

    private static void write(BufferedImage image, String format, Path file) throws IOException {
        assertTrue(ImageIO.write(image, format, file.toFile()), format + " can be written");
    }

    private UnpairedImages data() {
        return UnpairedImages.folders(a, b, FolderOptions.of(16));
    }

    private static String value(Table report, String item) {
        for (var row : report) {
            if (row.getString("item").equals(item)) {
                return row.getString("value");
            }
        }
        return "missing";
    }

    /** Files that are no images, each broken in its own way. */
    private void addBroken() throws IOException {
        Files.write(a.resolve("empty.png"), new byte[0]);
        Files.writeString(a.resolve("text.jpg"), "this is no image");
        Path whole = root.resolve("whole");
        for (String format : List.of("png", "jpg", "bmp", "gif")) {
            write(noise(64, 64, BufferedImage.TYPE_INT_RGB, 3), format, whole);
            byte[] bytes = Files.readAllBytes(whole);
            Files.write(a.resolve("cut." + format), Arrays.copyOf(bytes, bytes.length / 2));
        }
        write(noise(64, 64, BufferedImage.TYPE_INT_RGB, 3), "png", whole);
        byte[] bytes = Files.readAllBytes(whole);
        Arrays.fill(bytes, 60, 200, (byte) 0x55);
        Files.write(a.resolve("corrupt.png"), bytes);
        Files.write(a.resolve("bomb.png"), bomb(60_000, 60_000));
        Files.write(a.resolve("photo.webp"), "RIFF....WEBP".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** A PNG of a few bytes whose header promises many pixels. */
    private static byte[] bomb(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put(new byte[] {'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(8 + 4 + 17 + 4)
                .put(new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }

    @Test
    void brokenFilesAreSkippedAndNamed() throws IOException {
        addBroken();
        Table report = data().inspect();
        assertEquals(5, data().a().size());
        assertEquals("9", value(report, "unreadable"));
        assertEquals("empty file", value(report, "unreadable: empty.png"));
        assertTrue(value(report, "unreadable: bomb.png").contains("60000 x 60000"));
        for (String name :
                List.of("text.jpg", "cut.png", "cut.jpg", "cut.bmp", "cut.gif", "corrupt.png", "photo.webp")) {
            assertNotEquals("missing", value(report, "unreadable: " + name), name);
        }
        assertEquals("40x30: 5", value(report, "sizes"));
        assertEquals("RGB: 5", value(report, "modes"));
    }

    @Test
    void brokenFilesAreRefusedByName() throws IOException {
        addBroken();
        UnpairedImages strict =
                UnpairedImages.folders(a, b, FolderOptions.of(16).withOnBroken(OnBroken.REFUSE));
        String message = assertThrows(IllegalArgumentException.class, strict::a).getMessage();
        for (String part : List.of("9 of 14", "bomb.png", "cut.jpg", "empty.png", "OnBroken.SKIP")) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void largeButHonestImagesAreReadInPart() throws IOException {
        BufferedImage wide = new BufferedImage(3000, 1000, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 1500; x++) {
            for (int y = 0; y < 1000; y++) {
                wide.setRGB(x, y, 0xFFFFFF);
            }
        }
        Path big = Files.createDirectory(root.resolve("big"));
        write(wide, "png", big.resolve("wide.png"));
        UnpairedImages data = UnpairedImages.folders(big, big, FolderOptions.of(16));
        assertEquals("3000x1000: 1", value(data.inspect(), "sizes"));
        byte[] p = data.a().bytes(0);
        assertEquals(255, p[8 * 16 + 2] & 255);
        assertEquals(0, p[8 * 16 + 13] & 255);
    }

    @Test
    void greyStaysGreyAndAlphaShowsWhite() throws IOException {
        Path odd = Files.createDirectory(root.resolve("odd"));
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((java.awt.image.DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 100);
        write(grey, "png", odd.resolve("1grey.png"));
        BufferedImage deep = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        Arrays.fill(((java.awt.image.DataBufferUShort) deep.getRaster().getDataBuffer()).getData(), (short) 25700);
        write(deep, "png", odd.resolve("2deep.png"));
        BufferedImage clear = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 256; i++) {
            clear.setRGB(i % 16, i / 16, i % 16 < 8 ? 0x00FF0000 : 0x80000000);
        }
        write(clear, "png", odd.resolve("3clear.png"));
        ImageSet images = UnpairedImages.folders(odd, odd, FolderOptions.of(16)).a();
        assertEquals(List.of(100, 100, 100), pixel(images, 0, 20));
        assertEquals(List.of(100, 100, 100), pixel(images, 1, 20), "25700 of 65535 is 100 of 255");
        assertEquals(List.of(255, 255, 255), pixel(images, 2, 16 + 2), "wholly transparent red shows white");
        assertEquals(List.of(127, 127, 127), pixel(images, 2, 16 + 13), "half transparent black on white");
        Table report = UnpairedImages.folders(odd, odd, FolderOptions.of(16)).inspect();
        assertEquals("RGB with alpha: 1, grey of 16 bits: 1, grey: 1", sorted(value(report, "modes")));
        ImageSet one = UnpairedImages.folders(odd, odd, FolderOptions.of(16).withChannels(1))
                .a();
        assertEquals(1, one.channels());
        assertEquals(100, one.bytes(0)[20] & 255);
    }

    private static String sorted(String counts) {
        return String.join(", ", Arrays.stream(counts.split(", ")).sorted().toList());
    }

    private static List<Integer> pixel(ImageSet images, int index, int at) {
        byte[] p = images.bytes(index);
        return List.of(p[at] & 255, p[256 + at] & 255, p[512 + at] & 255);
    }

    @Test
    void resizingKeepsMeansAndCutsTheCentreSquare() throws IOException {
        Path wide = Files.createDirectory(root.resolve("wide"));
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 48 * 32; i++) {
            int x = i % 48;
            image.setRGB(x, i / 48, x < 8 || x >= 40 ? 0xFF0000 : (x + i / 48) % 2 == 0 ? 0xFFFFFF : 0);
        }
        write(image, "png", wide.resolve("board.png"));
        byte[] p = UnpairedImages.folders(wide, wide, FolderOptions.of(16)).a().bytes(0);
        for (int i = 0; i < 3 * 256; i++) { // the red sides lie outside the square; the fine board becomes grey
            assertEquals(127.5, p[i] & 255, 4, "value " + i);
        }
    }

    @Test
    void windowsAndFlipsFollowTheStep() {
        FolderOptions options = FolderOptions.of(16).withLoad(20).withFlip(true);
        UnpairedImages data = UnpairedImages.folders(a, b, options).batch(4);
        try (NDManager manager = Tensors.scope()) {
            Pair x = data.batch(new Step(manager, 9, 2));
            assertEquals("(4, 3, 16, 16)", x.a().getShape().toString());
            assertEquals(
                    x.a(),
                    UnpairedImages.folders(a, b, options)
                            .batch(4)
                            .batch(new Step(manager, 9, 2))
                            .a());
            Set<Float> corners = new HashSet<>();
            for (int step = 1; step <= 40; step++) {
                Pair y = data.batch(new Step(manager, 9, step));
                for (int i = 0; i < 4; i++) {
                    if (y.sources().get(i).endsWith("a0.png")) {
                        corners.add(y.a().getFloat(i, 0, 0, 0));
                    }
                }
            }
            assertTrue(corners.size() > 10, "one image is seen through " + corners.size() + " windows");
        }
        assertEquals(16, data.a().width());
        assertEquals(24, data.size(32).batch(1).a().width() - 8);
    }

    @Test
    void hashSeesTheFiles() throws IOException {
        String before = data().hash();
        assertEquals(before, data().hash());
        write(noise(40, 30, BufferedImage.TYPE_INT_RGB, 99), "png", a.resolve("a0.png"));
        assertNotEquals(before, data().hash());
        assertNotEquals(before, data().size(8).hash());
    }

    @Test
    void mistakesSayWhatToDo() throws IOException {
        Path none = Files.createDirectory(root.resolve("none"));
        assertMessage(() -> UnpairedImages.folders(none, b).a(), "no readable image");
        assertMessage(() -> UnpairedImages.folders(root.resolve("nowhere"), b).a(), "is no folder");
        assertMessage(() -> data().sharedContent(true).a(), "bundled sets only");
        assertMessage(() -> data().truth(Split.TEST), "no true pairs");
        assertMessage(() -> Datasets.unpaired("folder:" + root), "3 subfolders");
        assertMessage(() -> FolderOptions.of(16).withLoad(12), "below size 16");
        assertMessage(() -> data().batch(0), "use at least 1");
    }

    private static void assertMessage(org.junit.jupiter.api.function.Executable work, String part) {
        String message = assertThrows(IllegalArgumentException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void folderSpecFindsTwoSubfolders() {
        UnpairedImages data = Datasets.unpaired("folder:" + root);
        assertEquals(5, data.a().size());
        assertTrue(data.a().name(0).startsWith("a/"));
        assertTrue(data.b().name(0).startsWith("b/"));
        Table report = Datasets.inspect(root.toString(), 16);
        assertEquals(List.of("a", "b"), report.stringColumn("domain").unique().asList());
    }

    private static List<String> remarks(Table report) {
        return report.where(report.stringColumn("item").isEqualTo("remark"))
                .stringColumn("value")
                .asList();
    }

    @Test
    void remarksSayWhatSpeaksAgainstATraining() throws IOException {
        List<String> found = remarks(Datasets.inspect(root.toString(), 24));
        assertEquals(4, found.size(), found.toString()); // few, thrice cut on one side; few, small on the other
        assertTrue(found.get(0).startsWith("5 images: D learns so few by heart"), found.get(0));
        assertTrue(found.get(1).startsWith("centre squares keep 75 %"), found.get(1)); // 40 x 30
        assertTrue(found.get(3).startsWith("5 images are smaller than 24 pixels"), found.get(3)); // 20 x 24
        Files.copy(a.resolve("a1.png"), b.resolve("copy.png"));
        String twice = remarks(data().inspect()).get(3);
        assertTrue(twice.startsWith("the same picture twice, 1 of them (a/a1.png = b/copy.png)"), twice);
    }

    @Test
    void enoughImagesOfGoodSizeHaveNoRemark() throws IOException {
        for (Path folder : List.of(a, b)) {
            for (int i = 100; i < 150; i++) {
                int seed = folder.equals(a) ? i : 2 * i + 1000;
                write(noise(32, 32, BufferedImage.TYPE_INT_RGB, seed), "png", folder.resolve(i + ".png"));
            }
        }
        assertEquals(List.of(), remarks(data().inspect()));
    }

    /** Of 24 x 24 pixels, windows of 16: images of few-shot and labelled data stand elsewhere in another step. */
    @Test
    void classesAreCutAndMirroredAtRandomToo() {
        FolderOptions windows = FolderOptions.of(16).withLoad(24).withFlip(true);
        String spec = "folder:" + root;
        try (NDManager scope = Tensors.scope()) {
            Step step = new Step(scope, 1, 1);
            FewShotImages few = Datasets.fewShot(spec, windows).batch(8);
            FewShotPair x = few.batch(step), again = few.batch(step);
            assertEquals(new Shape(8, 3, 16, 16), x.content().getShape());
            assertArrayEquals(x.content().toFloatArray(), again.content().toFloatArray());
            NDArray centre = few.images().centre(16).all(scope);
            assertEquals(24, few.images().width());
            assertTrue(placesBeside(x.content(), centre) > 0, "no window beside the centre");
            LabelledImages labelled = Datasets.labelled(spec, windows).batch(8);
            NDArray y = labelled.batch(step).x();
            assertEquals(new Shape(8, 3, 16, 16), y.getShape());
            assertTrue(placesBeside(y, centre) > 0, "no window beside the centre");
            assertNotEquals(
                    few.hash(),
                    Datasets.fewShot(spec, FolderOptions.of(16)).batch(8).hash());
        }
    }

    /** How many of some images are none of the others. */
    private static long placesBeside(NDArray images, NDArray others) {
        return LongStream.range(0, images.getShape().get(0))
                .filter(i -> LongStream.range(0, others.getShape().get(0))
                        .noneMatch(j ->
                                images.get(i).sub(others.get(j)).abs().max().getFloat() < 1e-3f))
                .count();
    }

    @Test
    void everyFolderIsAClassOfFewShotData() throws IOException {
        Path c = Files.createDirectory(root.resolve("c"));
        for (int i = 0; i < 4; i++) {
            write(noise(30, 30, BufferedImage.TYPE_INT_RGB, 30 + i), "png", c.resolve("c" + i + ".png"));
        }
        FewShotImages few = Datasets.fewShot("folder:" + root).size(16).batch(6).shots(3);
        assertEquals(List.of("a", "b", "c"), few.classes());
        assertEquals(14, few.images().size());
        assertEquals(3, few.images().channels());
        try (NDManager manager = Tensors.scope()) {
            FewShotPair pair = few.batch(new Step(manager, 1, 1));
            assertEquals(new Shape(6, 3, 3, 16, 16), pair.classImages().getShape());
            long[] from = pair.contentClass().toLongArray(),
                    to = pair.classClass().toLongArray();
            for (int i = 0; i < 6; i++) {
                String content = pair.sources().get(i), look = pair.sources().get(6 + 3 * i);
                assertTrue(from[i] != to[i], "two classes differ");
                assertTrue(content.contains("/" + few.classes().get((int) from[i]) + "/"), content);
                assertTrue(look.contains("/" + few.classes().get((int) to[i]) + "/"), look);
            }
        }
        FewShotImages grey = FewShotImages.folders(root, FolderOptions.of(16).withChannels(1));
        assertEquals(1, grey.images().channels());
        assertNotEquals(few.batch(16).shots(1).hash(), grey.hash());
        assertMessage(() -> FewShotImages.folders(c, FolderOptions.of(16)).classes(), "holds 0 folders");
        assertMessage(() -> Datasets.fewShot("photos"), "use glyph-fonts, glyph-fonts-placed or folder:PATH");
        assertMessage(() -> few.shots(5).classes(), "class c has 4 images, shots is 5");
    }
}
