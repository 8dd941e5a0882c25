package org.ui2i.io;

import ai.djl.ndarray.NDArray;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.ui2i.core.SafeFile;
import org.ui2i.nn.Script;

/**
 * A TorchScript program as a file that {@code torch.jit.load} and DJL's PyTorch engine load, without code of ours. It is a zip
 * of stored members, each at a multiple of {@value #ALIGNMENT} bytes, so that a reader can map the numbers as they lie:
 * <pre>
 * version          format of the archive
 * byteorder        of the numbers
 * data.pkl         the objects
 * constants.pkl    no objects
 * code/__torch__.py    the text
 * extra/NAME       texts for people
 * data/0, ...      float32 numbers, little endian
 * </pre>
 * The same program gives the same bytes.
 */
public final class ScriptFile {
    /** Of members, as torch writes them. */
    static final int ALIGNMENT = 64;

    /** That of PyTorch 1.12 and later: before 4, div rounded whole numbers, and readers would rewrite it. */
    private static final String VERSION = "10\n";

    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'}; // an empty tuple
    private static final String FOLDER = "ui2i/";
    private static final int LOCAL_HEADER = 30, EXTRA_HEADER = 4; // bytes in the zip format
    private static final LocalDateTime TIME =
            LocalDateTime.of(1980, 2, 1, 0, 0); // always, and a zip holds it without a field more
    private final Counted bytes;
    private final ZipOutputStream zip;

    /** Counts what passes. */
    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] b, int from, int length) throws IOException {
            out.write(b, from, length);
            count += length;
        }
    }

    private ScriptFile(OutputStream out) {
        bytes = new Counted(out);
        zip = new ZipOutputStream(bytes);
    }

    /**
     * Writes a program with its numbers: aside first, then moved into its place.
     *
     * @param file its place, in a folder that exists; an older file is replaced
     * @param script the program
     * @param texts for people, by name: torch reads them as {@code _extra_files}
     * @throws IOException if it cannot be written; what was there before stays
     */
    public static void write(Path file, Script script, Map<String, String> texts) throws IOException {
        Path aside = SafeFile.aside(file, out -> new ScriptFile(out).fill(script, texts));
        SafeFile.move(aside, file);
    }

    private void fill(Script script, Map<String, String> texts) throws IOException {
        ScriptPickle pickle = new ScriptPickle(script.root());
        store("version", VERSION);
        store("byteorder", "little");
        store("data.pkl", pickle.bytes());
        store("constants.pkl", NO_CONSTANTS);
        store("code/__torch__.py", script.source());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            store("extra/" + text.getKey(), text.getValue());
        }
        List<NDArray> storages = pickle.storages();
        for (int i = 0; i < storages.size(); i++) {
            store("data/" + i, numbers(storages.get(i)));
        }
        zip.finish();
    }

    private static byte[] numbers(NDArray array) {
        float[] numbers = array.toFloatArray();
        ByteBuffer little = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        little.asFloatBuffer().put(numbers);
        return little.array();
    }

    private void store(String name, String text) throws IOException {
        store(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void store(String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(TIME);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setExtra(padding(bytes.count + LOCAL_HEADER + entry.getName().length()));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A field of the header, named FB as torch does, as long as needed for what follows it to be aligned. */
    private static byte[] padding(long start) {
        int length = (int) Math.floorMod(-(start + EXTRA_HEADER), (long) ALIGNMENT);
        byte[] field = new byte[EXTRA_HEADER + length];
        Arrays.fill(field, (byte) 'Z');
        ByteBuffer.wrap(field)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'F')
                .put((byte) 'B')
                .putShort((short) length);
        return field;
    }
}
