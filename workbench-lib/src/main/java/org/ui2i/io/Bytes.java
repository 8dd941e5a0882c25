package org.ui2i.io;

import static org.ui2i.core.Check.check;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** A file's bytes at any place; what is asked for is compared with the file's length first. */
final class Bytes implements Closeable {
    private final RandomAccessFile file; // a channel would be closed by a kernel's interrupt
    private final long length;

    Bytes(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        length = file.length();
    }

    long length() {
        return length;
    }

    /** Some bytes, ready to be read as little-endian numbers. */
    ByteBuffer at(long start, long size) throws IOException {
        check(
                start >= 0 && size >= 0 && size <= length - start,
                "%d bytes are to lie from byte %d on, but the file ends at %d: it is cut off or damaged, fetch it again",
                size,
                start,
                length);
        check(size <= Integer.MAX_VALUE - 8, "%d bytes in one piece: less than 2 GiB can be read", size);
        byte[] bytes = new byte[(int) size];
        file.seek(start);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A place's bytes, refused if they are not what the file's own checksum says. */
    ByteBuffer at(Contents.Place place, String name) throws IOException {
        ByteBuffer bytes = at(place.start(), place.size());
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate());
        check(
                place.crc() == Contents.UNCHECKED || place.crc() == crc.getValue(),
                "the bytes of %s have the checksum %08x, the file says %08x: it is damaged, fetch it again (or save it with"
                        + " torch.serialization.set_crc32_options(True))",
                name,
                crc.getValue(),
                place.crc());
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
