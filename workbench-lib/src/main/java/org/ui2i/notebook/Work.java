package org.ui2i.notebook;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.ui2i.core.SafeFile;
import org.ui2i.data.Datasets;

/**
 * A student's work as one file to download, for machines that forget, such as Binder's: the notebooks and what runs wrote.
 * Entries are named from the workbench's folder, as in {@code runs/lesson-05/last.ckpt}.
 */
public final class Work {
    private static final List<String> FOLDERS = List.of("notebooks", "runs");

    private Work() {}

    /**
     * Where the work is packed: {@code notebooks/my-work.zip}, which Lab's file list shows.
     *
     * @return the file, which need not exist
     */
    public static Path file() {
        return Datasets.home().resolve("notebooks/my-work.zip");
    }

    /**
     * Packs the work into {@link #file()}. An older archive, which may be one that was brought here, is kept beside it as
     * {@code my-work.zip.before}.
     *
     * @return a line that says what is in it and what to do with it
     * @throws UncheckedIOException naming the file, if it cannot be written
     */
    public static String pack() {
        Path file = file();
        int files = pack(Datasets.home(), file);
        return String.format(
                "%s: %d files, %.1f MB. In the file list: right-click, Download.",
                Datasets.home().relativize(file), files, file.toFile().length() / 1e6);
    }

    /**
     * Puts the files of {@link #file()} back where they were. A file here that differs is kept beside its older self as
     * {@code NAME.before}.
     *
     * @return a line that says what was done
     * @throws UncheckedIOException naming the file, if it cannot be read or written
     * @throws IllegalArgumentException if it holds a file that is no one's work here; nothing has changed then
     */
    public static String unpack() {
        if (!Files.exists(file())) {
            return "no " + Datasets.home().relativize(file()) + " here: drop yours onto the file list, then run again";
        }
        return String.format("%d files put back", unpack(Datasets.home(), file()));
    }

    static int pack(Path home, Path file) {
        List<Path> files =
                FOLDERS.stream().map(home::resolve).flatMap(Work::files).toList();
        check(!files.isEmpty(), "no notebooks and no runs in %s: set UI2I_HOME to the workbench's folder", home);
        try {
            Path packed = SafeFile.aside(file, out -> {
                ZipOutputStream zip = new ZipOutputStream(out);
                for (Path each : files) {
                    zip.putNextEntry(
                            new ZipEntry(home.relativize(each).toString().replace('\\', '/')));
                    Files.copy(each, zip);
                }
                zip.finish();
            });
            keepOlder(file);
            SafeFile.move(packed, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": check the disk", e);
        }
        return files.size();
    }

    /** Notebooks as they were saved, and everything of the runs; not their tools, sources, hidden or half-written files. */
    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        boolean runs = folder.endsWith("runs");
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(f -> Files.isRegularFile(f) && (runs || f.toString().endsWith(".ipynb")))
                    .filter(f -> !folder.relativize(f).toString().matches("(.*[/\\\\])?\\..*|.*\\.part"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": check its permissions", e);
        }
    }

    static int unpack(Path home, Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> entries =
                    new ArrayList<>(zip.stream().filter(e -> !e.isDirectory()).toList());
            entries.forEach(e -> target(home, e.getName()));
            int changed = 0;
            for (ZipEntry entry : entries) {
                changed += put(
                                target(home, entry.getName()),
                                zip.getInputStream(entry).readAllBytes())
                        ? 1
                        : 0;
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be unpacked: download it again from where it was packed", e);
        }
    }

    private static Path target(Path home, String name) {
        Path place = home.resolve(name).normalize();
        check(
                FOLDERS.stream().anyMatch(f -> place.startsWith(home.resolve(f))),
                "the file \"%s\" in the archive is outside %s: take an archive that Work.pack() made",
                name,
                FOLDERS);
        return place;
    }

    private static boolean put(Path place, byte[] bytes) throws IOException {
        if (Files.exists(place) && Arrays.equals(Files.readAllBytes(place), bytes)) {
            return false;
        }
        keepOlder(place);
        Files.createDirectories(place.getParent());
        SafeFile.write(place, bytes);
        return true;
    }

    private static void keepOlder(Path place) throws IOException {
        if (Files.exists(place)) {
            SafeFile.move(place, place.resolveSibling(place.getFileName() + ".before"));
        }
    }
}
