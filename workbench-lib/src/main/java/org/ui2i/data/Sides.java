package org.ui2i.data;

import tech.tablesaw.api.Table;

/** Where the two domains of unpaired images come from. */
interface Sides {
    /** The two domains' training images. */
    record Loaded(ImageSet a, ImageSet b, Table report) {}

    /** Reads the training images at a size; {@code shared}: the same contents in both domains. */
    Loaded train(int size, boolean shared);

    /** Reads the true pairs of a split at a size. */
    TruePairs truth(Split split, int size);

    /** Reads the pairs to train on at a size, possibly larger. */
    default TruePairs pairs(int size) {
        return truth(Split.TRAIN, size);
    }

    /** Whether to mirror images at random. */
    boolean flip();

    /** Names the data and how they are prepared, for the hash. */
    String describe();
}
