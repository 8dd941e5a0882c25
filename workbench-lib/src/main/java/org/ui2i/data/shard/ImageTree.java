package org.ui2i.data.shard;

import static org.ui2i.core.Check.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.ui2i.data.OwnImages;

/** All images of a folder and its subfolders. */
public final class ImageTree {
    /** By output, so that two inputs of one output are neighbours. */
    private static final Comparator<InputImage> ORDER =
            Comparator.comparing(InputImage::stem).thenComparing(InputImage::name);

    private ImageTree() {}

    /**
     * Lists the images; links are followed, files and folders whose names begin with a dot are left out.
     *
     * @param folder its root
     * @return at least one image, in the order of their names without ending, however the file system lists them
     * @throws IOException if a folder cannot be listed, or links go round in a circle
     * @throws IllegalArgumentException if there is no such folder, no image in it, or two images differ in their ending alone,
     *     so that their outputs would be one file
     */
    public static List<InputImage> list(Path folder) throws IOException {
        check(Files.isDirectory(folder), "%s is no folder: give a folder of images", folder);
        List<InputImage> found = new ArrayList<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Visitor(folder, found));
        check(!found.isEmpty(), "%s and its subfolders hold no image: put PNG or JPEG files there", folder);
        found.sort(ORDER);
        for (int i = 1; i < found.size(); i++) {
            InputImage one = found.get(i - 1), other = found.get(i);
            check(
                    !one.output().equals(other.output()),
                    "%s and %s in %s would both become %s: rename one of them",
                    one.name(),
                    other.name(),
                    folder,
                    one.output());
        }
        return found;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<InputImage> found;

        Visitor(Path root, List<InputImage> found) {
            this.root = root;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file) && OwnImages.isImage(file)) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '/');
                long modified = attributes.lastModifiedTime().toMillis();
                found.add(new InputImage(name, attributes.size(), modified));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                throw new IOException(file + " is a link to a folder that it lies in: remove it", e);
            }
            throw e;
        }

        private boolean hidden(Path path) {
            return !path.equals(root) && path.getFileName().toString().startsWith(".");
        }
    }
}
