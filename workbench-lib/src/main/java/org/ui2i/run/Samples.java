package org.ui2i.run;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.ui2i.data.Batch;

/**
 * What a training's networks draw, as they are now, for a batch. Drawing changes nothing in them.
 *
 * @param <B> what a step takes
 */
public interface Samples<B extends Batch> {
    /**
     * Rows of images.
     *
     * @param batch what is drawn
     * @return (B, C, H, W) in [-1, 1] by the row's caption, inputs first; in order
     */
    Map<String, NDArray> of(B batch);
}
