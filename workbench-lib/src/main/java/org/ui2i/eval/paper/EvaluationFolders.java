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
import org.ui2i.data.shard.ShardManifest;

/**
 * Folders of an evaluation. A translation is named as its input ({@code inputs/dog.jpg}, {@code outputs/dog.png}); several of one
 * input lie in a folder with that name ({@code outputs/dog/1.png}, ...). Inputs in subfolders have their translations in the same
 * ones. With classes, real images and outputs lie in a folder a class. The manifests that a translation of a folder leaves
 * beside its pictures are none of them.
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
        outputsOf.forEach((target, folder) -> items.addAll(some(translations(target, folder, "", known), folder)));
        return items;
    }

    private Map<String, Path> targets(Path root) {
        Map<String, Path> targets = new TreeMap<>();
        if (classes) {
            folders(root).forEach(folder -> targets.put(name(folder), folder));
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

    private static List<Path> folders(Path root) {
        return OwnImages.folders(root).stream()
                .filter(folder -> !name(folder).equals(ShardManifest.FOLDER))
                .toList();
    }

    /** Below a folder, whose place below the target's is {@code place}, blank or ending in a slash. */
    private static List<Item> translations(String target, Path folder, String place, Map<String, Path> inputs) {
        List<Item> items = new ArrayList<>();
        OwnImages.files(folder).forEach(file -> items.add(translation(target, file, place, List.of(file), inputs)));
        for (Path sub : folders(folder)) {
            String below = place + name(sub) + "/";
            if (inputs.keySet().stream().anyMatch(input -> input.startsWith(below))) {
                items.addAll(translations(target, sub, below, inputs));
            } else {
                List<Path> several = OwnImages.files(sub);
                check(!several.isEmpty(), "%s has no image: remove it, or put the translations there", sub);
                items.add(translation(target, sub, place, several, inputs));
            }
        }
        return items;
    }

    private static Item translation(
            String target, Path named, String place, List<Path> files, Map<String, Path> inputs) {
        String expected = place + stem(named);
        Path input = inputs.get(expected);
        check(
                input != null || inputs.isEmpty(),
                "%s has no input named \"%s\": name each translation as its input, or leave out the inputs",
                named,
                expected);
        List<String> texts = files.stream().map(Path::toString).toList();
        return new Item(Side.OUTPUT, target, place + name(named), texts, input == null ? "" : input.toString());
    }

    private Map<String, Path> inputsByName() {
        Map<String, Path> byName = new HashMap<>();
        if (inputs != null) {
            addInputs(inputs, "", byName);
            check(!byName.isEmpty(), "%s has no image: put what was translated there", inputs);
        }
        return byName;
    }

    private static void addInputs(Path folder, String place, Map<String, Path> byName) {
        for (Path file : OwnImages.files(folder)) {
            Path other = byName.put(place + stem(file), file);
            check(other == null, "%s and %s differ only in their endings: rename one", other, file);
        }
        OwnImages.folders(folder).forEach(sub -> addInputs(sub, place + name(sub) + "/", byName));
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
