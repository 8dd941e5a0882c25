package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Content images and, for each, K images of the class to draw it in (FUNIT). Both classes are among the source classes.
 *
 * @param content images that give the structure, (B, C, H, W) in [-1, 1]
 * @param contentClass their classes, (B), int64 in 0..|S|-1
 * @param classImages images that give the look, (B, K, C, H, W) in [-1, 1]
 * @param classClass the class of each K images, (B), int64 in 0..|S|-1
 * @param sources names of the items
 * @param step whose batch this is
 */
public record FewShotPair(
        NDArray content, NDArray contentClass, NDArray classImages, NDArray classClass, List<String> sources, Step step)
        implements Batch {
    @Override
    public FewShotPair part(Step part, int index) {
        return new FewShotPair(
                Batch.rows(content, part, index),
                Batch.rows(contentClass, part, index),
                Batch.rows(classImages, part, index),
                Batch.rows(classClass, part, index),
                sources,
                part);
    }
}
