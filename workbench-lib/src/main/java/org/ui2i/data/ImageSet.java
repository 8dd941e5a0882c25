package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * Images of one size (a byte a value), with their manifest: line i describes image i. They are in memory, or decoded from
 * their files as they are asked for.
 */
public final class ImageSet {
    private static final float[] SIGNED = new float[256]; // byte to [-1, 1]

    static {
        for (int v = 0; v < 256; v++) {
            SIGNED[v] = v / 127.5f - 1;
        }
    }

    private final Planes pixels; // C * H * W each
    private final int channels;
    private final int height;
    private final int width;
    private final Table manifest;
    private ByteBuffer scratch = ByteBuffer.allocateDirect(0);

    ImageSet(byte[][] pixels, int channels, int height, int width, Table manifest) {
        this(Planes.of(pixels), channels, height, width, manifest);
    }

    ImageSet(Planes pixels, int channels, int height, int width, Table manifest) {
        check(
                pixels.size() == manifest.rowCount(),
                "%d images but %d manifest lines: give one line an image",
                pixels.size(),
                manifest.rowCount());
        check(height == width, "images of %d x %d pixels: batches need square ones", width, height);
        this.pixels = pixels;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.manifest = manifest;
    }

    /**
     * How many images.
     *
     * @return at least 0
     */
    public int size() {
        return pixels.size();
    }

    /**
     * Colour planes.
     *
     * @return 1 (grey) or 3 (red, green, blue)
     */
    public int channels() {
        return channels;
    }

    /**
     * Height of every image.
     *
     * @return pixels
     */
    public int height() {
        return height;
    }

    /**
     * Width of every image.
     *
     * @return pixels
     */
    public int width() {
        return width;
    }

    /**
     * The manifest, a line an image in order; columns as in {@link Manifest#COLUMNS}.
     *
     * @return a copy, free to change
     */
    public Table manifest() {
        return manifest.copy();
    }

    /**
     * A text of the manifest.
     *
     * @param column for example {@code content}
     * @param index the image
     * @return the value, empty if missing
     */
    public String text(String column, int index) {
        return manifest.stringColumn(column).get(index);
    }

    /**
     * The name of an image: domain/class/content.
     *
     * @param index the image
     * @return for error messages and captions
     */
    public String name(int index) {
        return text("domain", index) + "/" + text("class", index) + "/" + text("content", index);
    }

    /**
     * Images as a tensor.
     *
     * @param manager who owns it
     * @param indices which images, in this order, repeats allowed
     * @return (n, C, H, W) in [-1, 1]
     */
    public NDArray tensor(NDManager manager, int... indices) {
        check(indices.length > 0, "no image was asked for: give at least one index below %d", size());
        return windows(
                manager,
                width,
                Arrays.stream(indices).mapToObj(i -> new Window(i, 0, 0, false)).toList());
    }

    /**
     * All images as one tensor.
     *
     * @param manager who owns it
     * @return (size, C, H, W) in [-1, 1]
     */
    public NDArray all(NDManager manager) {
        return tensor(manager, IntStream.range(0, size()).toArray());
    }

