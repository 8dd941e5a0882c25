package org.ui2i.data.papers;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;

/**
 * Arrays of bytes in MATLAB's level 5 MAT-files (MathWorks, MAT-File Format), little-endian, compressed or not, read as a
 * stream: an array need not fit in memory. Other kinds of arrays are passed over.
 */
final class MatFile {
    private static final int HEADER = 128, VERSION = 124;
    private static final int COMPRESSED = 15, MATRIX = 14, BYTES = 2, SIZES = 5, NAME = 1, FLAGS = 6;

    private MatFile() {}

    /** Is given each array of bytes. */
    interface Visitor {
        /**
         * One array.
         *
         * @param name of the variable
         * @param sizes of its dimensions; the first one varies fastest
         * @param values the bytes; what is not read is passed over
         */
        void array(String name, int[] sizes, InputStream values) throws IOException;
    }

    static void read(Path file, Visitor visitor) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            byte[] header = in.readNBytes(HEADER);
            if (header.length < HEADER || header[VERSION + 1] != 1 || header[VERSION + 2] != 'I') {
                throw new IOException("it is no little-endian MAT-file of level 5");
            }
            for (byte[] tag = in.readNBytes(8); tag.length > 0; tag = in.readNBytes(8)) {
                Tag element = Tag.of(tag);
                Bounded content = new Bounded(in, element.bytes);
                if (element.type == COMPRESSED) {
                    DataInputStream inflated =
                            new DataInputStream(new BufferedInputStream(new InflaterInputStream(content)));
                    Tag inner = Tag.of(inflated.readNBytes(8));
                    matrix(inner, inflated, visitor);
                } else {
                    matrix(element, new DataInputStream(content), visitor);
                }
                content.skipRest();
            }
        }
    }

    private static void matrix(Tag tag, DataInputStream in, Visitor visitor) throws IOException {
        if (tag.type != MATRIX) {
            return;
        }
        small(in, FLAGS);
        ByteBuffer sizes = ByteBuffer.wrap(small(in, SIZES)).order(ByteOrder.LITTLE_ENDIAN);
        int[] dims = new int[sizes.remaining() / Integer.BYTES];
        sizes.asIntBuffer().get(dims);
        String name = new String(small(in, NAME), StandardCharsets.US_ASCII);
        Tag values = Tag.of(in.readNBytes(8));
        if (values.type == BYTES && !values.packed) {
            visitor.array(name, dims, new Bounded(in, values.bytes));
        } else if (values.type == BYTES) {
            visitor.array(name, dims, new java.io.ByteArrayInputStream(values.content()));
        }
    }

    /** A small element that is expected here, with what fills it up to 8 bytes passed over. */
    private static byte[] small(DataInputStream in, int type) throws IOException {
        Tag tag = Tag.of(in.readNBytes(8));
        if (tag.type != type || tag.bytes > 1 << 10) {
            throw new IOException("an element of type " + tag.type + " stands where " + type + " belongs");
        }
        if (tag.packed) {
            return tag.content();
        }
        byte[] bytes = new byte[(int) tag.bytes];
        in.readFully(bytes);
        in.skipNBytes((8 - tag.bytes % 8) % 8);
        return bytes;
    }

    /** Type and length of an element; one of up to 4 bytes is packed into its tag. */
    private record Tag(int type, long bytes, boolean packed, byte[] raw) {
        static Tag of(byte[] raw) throws IOException {
            if (raw.length < 8) {
                throw new IOException("it ends within an element");
            }
            ByteBuffer tag = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
            int first = tag.getInt();
            int packed = first >>> 16;
            if (packed > 4) {
                throw new IOException("a packed element has " + packed + " bytes");
            }
            return packed > 0
                    ? new Tag(first & 0xFFFF, packed, true, raw)
                    : new Tag(first, Integer.toUnsignedLong(tag.getInt()), false, raw);
        }

        byte[] content() {
            return Arrays.copyOfRange(raw, 4, 4 + (int) bytes);
        }
    }

    /** At most so many bytes of a stream, which stays open. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            int value = left == 0 ? -1 : in.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = left == 0 ? -1 : in.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        void skipRest() throws IOException {
            in.skipNBytes(left);
            left = 0;
        }
    }
}
