package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Own images outside a training: what is to be translated. */
public final class OwnImages {
    private OwnImages() {}

    /**
     * Reads an image, or every image of a folder in order of their names; the largest centred square is resized.
     *
     * @param path a file or a folder
     * @param options size, channels, and what to do with unreadable files of a folder
     * @param leftOut is told the name of each unreadable file of a folder, and why it is
     * @return the images; {@code content} in the manifest is the file's name
     * @throws IllegalArgumentException naming the file that cannot be read
     */
    public static ImageSet read(Path path, FolderOptions options, BiConsumer<String, String> leftOut) {
        check(Files.exists(path), "%s does not exist: give an image or a folder of images", path);
        if (Files.isDirectory(path)) {
            ImageFolder folder = ImageFolder.read(path, options);
            folder.broken().forEach(leftOut);
            return folder.images().centre(options.size());
        }
        Path folder = path.toAbsolutePath().getParent();
        ImageFolder one = ImageFolder.of(folder == null ? path : folder, List.of(path), options);
        check(
                one.broken().isEmpty(),
                "%s is no readable image: %s",
                path,
                String.join(", ", one.broken().values()));
        return one.images().centre(options.size());
    }

    /**
     * Reads an image, or every image of a folder, all of which must be readable.
     *
     * @param path a file or a folder
     * @param options size and channels
     * @return as the longer form
     * @throws IllegalArgumentException naming the file that cannot be read
     */
    public static ImageSet read(Path path, FolderOptions options) {
        return read(path, options.withOnBroken(OnBroken.REFUSE), (name, why) -> {});
    }

    /**
     * Reads some images of a folder and its subfolders, those that are readable.
     *
     * @param folder the root
     * @param names paths below it
     * @param options size and channels
     * @param leftOut is told the name of each unreadable file, and why it is
     * @return the images in the order of their names; {@code content} in the manifest is the name
     */
    public static ImageSet readable(
            Path folder, List<String> names, FolderOptions options, BiConsumer<String, String> leftOut) {
        ImageFolder found =
                ImageFolder.of(folder, names.stream().map(folder::resolve).toList(), options);
        found.broken().forEach(leftOut);
        return found.images().centre(options.size());
    }

    /**
     * Whether a file is an image by its name.
     *
     * @param file any path
     * @return true for the endings of PNG, JPEG, GIF, BMP, TIFF and WebP
     */
    public static boolean isImage(Path file) {
        return ImageFolder.isImage(file);
    }

    /** A file is no image. The message names it and says why. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private Unreadable(Map<String, String> files) {
            super(files.entrySet().stream()
                    .map(file -> file.getKey() + " is no readable image: " + file.getValue())
                    .collect(Collectors.joining("; ")));
        }
    }

    /**
     * Reads some files.
     *
     * @param files one or more, of any folders
     * @param options size and channels
     * @return the images in this order
     * @throws Unreadable if one of them cannot be read
     */
    public static ImageSet read(List<Path> files, FolderOptions options) {
        ImageFolder all = ImageFolder.of(Path.of("files"), files, options);
        if (!all.broken().isEmpty()) {
            throw new Unreadable(all.broken());
        }
        return all.images().centre(options.size());
    }

    /**
     * The image files of a folder, by their names' endings; not those of its subfolders.
     *
     * @param folder the folder
     * @return sorted by name; may be empty
     */
    public static List<Path> files(Path folder) {
        return ImageFolder.images(folder);
    }

    /**
     * The folders in a folder; hidden ones are left out.
     *
     * @param folder the folder
     * @return sorted by name; may be empty
     */
    public static List<Path> folders(Path folder) {
        return ClassFolders.list(folder);
    }
}
