package org.ui2i.core;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are whole or not there: written aside in the same folder, synced, moved in one go. */
public final class SafeFile {
    /** Fills a stream. */
    public interface Content {
        /**
         * Writes all bytes.
         *
         * @param out the stream, left open
         * @throws IOException if writing fails
         */
        void to(OutputStream out) throws IOException;
    }

    private SafeFile() {}

    /**
     * Writes a file.
     *
     * @param file its place, in a folder that exists
     * @param bytes its content
     * @throws IOException if it cannot be written; what was there before stays
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        move(aside(file, out -> out.write(bytes)), file);
    }

    /**
     * Writes and syncs the temporary file. A plain stream: an interrupt would close a channel while it writes.
     *
     * @param file where the content will go
     * @param content fills the file
     * @return the temporary file, in the same folder
     * @throws IOException if it cannot be written; nothing is left aside
     */
    public static Path aside(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (FileOutputStream raw = new FileOutputStream(temporary.toFile());
                OutputStream out = new BufferedOutputStream(raw, 1 << 16)) {
            content.to(out);
            out.flush();
            raw.getFD().sync();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        return temporary;
    }

    /**
     * Moves a file in one go.
     *
     * @param from a whole file
     * @param to its place, in the same folder
     * @throws IOException if it cannot be moved
     */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            sync(folder);
        }
    }

    /** Makes the move itself last through a power cut, where the system can; without it the old file is there. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // no folder handles (Windows), or an interrupt: the file itself is synced
        }
    }
}
