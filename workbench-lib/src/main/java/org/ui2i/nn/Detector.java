package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Finds objects. It runs before the translation, to know what to encode apart, and after it, to see whether the objects
 * are still there; at test time too (DUNIT). What it finds carries no gradient.
 */
public interface Detector {
    /**
     * Looks at images.
     *
     * @param images (B, C, H, W) in [-1, 1]
     * @return what it found in each image, the surest first; an image may have nothing
     */
    List<List<Detection>> detect(NDArray images);
}
