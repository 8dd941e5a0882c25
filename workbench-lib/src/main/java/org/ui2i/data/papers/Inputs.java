package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ui2i.core.Check;
import org.ui2i.data.fetch.Archive;

/**
 * The files that a data set is made from, all here.
 *
 * @param set what they become
 * @param files their places by name
 * @param scratch an empty folder that goes away afterwards
 */
record Inputs(PaperSet set, Map<String, Path> files, Path scratch) {
    private static final int MOST_ENTRIES = 2_000_000;
    private static final int MOST_GROWTH = 20; // photographs hardly shrink in archives; lists do

    Path file(String name) {
        return Check.present(files.get(name), "%s is made without %s: name it among its files", set.name(), name);
    }

    /** The only file. */
    Path file() {
        check(files.size() == 1, "%s is made from %s: say which", set.name(), files.keySet());
        return files.values().iterator().next();
    }

    /** What is in an archive. */
    Path unpacked(Path archive) throws IOException {
        long most = MOST_GROWTH * Files.size(archive) + (1 << 20);
        return new Archive(archive, most, MOST_ENTRIES).unpack(scratch.resolve(archive.getFileName() + ".unpacked"));
    }

    /** The words of a list's lines, of {@code words} or more each. */
    static List<String[]> lines(Path list, int skip, int words) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(list)) {
            List<String[]> lines = in.lines()
                    .skip(skip)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.strip().split("\\s+"))
                    .toList();
            lines.forEach(line -> check(
                    line.length >= words,
                    "%s has a line \"%s\" of fewer than %d words: it is cut off or another list, fetch it again",
                    list,
                    Check.shown(String.join(" ", line)),
                    words));
            check(!lines.isEmpty(), "%s has no lines: it is cut off or another list, fetch it again", list);
            return lines;
        } catch (java.io.UncheckedIOException e) { // no text
            throw new IOException(list + " is no list in UTF-8: fetch it again", e);
        }
    }
}
