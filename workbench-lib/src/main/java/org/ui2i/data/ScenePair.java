package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Scenes of two domains, not paired with each other. Only the source domain's objects are known: a detector learns them
 * there and must find them after translation by itself (DUNIT).
 *
 * @param a scenes of the source domain, (B, 3, H, W) in [-1, 1]
 * @param boxes what stands in each scene of {@code a}, B lists in order of the images
 * @param b scenes of the target domain, (B, 3, H, W) in [-1, 1]
 * @param sources names of the items
 * @param step whose batch this is
 */
public record ScenePair(NDArray a, List<List<Box>> boxes, NDArray b, List<String> sources, Step step)
        implements Batch {}
