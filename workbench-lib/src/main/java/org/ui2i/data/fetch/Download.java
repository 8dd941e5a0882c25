package org.ui2i.data.fetch;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Sha256;

/**
 * A file at an address, known byte for byte or by its length alone. It is fetched into {@code NAME.part}, which a later
 * {@link #fetch} goes on from, and moved into place only when its length and hash are right.
 *
 * @param uri an http or https address
 * @param bytes its length, at least 1
 * @param sha256 its hash, 64 lower-case hexadecimal digits; null: nobody knows it, and any bytes of that length are right
 */
public record Download(URI uri, long bytes, @Nullable String sha256) {
    /** Is told how far it is, some times a second, on the thread that fetches. */
    public interface Progress {
        /**
         * So far.
         *
         * @param bytes that are on the disk, of {@link Download#bytes}; fewer than before if it had to begin again
         */
        void at(long bytes);
    }

    /** Checks that this can be fetched at all. */
    public Download {
        check(
                ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                        && uri.getHost() != null,
                "the address is \"%s\": use one that begins with https:// or http:// and a host",
                uri);
        check(bytes >= 1, "%s is to have %d bytes: use its length, at least 1", uri, bytes);
        check(
                sha256 == null || sha256.matches("[0-9a-f]{64}"),
                "the SHA-256 of %s is \"%s\": use 64 hexadecimal digits in lower case",
                uri,
                "" + sha256);
    }

    /**
     * Fetches the file, unless it is there already.
     *
     * @param target where to; folders are made
     * @return the target, whose bytes are right
     * @throws IOException if it cannot be had or written: the message says what was tried and what to do; what was at the
     *     target before stays
     */
    public Path fetch(Path target) throws IOException {
        return fetch(target, done -> {});
    }

    /**
     * Fetches the file, unless it is there already, and tells how far it is.
     *
     * @param target where to; folders are made
     * @param progress what it throws ends the download, which can be gone on with
     * @return the target, whose bytes are right
     * @throws IOException if it cannot be had or written: the message says what was tried and what to do; what was at the
     *     target before stays
     */
    public Path fetch(Path target, Progress progress) throws IOException {
        return fetch(target, progress, Patience.USUAL);
    }

    Path fetch(Path target, Progress progress, Patience patience) throws IOException {
        check(!Files.isDirectory(target), "%s is a folder: name the file to be written", target);
        if (!isRight(target)) {
            try (PartFile part = PartFile.open(target.resolveSibling(target.getFileName() + ".part"))) {
                room(part);
                new Transfer(this, part, patience).run(progress);
                part.sync();
            }
            SafeFile.move(target.resolveSibling(target.getFileName() + ".part"), target);
        }
        progress.at(bytes);
        return target;
    }

    private boolean isRight(Path target) throws IOException {
        return Files.isRegularFile(target)
                && Files.size(target) == bytes
                && (sha256 == null || Sha256.of(target).equals(sha256));
    }

    private void room(PartFile part) throws IOException {
        FileStore disk = Files.getFileStore(part.path());
        long lacking = bytes - part.length() - disk.getUsableSpace();
        if (lacking > 0) {
            throw new IOException(String.format(
                    "%s needs %d bytes more than the %d that are free on the disk of %s: free them, or choose another disk",
                    uri, lacking, disk.getUsableSpace(), part.path()));
        }
    }
}
