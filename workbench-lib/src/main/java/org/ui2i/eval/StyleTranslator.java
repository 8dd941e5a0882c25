package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import org.ui2i.tensor.Draws;

/** Draws images of one domain in another, each in a random style (MUNIT). */
@FunctionalInterface
public interface StyleTranslator {
    /**
     * Translates, every image in a style of its own.
     *
     * @param x (N, C, H, W) in [-1, 1]
     * @param draws gives the styles
     * @return (N, C, H, W) in [-1, 1]
     */
    NDArray translate(NDArray x, Draws draws);
}
