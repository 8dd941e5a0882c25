package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.FileClaim;
import org.ui2i.core.Folders;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Sha256;

/**
 * A data set of the papers at a place on the disk: whole there or not there at all. What is under way lies beside it in
 * {@code PLACE.part}; downloads in there are gone on with by the next {@link #get}.
 */
public final class PaperData {
    private final PaperSet set;
    private final Path place;
    private final Path work;
    private final Consumer<String> tell;

    /**
     * A data set at a place, which need not be there yet.
     *
     * @param set which
     * @param place its folder
     * @param tell is given what a user wants to know, line by line
     */
    public PaperData(PaperSet set, Path place, Consumer<String> tell) {
        this.set = set;
        this.place = place.toAbsolutePath().normalize();
        this.work = this.place.resolveSibling(this.place.getFileName() + ".part");
        this.tell = tell;
    }

    /**
     * Brings it here, unless it is here already: then every file is read and held against what was laid out.
     *
     * @param from a file or folder of the user's, a mirror's address, or null for the set's own addresses
     * @throws IOException if something cannot be had, read or written; nothing stands at the place then
     * @throws IllegalArgumentException if files are missing or are not what was published, or the place is taken
     */
    public void get(@Nullable String from) throws IOException {
        if (Files.exists(place)) {
            verify();
            return;
        }
        Origins origins = Origins.of(set, from);
        if (from != null && !origins.fetched().isEmpty() && Files.isDirectory(Path.of(from))) {
            List<String> names = origins.fetched().stream().map(PaperFile::name).toList();
            tell.accept(from + " has no " + String.join(", ", names) + ": fetched instead");
        }
        Files.createDirectories(work);
        FileClaim claim = present(
                FileClaim.of(work.resolve("claim")),
                "%s is being made by another process: wait until it has ended",
                place);
        Fetching fetching = new Fetching(work.resolve("files"), tell);
        try {
            make(origins, fetching);
        } finally {
            claim.close();
            if (Files.exists(place) || !fetching.hasKept()) {
                Folders.delete(work);
            }
        }
    }

    /**
     * Reads every file again and compares.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if it is not here, or not as it was laid out
     */
    public void verify() throws IOException {
        check(
                Files.isDirectory(place),
                "%s is not at %s: get it with ./workbench data get %s",
                set.name(),
                place,
                set.name());
        check(
                Contents.isIn(place),
                "%s is there, but not by this command: delete it, or name another folder with --to",
                place);
        tell.accept(String.format("%s is as it was laid out: %d files", place, Contents.verified(set.name(), place)));
    }

    private void make(Origins origins, Fetching fetching) throws IOException {
        fetching.plan(origins);
        Map<String, Path> files = new LinkedHashMap<>(origins.here());
        files.putAll(fetching.fetch());
        Lock lock = new Lock(place);
        try {
            Map<String, String> hashes = hashes(files, lock);
            Path laid = laid(files, hashes);
            lock.note(hashes);
            SafeFile.move(laid, place);
            report(lock);
        } catch (IOException | RuntimeException e) {
            fetching.forgetUnknown(); // who knows what it was: a next try fetches it anew
            throw e;
        } finally {
            Folders.delete(work.resolve("scratch"));
            Folders.delete(work.resolve("laid"));
        }
    }

    /** By name; refuses what is not as published or as the first time. */
    private Map<String, String> hashes(Map<String, Path> files, Lock lock) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (PaperFile file : set.files()) {
            if (!file.folder()) {
                Path here = present(files.get(file.name()), "%s is missing", file.name());
                String found = Sha256.of(here);
                check(
                        file.sha256() == null || file.sha256().equals(found),
                        "%s has the SHA-256 %s, not %s: it is damaged or another version, fetch it again",
                        here,
                        found,
                        String.valueOf(file.sha256()));
                lock.holdAgainst(file.name(), found);
                hashes.put(file.name(), found);
            }
        }
        return hashes;
    }

    private Path laid(Map<String, Path> files, Map<String, String> hashes) throws IOException {
        Path scratch = work.resolve("scratch"), laid = work.resolve("laid");
        for (Path fresh : new Path[] {scratch, laid}) {
            Folders.delete(fresh); // of a process that was killed
            Files.createDirectories(fresh);
        }
        set.layout().lay(new Inputs(set, files, scratch), laid);
        for (String folder : set.folders()) {
            int n = images(laid.resolve(folder));
            check(
                    n > 0,
                    "%s has no images for %s: its files are others than these, see %s",
                    set.name(),
                    folder,
                    set.page());
            tell.accept(String.format("  %s: %d images", folder, n));
        }
        Files.write(laid.resolve("about.txt"), about(hashes).getBytes(StandardCharsets.UTF_8));
        Contents.note(set.name(), laid);
        return laid;
    }

    private static int images(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return (int) all.filter(Files::isRegularFile).count();
        }
    }

    private String about(Map<String, String> hashes) {
        StringBuilder text = new StringBuilder(String.format(
                "%s: %s%nLicence: %s%nCite: %s%nPage: %s%n",
                set.name(), set.title(), set.licence(), set.cite(), set.page()));
        hashes.forEach((name, hash) -> text.append(String.format("Made from %s, SHA-256 %s%n", name, hash)));
        return text.toString();
    }

    private void report(Lock lock) {
        set.files().stream()
                .filter(file -> !file.folder() && file.sha256() == null)
                .forEach(file -> tell.accept(String.format(
                        "  %s: no SHA-256 of it is published that we know of; that of the first one is in %s, and later ones"
                                + " are held against it",
                        file.name(), lock.file())));
        tell.accept(String.format("%s is in %s", set.name(), place));
        tell.accept("  licence: " + set.licence() + "; cite " + set.cite());
        set.uses(place).forEach(use -> tell.accept("  " + use));
    }
}
