package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as files. A file is either the whole new picture or what was there before. */
public final class Png {
    private Png() {}

    /**
     * Writes a picture: aside first, then moved into its place.
     *
     * @param image any size and type
     * @param file its name; missing folders are made, an older file is replaced
     * @throws UncheckedIOException naming the file, if it cannot be written
     */
    public static void write(BufferedImage image, Path file) {
        Path target = file.toAbsolutePath();
        Path aside = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.createDirectories(target.getParent());
            Files.write(aside, bytes(image));
            move(aside, target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write picture " + file + ": check the folder and the free space", e);
        }
    }

    /**
     * A picture as the bytes of a file.
     *
     * @param image any size and type
     * @return those that {@link #write} writes
     */
    public static byte[] bytes(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            check(ImageIO.write(image, "png", out), "no PNG writer takes image type %d", image.getType());
        } catch (IOException e) {
            throw new UncheckedIOException("a picture of " + image.getWidth() + " pixels does not fit in memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Tensors as pictures.
     *
     * @param batch (B, 1 or 3, H, W); values are cut to [-1, 1]
     * @return B pictures in order
     */
    public static List<BufferedImage> images(NDArray batch) {
        return Pixels.of(batch);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
