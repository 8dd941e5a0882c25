package org.ui2i.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ui2i.data.SizeBand;

/**
 * Translated scenes against the same scenes drawn in the target domain (row D1).
 *
 * @param objects errors inside each object's box
 * @param outside L1 over the pixels of each scene that lie in no box, images in [0, 1]
 * @param ap mean average precision, at an IoU of 0.5, of a detector that knows the source domain only, on the translated scenes
 */
public record SceneScores(List<Item> objects, List<Double> outside, double ap) {
    /**
     * One object.
     *
     * @param scene number of its scene
     * @param band how large it is
     * @param l1 over the pixels whose middle lies in its box
     */
    public record Item(int scene, SizeBand band, double l1) {}

    /** Copies the lists. */
    public SceneScores {
        objects = List.copyOf(objects);
        outside = List.copyOf(outside);
    }

    /**
     * Error of objects.
     *
     * @return mean over all
     */
    public double inside() {
        return objects.stream().mapToDouble(Item::l1).average().orElse(Double.NaN);
    }

    /**
     * Error of objects of a size.
     *
     * @param band which
     * @return mean over them; NaN without any
     */
    public double inside(SizeBand band) {
        return objects.stream()
                .filter(o -> o.band == band)
                .mapToDouble(Item::l1)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Error of what is no object.
     *
     * @return mean over scenes
     */
    public double ground() {
        return outside.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        String bands = Arrays.stream(SizeBand.values())
                .map(b -> String.format(Locale.ROOT, "%s %.4f", b.name().toLowerCase(Locale.ROOT), inside(b)))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "L1 inside boxes %.4f (%s), outside %.4f, AP %.3f (%d objects)",
                inside(),
                bands,
                ground(),
                ap,
                objects.size());
    }
}
