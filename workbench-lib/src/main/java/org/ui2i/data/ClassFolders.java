package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder of folders of own images, each of them a class. */
final class ClassFolders {
    private ClassFolders() {}

    /** The folders in a folder, sorted by name; hidden ones are left out. */
    static List<Path> list(Path root) {
        check(Files.isDirectory(root), "%s is no folder: give a folder that holds folders of images", root);
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(Files::isDirectory)
                    .filter(p -> !String.valueOf(p.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + root, e);
        }
    }

    /** All images, folder by folder; the folder's name is their class. */
    static ImageSet read(Path root, FolderOptions options) {
        return read(root, options, ImageFolder.room());
    }

    /** In memory if they take at most {@code room} bytes together. */
    static ImageSet read(Path root, FolderOptions options, long room) {
        List<Path> folders = list(root);
        check(folders.size() >= 2, "%s holds %d folders: keep a folder of images for each class", root, folders.size());
        List<ImageSet> classes = new ArrayList<>();
        List<ImageFolder> read = ImageFolder.read(folders, options, Half.WHOLE, room);
        for (int i = 0; i < folders.size(); i++) {
            classes.add(
                    read.get(i).images().ofClass(String.valueOf(folders.get(i).getFileName())));
        }
        return ImageSet.joined(classes);
    }
}