    /**
     * An image for the eye.
     *
     * @param index which
     * @return red, green, blue of 8 bits
     */
    public BufferedImage image(int index) {
        byte[] p = pixels.at(index);
        int plane = height * width;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int r = p[i] & 255;
            int g = channels == 1 ? r : p[plane + i] & 255;
            int b = channels == 1 ? r : p[2 * plane + i] & 255;
            image.setRGB(i % width, i / width, r << 16 | g << 8 | b);
        }
        return image;
    }

    /**
     * Some of the images.
     *
     * @param indices which, in this order
     * @return a set that shares the pixels
     */
    public ImageSet take(int... indices) {
        Table lines = Table.create(manifest.name()); // Table.rows would sort the indices
        manifest.columns().forEach(column -> lines.addColumns(column.subset(indices)));
        return new ImageSet(pixels.take(indices), channels, height, width, lines);
    }

    /**
     * The images whose manifest has one of the values in a column.
     *
     * @param column for example {@code class}
     * @param values the values to keep
     * @return a set that shares the pixels
     */
    public ImageSet where(String column, String... values) {
        Selection found = manifest.stringColumn(column).isIn(values);
        return take(found.toArray());
    }

    /** The same images under another class. */
    ImageSet ofClass(String name) {
        Table lines = manifest();
        lines.stringColumn("class").set(Selection.withRange(0, size()), name);
        return new ImageSet(pixels, channels, height, width, lines);
    }

    /** Every image changed, under the same names; {@code change} is given the bytes themselves and returns others. */
    ImageSet mapped(UnaryOperator<byte[]> change) {
        return new ImageSet(pixels.mapped(change), channels, height, width, manifest);
    }

    /** Sets of one size, one after the other. */
    static ImageSet joined(List<ImageSet> sets) {
        Table lines = sets.get(0).manifest();
        sets.subList(1, sets.size()).forEach(set -> lines.append(set.manifest));
        Planes all = Planes.joined(sets.stream().map(set -> set.pixels).toList());
        ImageSet first = sets.get(0);
        return new ImageSet(all, first.channels, first.height, first.width, lines);
    }

    /** The centre windows of all images; the set itself if it has that size. */
    ImageSet centre(int edge) {
        if (edge == height && edge == width) {
            return this;
        }
        return new ImageSet(pixels.mapped(whole -> cut(whole, edge)), channels, edge, edge, manifest);
    }

    private byte[] cut(byte[] whole, int edge) {
        byte[] cut = new byte[channels * edge * edge];
        for (int line = 0; line < channels * edge; line++) {
            int y = (height - edge) / 2 + line % edge;
            int from = (line / edge * height + y) * width + (width - edge) / 2;
            System.arraycopy(whole, from, cut, line * edge, edge);
        }
        return cut;
    }

    /** Whether all images are in memory, or each is decoded when it is asked for. */
    boolean inMemory() {
        return pixels.inMemory();
    }

    /**
     * Has the images of this step and of the next one decoded by other threads, if they are not in memory. The next one's
     * are so made ready while the engine works on this one's.
     *
     * @param number of this step
     * @param indices the images of a step by its number, in their order
     */
    void ready(long number, LongFunction<int[]> indices) {
        if (!pixels.inMemory()) {
            pixels.soon(IntStream.concat(Arrays.stream(indices.apply(number)), Arrays.stream(indices.apply(number + 1)))
                    .toArray());
        }
    }

    /** The values that a column takes, sorted, each once. */
    List<String> values(String column) {
        return manifest.stringColumn(column).unique().asList().stream().sorted().toList();
    }

    /** The hashes of all images, one a line. */
    String hashes() {
        return "\n" + String.join("\n", manifest.stringColumn("sha256").asList());
    }

    /** The bytes of an image, planes one after the other. Not to be changed. */
    byte[] bytes(int index) {
        return pixels.at(index);
    }

    /** A square part of an image, mirrored or not. */
    record Window(int index, int top, int left, boolean mirrored) {}

    /** Windows of {@code edge} pixels as (n, C, edge, edge) in [-1, 1], through one direct buffer that is used again. */
    synchronized NDArray windows(NDManager manager, int edge, List<Window> windows) {
        Shape shape = new Shape(windows.size(), channels, edge, edge);
        double needed = 4.0 * windows.size() * channels * edge * edge; // no overflow
        check(
                needed <= Integer.MAX_VALUE,
                "a batch of %d images of %d x %d takes more than 2 GB: use a smaller batch or size",
                windows.size(),
                edge,
                edge);
        int bytes = (int) needed;
        if (scratch.capacity() < bytes) {
            scratch = ByteBuffer.allocateDirect(bytes);
        }
        ByteBuffer exact = scratch.slice(0, bytes).order(ByteOrder.nativeOrder());
        FloatBuffer floats = exact.asFloatBuffer();
        windows.forEach(window -> put(floats, window, edge));
        // The engine borrows the buffer without copying; its own copy leaves the buffer free for the next batch.
        try (NDArray borrowed = manager.create(exact, shape, DataType.FLOAT32)) {
            return borrowed.duplicate();
        }
    }

    private void put(FloatBuffer floats, Window window, int edge) {
        int index = window.index;
        check(index >= 0 && index < size(), "image %d of %d: use 0 to %d", index, size(), size() - 1);
        byte[] p = pixels.at(index);
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < edge; y++) {
                int row = (c * height + window.top + y) * width + window.left;
                for (int x = 0; x < edge; x++) {
                    floats.put(SIGNED[p[row + (window.mirrored ? edge - 1 - x : x)] & 255]);
                }
            }
        }
    }
}
