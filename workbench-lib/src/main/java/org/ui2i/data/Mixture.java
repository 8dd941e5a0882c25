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
    /** The domains: the drawings are outlines of Noto's emoji, night are Twemoji's emoji by night, in training others. */
    static final List<String> PARTS = List.of("mnist", "optical", "letters", "drawings", "night");

    private static final String NAME = "mixture";
    private static final float[] NIGHT = {0.35f, 0.42f, 0.7f}; // how much red, green, blue light is left
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

    /** Whether a name is one of a mixture. */
    static boolean isNamed(String spec) {
        return spec.equals(NAME) || spec.startsWith(NAME + ":");
    }

    /** The parts that a name wants: {@code mixture} all, {@code mixture:PART,PART} some. */
    static List<String> parts(String spec) {
        return spec.equals(NAME)
                ? PARTS
                : List.of(spec.substring(NAME.length() + 1).split(",", -1));
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
            case "night" -> byNight(read("emoji/drawers", "twemoji", train ? "b"::equals : split::holds, size));
            default -> throw new IllegalArgumentException("'" + name + "' is none of " + PARTS);
        };
    }

    private static ImageSet byNight(ImageSet images) {
        int plane = images.height() * images.width();
        return images.mapped(image -> {
            byte[] dark = image.clone();
            for (int i = 0; i < dark.length; i++) {
                dark[i] = (byte) Math.round(NIGHT[i / plane] * (image[i] & 255));
            }
            return dark;
        });
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
