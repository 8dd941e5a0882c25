package org.ui2i.data.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rebuilds the bundled data sets, byte for byte, from packages pinned in {@code datasets/sources.csv}. It needs the
 * clients apt-get, npm and pip on a Debian system; the built files are committed, so users never run it.
 */
public final class DatasetBuilder {
    /** What can be built. */
    public enum BundledSet {
        /** letters of fonts */
        GLYPHS,
        /** emoji by two drawers, and in six tones */
        EMOJI,
        /** handwritten digits of two origins */
        DIGITS
    }

    private DatasetBuilder() {}

    /**
     * Builds data sets in place.
     *
     * @param sets which ones
     * @param datasets the folder {@code datasets}, with {@code sources.csv} and the selection files
     * @param cache where fetched packages are kept, about 1 GB unpacked
     * @param log receives a line per finished set
     * @throws IOException if a file cannot be written
     */
    public static void build(Set<BundledSet> sets, Path datasets, Path cache, Consumer<String> log) throws IOException {
        Packages packages = new Packages(datasets.resolve("sources.csv"), cache);
        if (sets.contains(BundledSet.GLYPHS)) {
            new GlyphsBuilder(packages, log).build(datasets.resolve("glyphs"));
        }
        if (sets.contains(BundledSet.EMOJI)) {
            new EmojiBuilder(packages, log).build(datasets.resolve("emoji"));
        }
        if (sets.contains(BundledSet.DIGITS)) {
            new DigitsBuilder(packages, log).build(datasets.resolve("digits"));
        }
    }
}
