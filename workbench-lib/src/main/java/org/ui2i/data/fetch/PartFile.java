package org.ui2i.data.fetch;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ui2i.core.FileClaim;
import org.ui2i.data.Sha256;

/**
 * The bytes that have come so far, for one process at a time. Closing keeps them, unless there are none. Not a channel: an
 * interrupt would close it.
 */
final class PartFile implements Closeable {
    private final Path path;
    private final RandomAccessFile file;
    private final FileClaim claim;

    private PartFile(Path path, RandomAccessFile file, FileClaim claim) {
        this.path = path;
        this.file = file;
        this.claim = claim;
    }

    /** Opens what an earlier try left, or a new file. */
    static PartFile open(Path path) throws IOException {
        FileClaim claim;
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            claim = FileClaim.of(path);
        } catch (IOException e) {
            throw new Unwritable(path, e);
        }
        if (claim == null) {
            throw new IOException(path + " is being written by another download: wait until that has ended");
        }
        try {
            return new PartFile(path, new RandomAccessFile(path.toFile(), "rw"), claim);
        } catch (IOException e) {
            claim.close();
            throw new Unwritable(path, e);
        }
    }

    Path path() {
        return path;
    }

    long length() throws IOException {
        return file.length();
    }

    void append(byte[] bytes) throws IOException {
        try {
            file.seek(file.length());
            file.write(bytes);
        } catch (IOException e) {
            throw new Unwritable(path, e);
        }
    }

    void clear() throws IOException {
        try {
            if (file.length() > 0) {
                file.setLength(0);
            }
        } catch (IOException e) {
            throw new Unwritable(path, e);
        }
    }

    void sync() throws IOException {
        file.getFD().sync();
    }

    /** Read where it is open already: another opening's end would give the claim back. */
    String sha256() throws IOException {
        file.seek(0);
        return Sha256.of(new FileInputStream(file.getFD()));
    }

    @Override
    public void close() throws IOException {
        boolean empty = file.length() == 0;
        file.close();
        claim.close();
        if (empty) {
            Files.deleteIfExists(path);
        }
    }
}
