package org.ui2i.data;

import java.util.Set;

/** What an image may be used for. Each set's manifest has its own words for these. */
public enum Split {
    /** seen in training ({@code a}, {@code b}, {@code source}, {@code train}) */
    TRAIN("a", "b", "source", "train"),
    /** for choosing settings ({@code val}) */
    VAL("val"),
    /** for scores only ({@code test}, {@code target}) */
    TEST("test", "target");

    private final Set<String> words;

    Split(String... words) {
        this.words = Set.of(words);
    }

    /**
     * Whether a manifest's word means this split.
     *
     * @param word a value of the column {@code split}
     * @return true if it does
     */
    public boolean holds(String word) {
        return words.contains(word);
    }
}
