package org.ui2i.eval;

import ai.djl.ndarray.NDArray;

/** Draws contents in classes that a few images show. */
@FunctionalInterface
public interface FewShotTranslator {
    /**
     * Translates without knowing what the class images show.
     *
     * @param content (N, C, H, W) in [-1, 1]
     * @param classImages K images for each, (N, K, C, H, W) in [-1, 1]
     * @return (N, C, H, W) in [-1, 1]
     */
    NDArray translate(NDArray content, NDArray classImages);
}
