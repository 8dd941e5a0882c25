package org.ui2i.io;

import java.nio.ByteOrder;
import java.util.Map;

/**
 * What a checkpoint holds.
 *
 * @param root the unpickled tree
 * @param places where each storage's numbers lie
 * @param order of the bytes of a number
 */
record Contents(Object root, Map<String, Place> places, ByteOrder order) {
    /** No checksum is known. */
    static final long UNCHECKED = -1;

    /**
     * A run of bytes in a file.
     *
     * @param start its first byte
     * @param size how many
     * @param crc their CRC-32 or {@link #UNCHECKED}
     */
    record Place(long start, long size, long crc) {}
}
