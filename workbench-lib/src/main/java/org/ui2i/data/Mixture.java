package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;

/**
 * Bundled domains mixed into one heap of colour images, equally many of each: what TUNIT has to take apart. Which domain an
 * image is of stands in the manifest's {@code class}, for scores.
 */
final class Mixture {
    /** The domains; no emoji's own drawing is in the heap that is trained on. */
    static final List<String> PARTS = List.of("mnist", "optical", "letters", "drawings", "emoji");

    private static final long SEED = 41; // which images are left out of the larger domains

    private Mixture() {}

    /** So many images of each part as the smallest has, part by part. */
    static ImageSet of(List<String> parts, Split split, int size) {
        checkParts(parts);
        List<ImageSet> sets =
                parts.stream().map(name -> part(name, split, size)).toList();
        int each = sets.stream().mapToInt(ImageSet::size).min().orElseThrow();
        return ImageSet.joined(IntStream.range(0, sets.size())
                .mapToObj(i -> some(sets.get(i), each).ofClass(parts.get(i)))
                .toList());
    }

    /** Refuses what is no mixture; reads nothing. */
    static void checkParts(List<String> parts) {
        check(
                parts.size() >= 2 && parts.stream().distinct().count() == parts.size() && PARTS.containsAll(parts),
                "a mixture of %s: name two or more of %s, each once",
                parts,
                PARTS);
    }

    private static ImageSet some(ImageSet images, int n) {
        int[] order = Seeds.permutation(SEED, images.size());
        return images.take(IntStream.range(0, n).map(i -> order[i]).toArray());
    }

    private static ImageSet part(String name, Split split, int size) {
        boolean train = split == Split.TRAIN;
        return switch (name) {
            case "mnist", "optical" -> read("digits", name, split::holds, size);
            case "letters" -> read("glyphs/styles", "regular", split::holds, size);
            case "drawings" -> Edges.of(read("emoji/drawers", "noto", train ? "a"::equals : split::holds, size));
            case "emoji" -> read("emoji/drawers", "noto", train ? "b"::equals : split::holds, size);
            default -> throw new IllegalArgumentException("'" + name + "' is none of " + PARTS);
        };
    }

    private static ImageSet read(String folder, String domain, Predicate<String> splits, int size) {
        return Atlas.read(
                Datasets.folder(folder),
                domain,
                table -> table.where(table.stringColumn("split").eval(splits)),
                size,
                3);
    }
}
