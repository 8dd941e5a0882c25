package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.Dimension;
import java.nio.file.Path;
import java.util.List;
import org.ui2i.tensor.Tensors;

/**
 * Whole photos as tensors, resized as the test scripts of FUNIT's and MUNIT's public codes do it: no part is cut off, by a
 * triangle filter that widens when shrinking. Grey photos get three equal planes, transparent parts show white (the scripts
 * leave transparency out of account), and turned photos stay as they are stored. Trainings and {@link OwnImages} take the
 * largest centred square instead.
 */
public final class Photos {
    private static final int CHANNELS = 3;
    private static final int MOST_ASPECT = 4; // networks take memory by the pixel
    private static final int LOAD = 2048; // every pixel is read of photos whose shorter side is below four times this

    private Photos() {}

    /**
     * The image files of a folder, not of its subfolders.
     *
     * @param folder PNG, JPEG, GIF, BMP or TIFF files, and others, which are left out
     * @return at least one, by name
     * @throws IllegalArgumentException if there is no folder or no image in it
     */
    public static List<Path> in(Path folder) {
        List<Path> files = ImageFolder.images(folder);
        check(!files.isEmpty(), "folder %s has no image: put PNG or JPEG files there", folder);
        return files;
    }

    /**
     * Photos squeezed into squares whatever their shape, as FUNIT's script does it (with 128 pixels).
     *
     * @param manager who owns the tensor
     * @param edge of the squares in pixels
     * @param files one or more
     * @return (n, 3, edge, edge) in [-1, 1]
     * @throws IllegalArgumentException naming the file that cannot be read
     */
    public static NDArray squeezed(NDManager manager, int edge, List<Path> files) {
        check(!files.isEmpty(), "no photo is given: give at least one file");
        try (NDManager scope = Tensors.scope()) {
            NDList all = new NDList();
            files.forEach(file -> all.add(tensor(scope, decode(file), new Dimension(edge, edge))));
            NDArray together = NDArrays.concat(all, 0);
            together.attach(manager);
            return together;
        }
    }

    /**
     * A photo in its own shape, as MUNIT's script does it (with 256 pixels).
     *
     * @param manager who owns the tensor
     * @param shorter the shorter side's pixels afterwards; the longer side's follow, rounded down
     * @param file the photo
     * @return (1, 3, H, W) in [-1, 1]
     * @throws IllegalArgumentException naming the file that cannot be read
     */
    public static NDArray scaled(NDManager manager, int shorter, Path file) {
        ImageFile photo = decode(file);
        int width = photo.width(), height = photo.height(), least = Math.min(width, height);
        check(
                Math.max(width, height) <= MOST_ASPECT * least,
                "%s has %d x %d pixels: cut it, one side may be %d times the other at most",
                file,
                width,
                height,
                MOST_ASPECT);
        Dimension to = new Dimension(shorter * width / least, shorter * height / least);
        return tensor(manager, photo, to);
    }

    private static ImageFile decode(Path file) {
        try {
            return ImageFile.read(file, FolderOptions.of(LOAD), Half.WHOLE);
        } catch (ImageFile.Broken e) {
            throw new IllegalArgumentException(file + " is no readable image: " + e.reason(), e);
        }
    }

    private static NDArray tensor(NDManager manager, ImageFile photo, Dimension to) {
        check(to.width >= 8 && to.height >= 8, "%d x %d pixels are asked for: use at least 8", to.width, to.height);
        byte[] planes = Resampler.whole(photo.planes(), CHANNELS, photo.keptWidth(), photo.keptHeight(), to);
        float[] values = new float[planes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (planes[i] & 255) / 127.5f - 1;
        }
        return Tensors.of(manager, values, new Shape(1, CHANNELS, to.height, to.width));
    }
}
