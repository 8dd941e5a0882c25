package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Images of a labelled source domain and of an unlabelled target domain.
 *
 * @param a source images, (B, C, H, W) in [-1, 1]
 * @param labels the source images' classes, (B), int64
 * @param b target images, (B, C', H, W) in [-1, 1]
 * @param sources names of the items
 * @param step whose batch this is
 */
public record LabelledPair(NDArray a, NDArray labels, NDArray b, List<String> sources, Step step) implements Batch {}
