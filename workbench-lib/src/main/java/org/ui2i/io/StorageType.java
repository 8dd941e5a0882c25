package org.ui2i.io;

import java.nio.ByteBuffer;
import org.ui2i.tensor.Half;

/** What a storage's bytes mean. */
enum StorageType {
    DOUBLE("DoubleStorage", 8, (bytes, at) -> (float) bytes.getDouble(at)),
    FLOAT("FloatStorage", 4, ByteBuffer::getFloat),
    HALF("HalfStorage", 2, (bytes, at) -> Half.toFloat(bytes.getShort(at))),
    BFLOAT16("BFloat16Storage", 2, (bytes, at) -> Float.intBitsToFloat(bytes.getShort(at) << 16)),
    LONG("LongStorage", 8, ByteBuffer::getLong),
    INT("IntStorage", 4, ByteBuffer::getInt),
    SHORT("ShortStorage", 2, ByteBuffer::getShort),
    CHAR("CharStorage", 1, ByteBuffer::get),
    BYTE("ByteStorage", 1, (bytes, at) -> bytes.get(at) & 0xFF),
    BOOL("BoolStorage", 1, ByteBuffer::get);

    /** One number at an offset in bytes. */
    private interface Reader {
        float at(ByteBuffer bytes, int at);
    }

    private final String torchName;
    private final int width;
    private final Reader reader;

    StorageType(String torchName, int width, Reader reader) {
        this.torchName = torchName;
        this.width = width;
        this.reader = reader;
    }

    /** The class's name in the module torch. */
    String torchName() {
        return torchName;
    }

    /** Bytes a number. */
    int width() {
        return width;
    }

    /** The i-th number; integers beyond 2^24 and doubles are rounded. */
    float read(ByteBuffer bytes, long i) {
        return reader.at(bytes, Math.toIntExact(i * width));
    }
}
