package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * A folder of own images, decoded, with what was found on the way.
 *
 * @param images the readable images at {@code load} pixels, by file name
 * @param sizes how many images have which size, such as {@code 640x480}
 * @param modes how many images have which mode, such as {@code RGB}
 * @param broken unreadable files and why
 * @param ignored files that are no images by their name
 */
record ImageFolder(
        ImageSet images,
        Map<String, Integer> sizes,
        Map<String, Integer> modes,
        Map<String, String> broken,
        int ignored) {
    private static final Pattern IMAGE = Pattern.compile(".*\\.(png|jpe?g|gif|bmp|tiff?|webp)");

    /** How many bytes images may take in memory: half of the heap. More stay in their files. */
    static long room() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /** Reads every image of a folder (not of its subfolders), sorted by name. */
    static ImageFolder read(Path folder, FolderOptions options) {
        return read(List.of(folder), options, Half.WHOLE, room()).get(0);
    }

    /** Reads several folders, all into memory if they take at most {@code room} bytes together. */
    static List<ImageFolder> read(List<Path> folders, FolderOptions options, Half half, long room) {
        PictureReader reader = new PictureReader(options, half);
        List<List<Path>> files = folders.stream().map(ImageFolder::list).toList();
        double needed = files.stream()
                .mapToDouble(all -> (double) reader.bytes()
                        * all.stream().filter(ImageFolder::isImage).count())
                .sum(); // no overflow
        return IntStream.range(0, folders.size())
                .mapToObj(i -> read(folders.get(i), files.get(i), reader, needed <= room))
                .toList();
    }

    private static ImageFolder read(Path folder, List<Path> files, PictureReader reader, boolean inMemory) {
        List<Path> named = files.stream().filter(ImageFolder::isImage).toList();
        ImageFolder result = decode(folder, named, files.size() - named.size(), reader, inMemory);
        check(
                result.broken.isEmpty() || reader.options().onBroken() == OnBroken.SKIP,
                "%d of %d images in %s are unreadable: %s. Repair or remove them, or choose OnBroken.SKIP",
                result.broken.size(),
                named.size(),
                folder,
                result.broken);
        check(
                result.images.size() > 0,
                "folder %s has no readable image (unreadable: %s; %d other files): put PNG or JPEG files there",
                folder,
                result.broken,
                result.ignored);
        return result;
    }

    /** Whether a folder holds image files itself. */
    static boolean hasImages(Path folder) {
        return list(folder).stream().anyMatch(ImageFolder::isImage);
    }

    /** The image files of a folder, sorted by name. */
    static List<Path> images(Path folder) {
        return list(folder).stream().filter(ImageFolder::isImage).toList();
    }

    /** Some files as a folder of images, in memory. */
    static ImageFolder of(Path folder, List<Path> files, FolderOptions options) {
        return decode(folder, files, 0, new PictureReader(options, Half.WHOLE), true);
    }

    /** Decodes given files of a folder; those that do not fit into memory to see that they can be, and again later. */
    private static ImageFolder decode(
            Path folder, List<Path> files, int ignored, PictureReader reader, boolean inMemory) {
        Map<String, Integer> sizes = new TreeMap<>(), modes = new TreeMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        List<byte[]> pixels = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        List<Decoded> all = inMemory
                ? files.stream().map(file -> decoded(file, reader, true)).toList()
                : Decoders.each(files, file -> decoded(file, reader, false));
        for (Decoded one : all) {
            if (one.broken.isEmpty()) {
                pixels.add(one.square);
                kept.add(one.file);
                sizes.merge(one.size, 1, Integer::sum);
                modes.merge(one.mode, 1, Integer::sum);
            } else {
                broken.put(name(folder, one.file), one.broken);
            }
        }
        Planes planes = inMemory
                ? Planes.of(pixels.toArray(byte[][]::new))
                : new LazyPlanes(kept.stream()
                        .map(file -> (Supplier<byte[]>) () -> reader.again(file))
                        .toList());
        int load = reader.options().load();
        Table table = table(folder, kept, reader.half());
        ImageSet images = new ImageSet(planes, reader.options().channels(), load, load, table);
        return new ImageFolder(images, sizes, modes, broken, ignored);
    }

    /** What came of a file; {@code square} is empty where it is not kept, and {@code broken} where nothing is wrong. */
    private record Decoded(Path file, byte[] square, String size, String mode, String broken) {}

    private static Decoded decoded(Path file, PictureReader reader, boolean keep) {
        try {
            ImageFile image = reader.read(file);
            byte[] square = keep ? reader.square(image) : new byte[0];
            return new Decoded(file, square, image.width() + "x" + image.height(), image.mode(), "");
        } catch (ImageFile.Broken e) {
            return new Decoded(file, new byte[0], "", "", e.reason());
        }
    }

    /** Whether a file is an image by its name. */
    static boolean isImage(Path file) {
        return IMAGE.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                .matches();
    }

    private static List<Path> list(Path folder) {
        check(Files.isDirectory(folder), "%s is no folder: give a folder of images", folder);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(p -> !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Table table(Path folder, List<Path> files, Half half) {
        Table table = Manifest.empty(String.valueOf(folder.getFileName()));
        for (int i = 0; i < files.size(); i++) {
            String name = name(folder, files.get(i));
            table.intColumn("row").append(i);
            table.intColumn("column").append(0);
            table.stringColumn("domain").append(String.valueOf(folder.getFileName()));
            table.stringColumn("class").append("");
            table.stringColumn("content").append(name);
            table.stringColumn("split").append("train");
            table.stringColumn("source").append(files.get(i).toString());
            table.stringColumn("licence").append("");
            table.stringColumn("sha256").append(half.hash(hash(files.get(i))));
        }
        return table;
    }

    /** Its name; with the folders between, if it lies deeper. */
    private static String name(Path folder, Path file) {
        Path root = folder.toAbsolutePath(), path = file.toAbsolutePath();
        Path name = path.startsWith(root) ? root.relativize(path) : path.getFileName();
        return name.toString().replace(File.separatorChar, '/');
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
