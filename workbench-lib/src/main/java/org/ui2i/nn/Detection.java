package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import java.util.List;
import org.ui2i.data.Box;

/**
 * An object that a detector found.
 *
 * @param box where and of which class, in pixels
 * @param score how sure the detector is, in [0, 1]
 */
public record Detection(Box box, double score) {
    /** Checks the range. */
    public Detection {
        check(score >= 0 && score <= 1, "score is %s: use 0 to 1", score);
    }

    /**
     * Only the boxes, for {@link Instances}.
     *
     * @param found what a detector found in each image
     * @return the boxes of each image
     */
    public static List<List<Box>> boxes(List<List<Detection>> found) {
        return found.stream()
                .map(image -> image.stream().map(Detection::box).toList())
                .toList();
    }
}
