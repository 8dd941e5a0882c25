package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.util.Arrays;
import java.util.List;

/**
 * Scenes with their true counterparts and what stands in them, for scores only.
 *
 * @param images scenes of A and the same scenes in B: same places, the other drawer, the other light
 * @param boxes what stands in scene i of either domain
 */
public record TrueScenes(TruePairs images, List<List<Box>> boxes) {
    /** Checks that every scene has its boxes. */
    public TrueScenes {
        check(
                images.size() == boxes.size(),
                "%d scenes, %d lists of boxes: give one each",
                images.size(),
                boxes.size());
        boxes = boxes.stream().map(List::copyOf).toList();
    }

    /**
     * How many scenes.
     *
     * @return the count of pairs
     */
    public int size() {
        return images.size();
    }

    /**
     * Some of the scenes.
     *
     * @param indices which, in this order
     * @return the scenes
     */
    public TrueScenes take(int... indices) {
        return new TrueScenes(
                images.take(indices),
                Arrays.stream(indices).mapToObj(boxes::get).toList());
    }
}
