package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Images and a second view of each, nothing else: no domain and no class is known (TUNIT).
 *
 * @param x the images, (B, C, H, W) in [-1, 1]
 * @param view the same images, changed otherwise, (B, C, H, W) in [-1, 1]
 * @param sources names of the items
 * @param step whose batch this is
 */
public record Views(NDArray x, NDArray view, List<String> sources, Step step) implements Batch {}
