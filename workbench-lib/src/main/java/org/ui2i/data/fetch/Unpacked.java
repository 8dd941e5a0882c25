package org.ui2i.data.fetch;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.shown;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What has come out of an archive so far, in a folder that nothing leaves. */
final class Unpacked {
    /** Absolute, with a drive, with a backslash or a control character, or with a part that is empty, "." or "..". */
    private static final Pattern ELSEWHERE =
            Pattern.compile("/.*|[A-Za-z]:.*|.*[\\\\\\p{Cntrl}].*|(.*/)?\\.{0,2}(/.*)?", Pattern.DOTALL);

    private static final int BUFFER = 1 << 16;
    private final Archive archive;
    private final Path folder;
    /** By what the file system may take for the same: whether it is a folder. */
    private final Map<String, Boolean> known = new HashMap<>();

    private long bytes;
    private int files;
    private int entries;

    Unpacked(Archive archive, Path folder) {
        this.archive = archive;
        this.folder = folder;
    }

    int files() {
        return files;
    }

    /** Takes a file. Its length is what comes, not what the archive says. */
    void file(String name, InputStream content) throws IOException {
        count();
        Path place = place(name, false);
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = open(place)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                filling(n);
                write(place, out, buffer, n);
            }
        }
        files++;
    }

    /** So many bytes more came out of it. */
    void filling(int n) {
        bytes += n;
        check(
                bytes <= archive.mostBytes(),
                "%s unpacks to more than %d bytes: do not trust it, or allow more",
                archive.file(),
                archive.mostBytes());
    }

    /** Takes a folder. */
    void folder(String name) throws IOException {
        count();
        String plain = name.replaceAll("/+$", "");
        if (!plain.equals(".")) { // tar's name for the top
            made(place(plain, true));
        }
    }

    /** Refuses what is neither file nor folder. */
    void refuse(String name, String kind) {
        check(
                false,
                "%s holds %s, \"%s\": only files and folders are unpacked, so unpack it by hand if you trust it",
                archive.file(),
                kind,
                shown(name));
    }

    private void count() {
        entries++;
        check(
                entries <= archive.mostEntries(),
                "%s holds more than %d entries: do not trust it, or allow more",
                archive.file(),
                archive.mostEntries());
    }

    private Path place(String given, boolean isFolder) throws IOException {
        String name = given.startsWith("./") ? given.substring(2) : given;
        check(
                !ELSEWHERE.matcher(name).matches(),
                "%s holds \"%s\", which leads out of its folder: do not trust it",
                archive.file(),
                shown(given));
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            claim(name.substring(0, slash), true);
        }
        claim(name, isFolder);
        try {
            Path place = folder.resolve(name);
            check(
                    place.normalize().startsWith(folder.normalize()),
                    "%s leads out of %s: do not trust it",
                    place,
                    folder);
            made(folder.resolve(name.substring(0, Math.max(0, name.lastIndexOf('/')))));
            return place;
        } catch (InvalidPathException e) {
            throw new IOException("this system has no name \"" + shown(given) + "\"", e);
        }
    }

    /** One name, one thing: also where the file system does not tell a from A, or two spellings of one letter, apart. */
    private void claim(String name, boolean isFolder) {
        String key = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        Boolean before = known.put(key, isFolder);
        check(
                before == null || (before && isFolder),
                "%s holds \"%s\" twice, or by a name that some systems take for the same: do not trust it",
                archive.file(),
                shown(name));
    }

    private static OutputStream open(Path place) throws IOException {
        try {
            return new FileOutputStream(place.toFile());
        } catch (IOException e) {
            throw new Unwritable(place, e);
        }
    }

    private static void write(Path place, OutputStream out, byte[] buffer, int n) throws IOException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw new Unwritable(place, e);
        }
    }

    static void made(Path place) throws IOException {
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new Unwritable(place, e);
        }
    }
}
