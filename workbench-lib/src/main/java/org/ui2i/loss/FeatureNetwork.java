package org.ui2i.loss;

import ai.djl.ndarray.NDArray;

/** A network whose inner maps say what an image shows; supplied by the user, never trained here. */
@FunctionalInterface
public interface FeatureNetwork {
    /**
     * The maps of a layer.
     *
     * @param x images of either domain, (B, C, H, W) in [-1, 1]
     * @return (B, N, h, w), differentiable by x
     */
    NDArray features(NDArray x);
}
