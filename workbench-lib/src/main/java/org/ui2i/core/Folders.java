package org.ui2i.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class Folders {
    private Folders() {}

    /**
     * Refuses a file where none can be written, before work whose result would be lost.
     *
     * @param file folders above it are made
     * @throws IllegalArgumentException naming the folder and why
     */
    public static void checkPlace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            checkWritable(folder);
        }
    }

    /**
     * Refuses a folder that no file can be written into, before work whose result would be lost.
     *
     * @param folder made if it is not there
     * @throws IllegalArgumentException naming the folder and why
     */
    public static void checkWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(folder), ".writable", null));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the folder " + folder + " cannot be written: " + Reason.of(e) + ". Make room or use another", e);
        }
    }

    /**
     * Deletes a folder and all that is in it; links are deleted, not followed.
     *
     * @param folder may be missing
     * @throws IOException if something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
