package org.ui2i.train;

import org.ui2i.data.Batch;
import org.ui2i.loss.LossTerms;
import org.ui2i.tensor.Precision;

/**
 * What one player minimises, as a function of a batch: {@code x -> generator(x)}.
 *
 * @param <B> kind of batch
 */
@FunctionalInterface
public interface Objective<B extends Batch> {
    /**
     * The player's loss terms with their graph. What it computes from weights is closed when the player's turn ends; what
     * another player needs, too, is shared by {@link org.ui2i.tensor.Step#once}.
     *
     * @param batch the step's batch, the same for every player of the step
     * @return the terms; gradients are taken of their total, for the player's own weights only
     */
    LossTerms at(B batch);

    /**
     * The same, computed less finely.
     *
     * @param precision of convolutions and linear layers
     * @return an objective
     */
    default Objective<B> in(Precision precision) {
        return batch -> precision.in(() -> at(batch));
    }
}
