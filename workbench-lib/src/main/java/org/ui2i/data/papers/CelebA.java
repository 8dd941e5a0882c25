package org.ui2i.data.papers;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CelebA's aligned faces by attributes: hair (faces of exactly one of three colours: StarGAN's domains), smiling and
 * eyeglasses (UNIT's), each for the training and the test faces of the official partition (0 and 2).
 */
final class CelebA {
    private static final Map<String, String> SPLITS = Map.of("0", "train", "2", "test");
    private static final Map<String, String> HAIR =
            Map.of("Black_Hair", "black", "Blond_Hair", "blond", "Brown_Hair", "brown");
    private static final List<String> EITHER = List.of("Smiling", "Eyeglasses");

    private CelebA() {}

    static void lay(Inputs inputs, Path into) throws IOException {
        Path unpacked = inputs.unpacked(inputs.file("img_align_celeba.zip"));
        Path inner = unpacked.resolve("img_align_celeba");
        Path faces = Files.isDirectory(inner) ? inner : unpacked;
        Map<String, String> partition = new HashMap<>();
        Inputs.lines(inputs.file("list_eval_partition.txt"), 0, 2).forEach(line -> partition.put(line[0], line[1]));
        List<String[]> lines = Inputs.lines(inputs.file("list_attr_celeba.txt"), 1, 2); // a first line counts
        List<String> names = Arrays.asList(lines.get(0));
        for (String[] line : lines.subList(1, lines.size())) {
            String split = SPLITS.get(partition.getOrDefault(line[0], ""));
            if (split != null) {
                place(faces.resolve(name(line, names)), into.resolve(split), line, names);
            }
        }
    }

    private static String name(String[] line, List<String> names) {
        check(
                line[0].matches("[0-9]+\\.jpg") && line.length == names.size() + 1,
                "list_attr_celeba.txt has a line for \"%s\" with %d values, not %d: it is another list, fetch it again",
                line[0],
                line.length - 1,
                names.size());
        return line[0];
    }

    private static void place(Path face, Path split, String[] line, List<String> names) throws IOException {
        List<String> hair = HAIR.keySet().stream()
                .filter(colour -> has(line, names, colour))
                .toList();
        if (hair.size() == 1) {
            Archives.share(
                    face, split.resolve("hair").resolve(HAIR.get(hair.get(0))).resolve(face.getFileName()));
        }
        for (String attribute : EITHER) {
            String value = has(line, names, attribute) ? "with" : "without";
            Archives.share(
                    face,
                    split.resolve(attribute.toLowerCase(java.util.Locale.ROOT))
                            .resolve(value)
                            .resolve(face.getFileName()));
        }
    }

    private static boolean has(String[] line, List<String> names, String attribute) {
        int column = names.indexOf(attribute);
        check(column >= 0, "list_attr_celeba.txt has no attribute %s: it is another list, fetch it again", attribute);
        return line[column + 1].equals("1");
    }
}
