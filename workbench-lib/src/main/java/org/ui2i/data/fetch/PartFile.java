package org.ui2i.data.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes that have come so far, for one process at a time. Closing keeps them, unless there are none. Not a channel: an
 * interrupt would close it.
 */
final class PartFile implements Closeable {
    private final Path path;
    private final RandomAccessFile file;

    private PartFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Opens what an earlier try left, or a new file. */
    static PartFile open(Path path) throws IOException {
        RandomAccessFile file;
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new Unwritable(path, e);
        }
        if (!locked(file)) {
            file.close();
            throw new IOException(path + " is being written by another download: wait until that has ended");
        }
        return new PartFile(path, file);
    }

    /** A byte far behind the end: on Windows nobody could read what is locked. */
    private static boolean locked(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false; // by another thread of this process
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

    @Override
    public void close() throws IOException {
        boolean empty = file.length() == 0;
        file.close();
        if (empty) {
            Files.deleteIfExists(path);
        }
    }
}
