package org.ui2i.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.ui2i.tensor.Step;

/**
 * Images of two domains: image i of B is another one than image i of A, except from {@link PairedImages}.
 *
 * @param a images of A, (B, C, H, W) in [-1, 1]
 * @param b images of B, (B, C', H, W) in [-1, 1]
 * @param sources names of the items
 * @param step whose batch this is
 */
public record Pair(NDArray a, NDArray b, List<String> sources, Step step) implements Batch {
    @Override
    public Pair part(Step part, int index) {
        return new Pair(Batch.rows(a, part, index), Batch.rows(b, part, index), sources, part);
    }
}
