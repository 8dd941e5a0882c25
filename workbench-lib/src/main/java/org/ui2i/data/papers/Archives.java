package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Archives whose folders are already those of the data set, and what layouts do with files. */
final class Archives {
    private Archives() {}

    /** Moves the set's folders out of its archive. */
    static void folders(Inputs inputs, Path into) throws IOException {
        Path root = root(inputs.unpacked(inputs.file()), inputs.set());
        for (String name : inputs.set().folders()) {
            Path folder = root.resolve(name);
            check(
                    Files.isDirectory(folder),
                    "%s has no folder %s: it is another archive, take the one of %s",
                    inputs.file().getFileName(),
                    name,
                    inputs.set().page());
            move(folder, into.resolve(name));
        }
    }

    /** The folder in which the set's folders are: archives often have one folder around all. */
    static Path root(Path unpacked, PaperSet set) throws IOException {
        Path root = unpacked;
        while (!Files.isDirectory(root.resolve(set.folders().get(0)))) {
            List<Path> inside = list(root).stream()
                    .filter(path -> Files.isDirectory(path)
                            && !String.valueOf(path.getFileName()).equals("__MACOSX"))
                    .toList();
            if (inside.size() != 1) {
                return root;
            }
            root = inside.get(0);
        }
        return root;
    }

    /** What is in a folder, by name. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /** Moves a file or folder; folders above it are made. */
    static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.move(from, to);
    }

    /** Puts a user's file in place, which stays where it is too: as a second name of the same bytes if the disk can. */
    static void share(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        try {
            Files.createLink(to, from);
        } catch (FileSystemException | UnsupportedOperationException e) { // another disk, or a system without
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
