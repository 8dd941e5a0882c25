package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * NABirds: {@code images.txt} has a photograph's name and path, {@code image_class_labels.txt} its class. FUNIT holds 111 of
 * the 555 classes out; which ones was not published, so here it is every fifth by number.
 */
final class NaBirds {
    private static final int FIFTH = 5;

    private NaBirds() {}

    static void lay(Inputs inputs, Path into) throws IOException {
        Path unpacked = inputs.unpacked(inputs.file());
        Path root = unpacked.resolve("nabirds");
        Map<String, String> classes = new HashMap<>();
        Inputs.lines(root.resolve("image_class_labels.txt"), 0, 2).forEach(line -> classes.put(line[0], line[1]));
        List<String> kinds = classes.values().stream()
                .distinct()
                .sorted((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b)) // by number
                .toList();
        Map<String, Path> folders = new HashMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            check(
                    kinds.get(i).matches("\\d{1,6}"),
                    "image_class_labels.txt has a class \"%s\": fetch it again",
                    kinds.get(i));
            folders.put(
                    kinds.get(i),
                    into.resolve(i % FIFTH == FIFTH - 1 ? "target" : "source").resolve(kinds.get(i)));
        }
        for (String[] line : Inputs.lines(root.resolve("images.txt"), 0, 2)) {
            check(line[1].matches("[\\w-]+/[\\w.-]+"), "images.txt names \"%s\": fetch the archive again", line[1]);
            String kind = present(classes.get(line[0]), "%s has no class: fetch the archive again", line[0]);
            Path photo = root.resolve("images").resolve(line[1]);
            Path folder = present(folders.get(kind), "class %s has no folder", kind);
            Archives.move(photo, folder.resolve(photo.getFileName()));
        }
    }
}
