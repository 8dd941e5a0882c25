package org.ui2i.data;

import static org.ui2i.core.Check.check;

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
import java.util.regex.Pattern;
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

    /** Reads every image of a folder (not of its subfolders), sorted by name. */
    static ImageFolder read(Path folder, FolderOptions options) {
        List<Path> files = list(folder);
        List<Path> named = files.stream().filter(ImageFolder::isImage).toList();
        ImageFolder result = decode(folder, named, files.size() - named.size(), options);
        check(
                result.broken.isEmpty() || options.onBroken() == OnBroken.SKIP,
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

    /** Decodes given files of a folder. */
    static ImageFolder decode(Path folder, List<Path> files, int ignored, FolderOptions options) {
        int channels = options.channels(), load = options.load();
        double needMb = (double) files.size() * channels * load * load / (1 << 20); // no overflow
        long roomMb = (Runtime.getRuntime().maxMemory() / 2) >> 20;
        check(
                needMb <= roomMb,
                "%d images of %d x %d need %.0f MB of memory, %d MB are free for them: use a smaller size or a larger -Xmx",
                files.size(),
                load,
                load,
                needMb,
                roomMb);
        Map<String, Integer> sizes = new TreeMap<>(), modes = new TreeMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        List<byte[]> pixels = new ArrayList<>();
        List<Path> kept = new ArrayList<>();
        for (Path file : files) {
            try {
                ImageFile image = ImageFile.read(file, options);
                pixels.add(Resampler.square(image.planes(), channels, image.keptWidth(), image.keptHeight(), load));
                kept.add(file);
                sizes.merge(image.width() + "x" + image.height(), 1, Integer::sum);
                modes.merge(image.mode(), 1, Integer::sum);
            } catch (ImageFile.Broken e) {
                broken.put(file.getFileName().toString(), e.reason());
            }
        }
        ImageSet images = new ImageSet(pixels.toArray(byte[][]::new), channels, load, load, table(folder, kept));
        return new ImageFolder(images, sizes, modes, broken, ignored);
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

    private static Table table(Path folder, List<Path> files) {
        Table table = Manifest.empty(String.valueOf(folder.getFileName()));
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i).getFileName().toString();
            table.intColumn("row").append(i);
            table.intColumn("column").append(0);
            table.stringColumn("domain").append(String.valueOf(folder.getFileName()));
            table.stringColumn("class").append("");
            table.stringColumn("content").append(name);
            table.stringColumn("split").append("train");
            table.stringColumn("source").append(files.get(i).toString());
            table.stringColumn("licence").append("");
            table.stringColumn("sha256").append(hash(files.get(i)));
        }
        return table;
    }

    private static String hash(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
