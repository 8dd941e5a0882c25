package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Judges patches of an image at one or more scales. */
public abstract class Discriminator extends Part {
    /** For subclasses. */
    protected Discriminator() {}

    /**
     * A map of logits a scale, from fine to coarse; high = real.
     *
     * @param x images, (B, C, H, W)
     * @return maps (B, 1, h, w)
     */
    public abstract List<NDArray> scores(NDArray x);

    /** The finest map. */
    @Override
    public NDArray forward(NDArray x) {
        return scores(x).get(0);
    }
}
