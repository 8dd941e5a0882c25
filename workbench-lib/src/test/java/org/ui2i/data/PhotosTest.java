package org.ui2i.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.tensor.Tensors;

/** The expected numbers are of Pillow 12.3's {@code resize(..., BILINEAR)}, which the public test scripts use. */
class PhotosTest {
    private static final int RED = 0, GREEN = 1, BLUE = 2;
    private static final int[] SQUEEZED_GREEN = { // 21 x 13 to 8 x 8, the first and the last line
        126, 139, 109, 150, 140, 140, 105, 70, 92, 129, 118, 112, 137, 111, 143, 116
    };
    private static final int[] ENLARGED_BLUE = { // 7 x 5 to 8 x 8
        106, 136, 219, 214, 184, 130, 35, 158, 214, 72, 146, 179, 188, 172, 68, 18
    };
    private static final int[] SCALED_RED = { // 21 x 13 to 12 x 8
        58, 98, 129, 113, 115, 133, 120, 133, 99, 87, 188, 103, 163, 154, 112, 172, 184, 174, 122, 113, 166, 148, 106,
        63
    };

    @TempDir
    private Path dir;

    private final NDManager manager = Tensors.scope();

    @AfterEach
    void free() {
        manager.close();
    }

    private Path photo(int width, int height, int type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            int x = i % width, y = i / width, rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | (x * x * 37 + y * 91 + c * 53 + x * y * 11) % 256;
            }
            image.setRGB(x, y, 0xFF000000 | rgb);
        }
        return save(image, width + "x" + height + ".png");
    }

    private Path save(BufferedImage image, String name) throws IOException {
        Path file = dir.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** A channel's first and last line as bytes. */
    private static int[] edges(NDArray image, int channel) {
        NDArray plane = image.get(new NDIndex("0, {}", channel));
        float[] values =
                plane.get(new NDIndex("0::{}", plane.getShape().get(0) - 1)).toFloatArray();
        int[] bytes = new int[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = Math.round((values[i] + 1) * 127.5f);
        }
        return bytes;
    }

    /** Pillow rounds between its two passes, we do not. */
    private static void nearlyEqual(int[] expected, int[] found) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 1, "number " + i);
        }
    }

    @Test
    void photosOfAnyShapeAreSqueezedIntoSquares() throws IOException {
        List<Path> files = List.of(
                photo(21, 13, BufferedImage.TYPE_INT_RGB),
                photo(7, 5, BufferedImage.TYPE_INT_RGB),
                photo(9, 40, BufferedImage.TYPE_INT_RGB));
        NDArray x = Photos.squeezed(manager, 8, files);
        assertEquals(new Shape(3, 3, 8, 8), x.getShape());
        nearlyEqual(SQUEEZED_GREEN, edges(x, GREEN));
        nearlyEqual(ENLARGED_BLUE, edges(x.get("1:2"), BLUE));
    }

    @Test
    void aScaledPhotoKeepsItsShape() throws IOException {
        NDArray x = Photos.scaled(manager, 8, photo(21, 13, BufferedImage.TYPE_INT_RGB));
        assertEquals(new Shape(1, 3, 8, 12), x.getShape(), "21 * 8 / 13 = 12.9, rounded down");
        nearlyEqual(SCALED_RED, edges(x, RED));
        NDArray upright = Photos.scaled(manager, 10, photo(9, 23, BufferedImage.TYPE_INT_RGB));
        assertEquals(new Shape(1, 3, 25, 10), upright.getShape());
    }

    @Test
    void greyPhotosHaveThreeEqualPlanesAndTransparentPartsAreWhite() throws IOException {
        NDArray grey = Photos.squeezed(manager, 8, List.of(photo(10, 9, BufferedImage.TYPE_BYTE_GRAY)));
        assertArrayEquals(edges(grey, RED), edges(grey, BLUE));
        BufferedImage half = new BufferedImage(16, 8, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64; i++) {
            half.setRGB(i % 8, i / 8, 0xFF102030); // left; the right is transparent black
        }
        NDArray x = Photos.scaled(manager, 8, save(half, "half.png"));
        assertEquals(0x20 / 127.5f - 1, x.getFloat(0, GREEN, 4, 2), 1e-6);
        assertEquals(1, x.getFloat(0, GREEN, 4, 12));
    }

    @Test
    void aFolderGivesItsImagesByName() throws IOException {
        Path a = photo(9, 9, BufferedImage.TYPE_INT_RGB), b = photo(12, 9, BufferedImage.TYPE_INT_RGB);
        Files.writeString(dir.resolve("notes.txt"), "no image");
        assertEquals(List.of(b, a), Photos.in(dir));
    }

    @Test
    void whatIsNoPhotoIsNamed() throws IOException {
        Path strip = photo(90, 9, BufferedImage.TYPE_INT_RGB);
        Path broken = Files.writeString(dir.resolve("broken.jpg"), "no image");
        refused("broken.jpg is no readable image: not a PNG", () -> Photos.squeezed(manager, 8, List.of(broken)));
        refused("90x9.png has 90 x 9 pixels: cut it", () -> Photos.scaled(manager, 8, strip));
        refused("use at least 8", () -> Photos.scaled(manager, 4, photo(9, 9, BufferedImage.TYPE_INT_RGB)));
        refused("no photo is given", () -> Photos.squeezed(manager, 8, List.of()));
        refused("is no folder", () -> Photos.in(dir.resolve("missing")));
        Path empty = Files.createDirectory(dir.resolve("empty"));
        refused("empty has no image: put PNG or JPEG", () -> Photos.in(empty));
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
