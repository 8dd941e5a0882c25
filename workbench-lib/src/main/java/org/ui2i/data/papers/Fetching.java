package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ui2i.data.fetch.Download;
import org.ui2i.data.fetch.Probe;

/** The downloads of one data set, all of which go into one folder and are gone on with after a break. */
final class Fetching {
    private static final long SPARE = 300L << 20; // small files take more on a disk than they are long
    private static final int MB = 1_000_000;

    private final Path folder;
    private final Consumer<String> tell;
    private final LongSupplier free;
    private final Map<PaperFile, Download> plan = new LinkedHashMap<>();

    Fetching(Path folder, Consumer<String> tell) {
        this(folder, tell, () -> folder.toFile().getUsableSpace());
    }

    Fetching(Path folder, Consumer<String> tell, LongSupplier free) {
        this.folder = folder;
        this.tell = tell;
        this.free = free;
    }

    /** Asks for lengths that are not published, and refuses to begin what the disk cannot hold. */
    void plan(Origins origins) throws IOException {
        Files.createDirectories(folder);
        long toCome = 0, archives = 0;
        for (PaperFile file : origins.fetched()) {
            URI uri = present(file.address(), "%s has no address", file.name());
            long bytes = file.bytes() != null && file.sha256() != null ? file.bytes() : asked(file, uri);
            plan.put(file, new Download(uri, bytes, file.sha256()));
            toCome += bytes - Math.min(bytes, Math.max(length(at(file)), length(part(file))));
            archives += bytes;
        }
        for (Path mine : origins.here().values()) {
            archives += Files.isRegularFile(mine) ? Files.size(mine) : 0;
        }
        long needed = toCome + 2 * archives + SPARE; // unpacked once, and room for what does not shrink
        check(
                free.getAsLong() >= needed,
                "about %d MB are needed at %s and %d MB are free: free them, or choose another disk with --to",
                needed / MB,
                folder,
                free.getAsLong() / MB);
    }

    /** What an earlier try left of another version is thrown away: there is no hash that would tell. */
    private long asked(PaperFile file, URI uri) throws IOException {
        Probe probe = Probe.of(uri);
        if (file.sha256() == null) {
            Path note = folder.resolve(file.name() + ".version");
            String version = uri + "\n" + probe.bytes() + "\n" + probe.version();
            if (!Files.isRegularFile(note) || !Files.readString(note).equals(version)) {
                Files.deleteIfExists(at(file));
                Files.deleteIfExists(part(file));
                Files.writeString(note, version);
            }
        }
        return probe.bytes();
    }

    /** Fetches all, one after the other; places by name. */
    Map<String, Path> fetch() throws IOException {
        Map<String, Path> places = new LinkedHashMap<>();
        for (Map.Entry<PaperFile, Download> entry : plan.entrySet()) {
            PaperFile file = entry.getKey();
            Download download = entry.getValue();
            tell.accept(String.format("%s: %d MB from %s", file.name(), download.bytes() / MB, download.uri()));
            tell.accept("  nobody has tried this address for the workbench: " + file.evidence());
            places.put(file.name(), download.fetch(at(file), new Tenths(file.name(), download.bytes())));
        }
        return places;
    }

    /** Deletes what has no published hash. */
    void forgetUnknown() throws IOException {
        for (PaperFile file : plan.keySet()) {
            if (file.sha256() == null) {
                Files.deleteIfExists(at(file));
            }
        }
    }

    /** Whether there are bytes that a next try goes on with. */
    boolean hasKept() throws IOException {
        for (PaperFile file : plan.keySet()) {
            if (length(at(file)) + length(part(file)) > 0) {
                return true;
            }
        }
        return false;
    }

    private Path at(PaperFile file) {
        return folder.resolve(file.name());
    }

    private Path part(PaperFile file) {
        return folder.resolve(file.name() + ".part");
    }

    private static long length(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.size(file) : 0;
    }

    /** Says each tenth that is reached. */
    private final class Tenths implements Download.Progress {
        private final String name;
        private final long whole;
        private long said;

        Tenths(String name, long whole) {
            this.name = name;
            this.whole = whole;
        }

        @Override
        public void at(long bytes) {
            long tenth = 10 * bytes / whole;
            if (tenth > said && tenth < 10) {
                said = tenth;
                tell.accept(String.format("  %s: %d %%", name, 10 * tenth));
            }
        }
    }
}
