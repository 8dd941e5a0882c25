package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Images of several domains and which domain each is of (StarGAN, RelGAN).
 *
 * @param x the images, (B, C, H, W) in [-1, 1]
 * @param label their labels, (B, n) in [0, 1], as {@link Labels} names the numbers
 * @param sources names of the items
 * @param step whose batch this is
 */
public record LabelledBatch(NDArray x, NDArray label, List<String> sources, Step step) implements Batch {}
