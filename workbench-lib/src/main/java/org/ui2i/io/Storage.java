package org.ui2i.io;

import static org.ui2i.core.Check.check;

/**
 * A run of numbers that tensors look into, as the pickle claims it.
 *
 * @param key its name in the file
 * @param type of its numbers
 * @param size how many
 */
record Storage(String key, StorageType type, long size) {
    /** What to do about a file whose parts disagree. */
    static final String DAMAGED = "the file is damaged or made up: fetch it again from its authors";

    private static final int MOST_BYTES = 256 << 20; // twice that, with its floats, fits the launcher's 1 GiB of heap

    Storage {
        check(key.matches("\\d{1,20}"), "a storage is named \"%s\", not a number: %s", TorchPickle.tame(key), DAMAGED);
        check(
                size >= 0 && size <= MOST_BYTES / Math.max(type.width(), Float.BYTES),
                "storage %s claims %d numbers: at most %d MiB are read in one piece, FUNIT's largest has 9",
                key,
                size,
                MOST_BYTES >> 20);
    }

    long bytes() {
        return size * type.width();
    }
}
