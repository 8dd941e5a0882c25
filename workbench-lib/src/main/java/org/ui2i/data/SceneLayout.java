package org.ui2i.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Seeds;

/**
 * What stands where in a scene, whoever draws it and whatever the light: a function of a key.
 *
 * @param key decides the background too
 * @param objects from the farthest to the nearest
 */
record SceneLayout(long key, List<Placed> objects) {
    private static final int MOST = 4;
    private static final int TRIES = 40;
    private static final double OVERLAP = 0.1; // of the smaller of two boxes

    /** An emoji and its box; the label of the box is its class. */
    record Placed(SceneEmoji emoji, Box box) {}

    /** A scene of one to four of the given emoji; each class and each band of sizes is equally likely. */
    static SceneLayout of(long key, List<SceneEmoji> emoji, int classes, int edge) {
        Rolls rolls = new Rolls(Seeds.mix(key, 1));
        int count = 1 + rolls.below(MOST);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Placed next = place(rolls, emoji, classes, edge, placed);
            if (next != null) { // a full scene stays as it is
                placed.add(next);
            }
        }
        placed.sort(Comparator.comparingDouble(p -> p.box.y1()));
        return new SceneLayout(key, List.copyOf(placed));
    }

    List<Box> boxes() {
        return objects.stream().map(Placed::box).toList();
    }

    private static @Nullable Placed place(
            Rolls rolls, List<SceneEmoji> emoji, int classes, int edge, List<Placed> placed) {
        int label = rolls.below(classes);
        List<SceneEmoji> ofClass =
                emoji.stream().filter(e -> e.extent().label() == label).toList();
        SceneEmoji chosen = ofClass.get(rolls.below(ofClass.size()));
        double side = SizeBand.values()[rolls.below(SizeBand.values().length)].at(rolls.next());
        Box extent = chosen.extent();
        double scale = side / Math.max(extent.width(), extent.height());
        double width = scale * extent.width(), height = scale * extent.height();
        for (int i = 0; i < TRIES; i++) {
            double x = 1 + rolls.next() * (edge - 2 - width), y = 1 + rolls.next() * (edge - 2 - height);
            Box box = new Box(label, x, y, x + width, y + height);
            if (placed.stream().allMatch(p -> apart(p.box, box))) {
                return new Placed(chosen, box);
            }
        }
        return null;
    }

    private static boolean apart(Box a, Box b) {
        return a.shared(b) <= OVERLAP * Math.min(a.area(), b.area());
    }

    /** Numbers drawn one after the other from a key. */
    static final class Rolls {
        private final long key;
        private long drawn;

        Rolls(long key) {
            this.key = key;
        }

        /** In [0, 1). */
        double next() {
            return Seeds.uniform(key, drawn++);
        }

        /** In 0..n-1. */
        int below(int n) {
            return (int) (next() * n);
        }
    }
}
