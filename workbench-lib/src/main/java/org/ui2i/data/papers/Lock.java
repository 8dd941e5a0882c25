package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ui2i.core.SafeFile;

/**
 * What a data set was made from the first time, {@code NAME.lock.csv} beside its folder: it stays when the folder is
 * deleted, and files whose hash nobody published are held against it.
 */
final class Lock {
    private final Path file;
    private final Map<String, String> known = new TreeMap<>();

    Lock(Path place) throws IOException {
        file = place.resolveSibling(place.getFileName() + ".lock.csv");
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] cells = line.split(",", -1);
                check(
                        cells.length == 2 && cells[1].matches("[0-9a-f]{64}"),
                        "%s has a line that is no name and SHA-256: delete the file to trust the next download",
                        file);
                known.put(cells[0], cells[1]);
            }
        }
    }

    Path file() {
        return file;
    }

    boolean knows(String name) {
        return known.containsKey(name);
    }

    /** Refuses other bytes than the first time's. */
    void holdAgainst(String name, String sha256) {
        String before = known.getOrDefault(name, sha256);
        check(
                before.equals(sha256),
                "%s has the SHA-256 %s, the first one had %s (%s): it was replaced or altered on the way, so ask who"
                        + " publishes it, and delete the lock file if the new one is right",
                name,
                sha256,
                before,
                file);
    }

    /** Notes what was not known. */
    void note(Map<String, String> hashes) throws IOException {
        hashes.forEach(known::putIfAbsent);
        String lines = known.entrySet().stream()
                .map(entry -> entry.getKey() + "," + entry.getValue() + "\n")
                .collect(Collectors.joining());
        SafeFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
    }
}
