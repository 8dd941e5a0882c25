package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.SafeFile;

/** NumPy's npz (a zip of npy members): float32, float16 and int8 (read to float32), int64; C order. */
public final class Npz {
    private static final Pattern HEADER = Pattern.compile(
            "'descr': *'([<|>=][a-zA-Z]\\d{1,2})', *'fortran_order': *(\\w+), *'shape': *\\(([\\d, ]*)\\)");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private static final int MOST_DIGITS = 18; // a long holds them
    /** Of a member: seven times the largest layer of the papers' networks. */
    private static final int MOST_BYTES = 256 << 20;

    private Npz() {}

    /**
     * Reads all members.
     *
     * @param in a zip of npy files; other members are skipped; read to its end, not closed
     * @param manager who owns the arrays
     * @return arrays by member name without {@code .npy}, in file order
     * @throws IOException if the stream is no npz or is damaged
     */
    public static Map<String, NDArray> read(InputStream in, NDManager manager) throws IOException {
        try {
            return members(in, manager);
        } catch (EOFException | ZipException e) { // whose own words say less
            throw new IOException("the zip of arrays is cut off or damaged: get the file anew, or train again", e);
        }
    }

    /**
     * The next member.
     *
     * @param zip at the end of another one
     * @return null at the end
     * @throws IOException if there should be one
     */
    public static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) { // as Java's reader says it
            throw new ZipException("a name is no text");
        }
    }

    private static Map<String, NDArray> members(InputStream in, NDManager manager) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (entry.getName().endsWith(".npy")) {
                String name = entry.getName().substring(0, entry.getName().length() - 4);
                byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES || arrays.containsKey(name)) {
                    String fact =
                            arrays.containsKey(name) ? "is there twice" : "has more than " + MOST_BYTES + " bytes";
                    throw new IOException(
                            name + " " + fact + ": this is no file of arrays that can be used, get it anew");
                }
                arrays.put(name, decode(name, bytes, manager));
            }
        }
        return arrays;
    }

    /**
     * Adds arrays to a zip as stored npy members.
     *
     * @param zip the zip, left open
     * @param arrays float32 or int64 by name
     * @throws IOException if writing fails
     */
    public static void write(ZipOutputStream zip, Map<String, NDArray> arrays) throws IOException {
        for (Map.Entry<String, NDArray> e : arrays.entrySet()) {
            store(zip, e.getKey() + ".npy", encode(e.getValue(), false));
        }
    }

    /**
     * Writes a whole npz, float32 narrowed to float16 and deflated: less than half the size, for weights that are published.
     *
     * @param out the target, left open
     * @param arrays float32 or int8 by name
     * @throws IOException if writing fails
     */
    public static void writeHalf(OutputStream out, Map<String, NDArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NDArray> e : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(e.getKey() + ".npy");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(encode(e.getValue(), true));
            zip.closeEntry();
        }
        zip.finish();
    }

    /**
     * Adds one stored member; stored, so that a reader can map it and equal content gives equal bytes.
     *
     * @param zip the zip, left open
     * @param name the member's name
     * @param bytes its content
     * @throws IOException if writing fails
     */
    public static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        store(zip, name, out -> out.write(bytes));
    }

    /**
     * Adds one stored member that is too large to be held: its content is made twice, first for its length and checksum.
     *
     * @param zip the zip, left open
     * @param name the member's name
     * @param content the same bytes each time
     * @throws IOException if writing fails
     */
    public static void store(ZipOutputStream zip, String name, SafeFile.Content content) throws IOException {
        long[] size = {0};
        CRC32 crc = new CRC32();
        content.to(new OutputStream() {
            @Override
            public void write(int one) {
                size[0]++;
                crc.update(one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                size[0] += length;
                crc.update(bytes, from, length);
            }
        });
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTime(0);
        entry.setSize(size[0]);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        content.to(zip);
        zip.closeEntry();
    }

    /**
     * One npy file to an array.
     *
     * @param name for errors
     * @param bytes the file
     * @param manager who owns the array
     * @return float32 or int64
     * @throws IOException if the bytes are no npy of a known type
     */
    public static NDArray decode(String name, byte[] bytes, NDManager manager) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || bytes[0] != MAGIC[0] || bytes[1] != MAGIC[1]) {
            throw new IOException(name + " is not a npy file: its first bytes are wrong");
        }
        boolean old = bytes[6] == 1; // version 1 has a 2-byte header length, later ones 4
        int length = old ? buffer.getShort(8) & 0xFFFF : buffer.getInt(8);
        int start = (old ? 10 : 12) + length;
        if (length < 0 || start > bytes.length) {
            throw new IOException(name + " is cut off inside its header");
        }
        Matcher header = HEADER.matcher(new String(bytes, 0, start, StandardCharsets.ISO_8859_1));
        if (!header.find() || header.group(2).equals("True")) {
            throw new IOException(name + " has no C-order npy header");
        }
        Shape shape = shape(name, header.group(3));
        buffer.position(start);
        return create(name, header.group(1), shape, buffer.slice().order(ByteOrder.LITTLE_ENDIAN), manager);
    }

    private static NDArray create(String name, String type, Shape shape, ByteBuffer data, NDManager manager)
            throws IOException {
        long elements = 1;
        for (long dimension : shape.getShape()) {
            elements = Math.min(elements * Math.min(dimension, MOST_BYTES), MOST_BYTES); // no overflow
        }
        int size = (int) elements;
        int width = Integer.parseInt(type.substring(2));
        if (data.remaining() < (long) size * width) {
            throw new IOException(name + " is cut off: " + data.remaining() + " bytes for shape " + shape);
        }
        return switch (type) {
            case "<f4" -> owned(manager.create(data.asFloatBuffer().slice(0, size), shape, DataType.FLOAT32));
            case "<i8" -> owned(manager.create(data.asLongBuffer().slice(0, size), shape, DataType.INT64));
            case "<f2" -> {
                float[] values = new float[size];
                for (int i = 0; i < size; i++) {
                    values[i] = Half.toFloat(data.getShort(2 * i));
                }
                yield Tensors.of(manager, values, shape);
            }
            case "|i1" -> {
                float[] values = new float[size];
                for (int i = 0; i < size; i++) {
                    values[i] = data.get(i);
                }
                yield Tensors.of(manager, values, shape);
            }
            default -> throw new IOException(name + " holds " + type + ": only <f4, <f2, |i1 and <i8 are read");
        };
    }

    /** In the engine's memory. The engine borrows Java's, which the heap's limit counts: a large model would not fit. */
    private static NDArray owned(NDArray borrowed) {
        try (borrowed) {
            return borrowed.duplicate();
        }
    }

    private static Shape shape(String name, String text) throws IOException {
        String[] parts = text.isBlank() ? new String[0] : text.split(",\\s*");
        long[] dims = new long[parts.length];
        for (int i = 0; i < dims.length; i++) {
            String digits = parts[i].strip();
            if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
                throw new IOException(name + " has the shape (" + text + "): give whole numbers of at most 18 digits");
            }
            dims[i] = Long.parseLong(digits);
        }
        return new Shape(dims);
    }

    /**
     * One array to a npy file.
     *
     * @param array float32, int8 or int64
     * @param half whether to narrow float32 to float16
     * @return the file's bytes
     */
    public static byte[] encode(NDArray array, boolean half) {
        if (array.getDataType() == DataType.INT8) {
            return bytes(array);
        }
        boolean floats = array.getDataType() == DataType.FLOAT32;
        check(
                floats || array.getDataType() == DataType.INT64,
                "an array of %s cannot be written as npy: use float32 or int64",
                array.getDataType());
        int width = floats ? (half ? 2 : 4) : 8;
        byte[] header = header((floats ? "<f" : "<i") + width, array.getShape());
        int size = Math.toIntExact(array.size());
        ByteBuffer out = ByteBuffer.allocate(header.length + size * width).order(ByteOrder.LITTLE_ENDIAN);
        out.put(header);
        if (!floats) {
            out.asLongBuffer().put(array.toLongArray());
        } else if (!half) {
            out.asFloatBuffer().put(array.toFloatArray());
        } else {
            for (float value : array.toFloatArray()) {
                out.putShort(Half.of(value));
            }
        }
        return out.array();
    }

    private static byte[] bytes(NDArray array) {
        byte[] header = header("|i1", array.getShape());
        return ByteBuffer.allocate(header.length + Math.toIntExact(array.size()))
                .put(header)
                .put(array.toByteArray())
                .array();
    }

    private static byte[] header(String type, Shape shape) {
        StringBuilder dims = new StringBuilder();
        for (long dim : shape.getShape()) {
            dims.append(dim).append(", ");
        }
        String dict = "{'descr': '" + type + "', 'fortran_order': False, 'shape': ("
                + dims.toString().strip() + "), }";
        int padded = (MAGIC.length + 2 + dict.length() + 1 + 63) / 64 * 64;
        ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) (padded - MAGIC.length - 2));
        header.put(dict.getBytes(StandardCharsets.US_ASCII));
        while (header.position() < padded - 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }
}
