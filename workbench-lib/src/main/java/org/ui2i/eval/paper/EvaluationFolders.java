package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.OwnImages;

/**
 * Folders of an evaluation. A translation is named as its input ({@code inputs/dog.jpg}, {@code outputs/dog.png}); several of one
 * input lie in a folder with that name ({@code outputs/dog/1.png}, ...). With classes, real images and outputs lie in a
 * folder a class.
 *
 * @param real images of the target domain, or a folder a target class
 * @param outputs translations to it, or a folder a target class
 * @param inputs what was translated; null if it is not known
 * @param classes whether the folders in the two are classes
 */
public record EvaluationFolders(Path real, Path outputs, @Nullable Path inputs, boolean classes) {
    /**
     * Lists all images; none is opened.
     *
     * @return the real images, then the translations, by class and name
     * @throws IllegalArgumentException naming a folder or a class without images, a class that only one side has, or a
     *     translation whose input is not there
     */
    public List<Item> items() {
        Map<String, Path> realOf = targets(real), outputsOf = targets(outputs);
        check(
                realOf.keySet().equals(outputsOf.keySet()),
                "%s has the classes %s, %s has %s: give both the same",
                real,
                realOf.keySet(),
                outputs,
                outputsOf.keySet());
        List<Item> items = new ArrayList<>();
        realOf.forEach((target, folder) -> items.addAll(some(realImages(target, folder), folder)));
        Map<String, Path> known = inputsByName();
        outputsOf.forEach((target, folder) -> items.addAll(some(translations(target, folder, known), folder)));
        return items;
    }

    private Map<String, Path> targets(Path root) {
        Map<String, Path> targets = new TreeMap<>();
        if (classes) {
            OwnImages.folders(root).forEach(folder -> targets.put(name(folder), folder));
            check(!targets.isEmpty(), "%s holds no folder: give a folder a class, or leave out --classes", root);
        } else {
            targets.put("", root);
        }
        return targets;
    }

    private static List<Item> some(List<Item> items, Path folder) {
        check(!items.isEmpty(), "%s has no image: put PNG or JPEG files there", folder);
        return items;
    }

    private static List<Item> realImages(String target, Path folder) {
        return OwnImages.files(folder).stream()
                .map(file -> new Item(Side.REAL, target, name(file), List.of(file.toString()), ""))
                .toList();
    }

    private static List<Item> translations(String target, Path folder, Map<String, Path> inputs) {
        List<Item> items = new ArrayList<>();
        OwnImages.files(folder).forEach(file -> items.add(translation(target, file, List.of(file), inputs)));
        OwnImages.folders(folder).forEach(several -> {
            List<Path> files = OwnImages.files(several);
            check(!files.isEmpty(), "%s has no image: remove it, or put the translations there", several);
            items.add(translation(target, several, files, inputs));
        });
        return items;
    }

    private static Item translation(String target, Path named, List<Path> files, Map<String, Path> inputs) {
        Path input = inputs.get(stem(named));
        check(
                input != null || inputs.isEmpty(),
                "%s has no input named \"%s\": name each translation as its input, or leave out the inputs",
                named,
                stem(named));
        List<String> texts = files.stream().map(Path::toString).toList();
        return new Item(Side.OUTPUT, target, name(named), texts, input == null ? "" : input.toString());
    }

    private Map<String, Path> inputsByName() {
        Map<String, Path> byName = new HashMap<>();
        for (Path file : inputs == null ? List.<Path>of() : OwnImages.files(inputs)) {
            Path other = byName.put(stem(file), file);
            check(other == null, "%s and %s differ only in their endings: rename one", other, file);
        }
        check(
                inputs == null || !byName.isEmpty(),
                "%s has no image: put what was translated there",
                String.valueOf(inputs));
        return byName;
    }

    private static String name(Path path) {
        return present(path.getFileName(), "%s is no file or folder with a name: give one", path)
                .toString();
    }

    /** A file's name without its ending. */
    private static String stem(Path path) {
        return name(path).replaceFirst("\\.(?i:png|jpe?g|gif|bmp|tiff?|webp)$", "");
    }
}
