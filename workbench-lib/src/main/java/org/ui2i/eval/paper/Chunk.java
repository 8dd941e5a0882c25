package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Some images of one side, as a {@link Tally} takes them. The arrays stay the caller's.
 *
 * @param side what they are
 * @param groups whose images lie next to each other
 * @param images (N, C, S, S) in [-1, 1], N the sum of the groups' counts
 * @param inputs (number of groups, C, S, S) what was translated; null if it is not known
 */
public record Chunk(Side side, List<Group> groups, NDArray images, @Nullable NDArray inputs) {
    /**
     * A real image, or the translations of one input.
     *
     * @param target the class; empty without classes
     * @param name no two alike on a side
     * @param count how many images
     */
    public record Group(String target, String name, int count) {}

    /** Checks the counts. */
    public Chunk {
        long n = images.getShape().get(0);
        int counted = groups.stream().mapToInt(Group::count).sum();
        check(counted == n, "%d images in groups of %d: give each image a group", n, counted);
        check(
                inputs == null || inputs.getShape().get(0) == groups.size(),
                "%d groups but other inputs: give one a group",
                groups.size());
    }

    /** Visits each group with the place of its first image. */
    void each(ObjIntConsumer<Group> visitor) {
        int first = 0;
        for (Group group : groups) {
            visitor.accept(group, first);
            first += group.count;
        }
    }
}
