package org.ui2i.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write, held by an open file. The system takes it back when the process ends, however it ends: what a killed
 * process held blocks nobody. Elsewhere in the process the file must not be opened meanwhile: on POSIX systems the first one
 * that closes it gives the right back.
 */
public final class FileClaim implements AutoCloseable {
    /** Far behind the end: on Windows nobody could read what is locked. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    /** The system's lock belongs to the whole process, so within it this set tells who holds what. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Claims a file.
     *
     * @param file made if it is not there; its folder is there
     * @return null if another claim on it is held, by this process or another one
     * @throws IOException if it cannot be opened
     */
    public static @Nullable FileClaim of(Path file) throws IOException {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
        Path real = folder.toRealPath().resolve(file.getFileName());
        if (!HELD.add(real)) {
            return null;
        }
        FileClaim claim = null;
        try {
            claim = opened(real);
            return claim;
        } finally {
            if (claim == null) {
                HELD.remove(real);
            }
        }
    }

    private static @Nullable FileClaim opened(Path real) throws IOException {
        FileChannel channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (locked(channel)) {
            return new FileClaim(real, channel);
        }
        channel.close();
        return null;
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock(PLACE, 1, false) != null;
        } catch (IOException e) {
            return true; // a file system without locks: as good as alone
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // the lock ends with the process then
        } finally {
            HELD.remove(file);
        }
    }
}
