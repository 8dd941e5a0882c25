package org.ui2i.cli;

import ai.djl.ndarray.NDArray;

/** Trained networks that draw images anew, as the user wished. */
interface Translator {
    /** Edge of the images that the networks were trained on, in pixels. */
    int size();

    /** Channels of the images that it takes. */
    int channels();

    /** (B, C, H, W) to (B, C', H, W), both in [-1, 1]. */
    NDArray translate(NDArray x);
}
