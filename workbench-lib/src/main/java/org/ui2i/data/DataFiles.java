package org.ui2i.data;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.core.Check.shown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a data set is read from, each with its SHA-256: {@code data.sha256} in a run's folder, which
 * {@code sha256sum -c} checks, too.
 *
 * @param hashes 64 hexadecimal digits by the file's name: as the data set names its folder, {@code datasets/...} for bundled
 *     ones
 */
public record DataFiles(SortedMap<String, String> hashes) {
    private static final String STYLES = "glyphs/styles", FONTS = "glyphs/fonts", DRAWERS = "emoji/drawers";
    private static final String TONES = "emoji/tones", DIGITS = "digits", SCENES = "scenes";
    private static final Map<String, List<String>> BUNDLED = Map.ofEntries(
            Map.entry("glyph-styles", List.of(STYLES)),
            Map.entry(Datasets.GLYPH_CUTS, List.of(STYLES)),
            Map.entry("glyph-fonts", List.of(FONTS)),
            Map.entry("glyph-fonts-placed", List.of(FONTS)),
            Map.entry("emoji-drawers", List.of(DRAWERS)),
            Map.entry("emoji-edges", List.of(DRAWERS)),
            Map.entry("emoji-tones", List.of(TONES)),
            Map.entry(Datasets.HAND_TONES, List.of(TONES)),
            Map.entry("digits", List.of(DIGITS)),
            Map.entry("scenes", List.of(SCENES, DRAWERS)),
            Map.entry("mixture", List.of(DIGITS, STYLES, DRAWERS)));

    /** Copies the map. */
    public DataFiles {
        hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    }

    /**
     * Reads every file of a data set. Of a bundled one these are all files of its folders, of own folders all images in
     * them and in their subfolders.
     *
     * @param data a name as the command line takes it
     * @return the files as they are now
     * @throws IllegalArgumentException if the name is unknown or a folder is missing
     * @throws UncheckedIOException naming the file that cannot be read
     */
    public static DataFiles of(String data) {
        SortedMap<String, String> hashes = new TreeMap<>();
        if (Datasets.isOwn(data)) {
            for (String folder : Datasets.ownPaths(data)) {
                check(
                        Files.isDirectory(Path.of(folder)),
                        "%s is no folder: the data were there, put them back",
                        folder);
                images(Path.of(folder)).forEach(file -> hashes.put(file.toString(), hash(file)));
            }
            return new DataFiles(hashes);
        }
        Path home = Datasets.home();
        for (String folder : folders(data)) {
            list(Datasets.folder(folder))
                    .filter(Files::isRegularFile)
                    .forEach(file -> hashes.put(home.relativize(file).toString(), hash(file)));
        }
        return new DataFiles(hashes);
    }

    /**
     * Under which terms a bundled data set may be used, as its manifest says image by image.
     *
     * @param data a name as the command line takes it
     * @return each licence once; none for own folders, of which nothing is known
     */
    public static List<String> licences(String data) {
        if (Datasets.isOwn(data)) {
            return List.of();
        }
        return folders(data).stream()
                .map(folder -> Datasets.folder(folder).resolve(Manifest.FILE))
                .filter(Files::exists)
                .flatMap(file -> Manifest.read(file).stringColumn("licence").unique().asList().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> folders(String data) {
        String name = data.split(":", 2)[0];
        return present(BUNDLED.get(name), "data set '%s' is unknown: use one of %s", shown(data), BUNDLED.keySet());
    }

    private static Stream<Path> images(Path folder) {
        return list(folder)
                .flatMap(each -> Files.isDirectory(each) ? list(each) : Stream.of(each))
                .filter(each -> Files.isRegularFile(each) && ImageFolder.isImage(each));
    }

    /** What a folder holds; hidden files are left out. */
    private static Stream<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> !String.valueOf(each.getFileName()).startsWith(".")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Refuses data that are not these any more.
     *
     * @param now the same data set's files, read later
     * @throws IllegalArgumentException naming the first file that has changed, is gone or is new
     */
    public void checkSame(DataFiles now) {
        hashes.forEach((file, hash) -> {
            String other = present(now.hashes.get(file), "the data file %s is gone: put it back", file);
            check(
                    hash.equals(other),
                    "the data file %s has changed, its SHA-256 was %s and is %s: put the old one back",
                    file,
                    hash,
                    other);
        });
        now.hashes
                .keySet()
                .forEach(file -> check(hashes.containsKey(file), "the data file %s is new: take it away", file));
    }

    /**
     * The files as {@code sha256sum} writes them.
     *
     * @return a line a file
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        hashes.forEach((file, hash) -> {
            String name = file.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            text.append(name.equals(file) ? "" : "\\")
                    .append(hash)
                    .append("  ")
                    .append(name)
                    .append('\n');
        });
        return text.toString();
    }

    /**
     * The files as {@link #text} wrote them.
     *
     * @param text its lines
     * @return the files
     * @throws IllegalArgumentException naming the line that is none of its
     */
    public static DataFiles parse(String text) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            check(line.matches("\\\\?[0-9a-f]{64}  .+"), "the line \"%s\" is no SHA-256 and a file", shown(line));
            boolean escaped = line.startsWith("\\");
            String[] parts = line.substring(escaped ? 1 : 0).split("  ", 2);
            hashes.put(escaped ? unescaped(parts[1]) : parts[1], parts[0]);
        }
        return new DataFiles(new TreeMap<>(hashes));
    }

    private static String unescaped(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                char next = name.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
