package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into a run's folder, held while a training runs. The system holds it by the open file {@code .lock}
 * and takes it back when the process ends, however it ends: a killed training blocks nobody.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE = ".lock";
    // The system's lock belongs to the whole process, so within the process this set tells who holds it. A second
    // channel
    // on the same file must not even be opened: closing it would give the first one's lock back.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder if it is not there; an exception if another training holds it. */
    static FolderLock of(Path folder) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        check(HELD.add(real), "%s", taken(folder));
        try {
            FileChannel channel =
                    FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new IllegalArgumentException(taken(folder));
            }
            return new FolderLock(real, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            return true; // a file system without locks: as good as alone
        }
    }

    private static String taken(Path folder) {
        return "another training writes into " + folder + ": wait until it ends, stop it, or use another folder";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // the lock ends with the process then
        } finally {
            HELD.remove(folder);
        }
    }
}
