package org.ui2i.data;

import org.ui2i.tensor.Step;

/**
 * Training data as a function of the step: the same seed and step number give the same batch, so there is no position to
 * save.
 *
 * @param <B> kind of batch
 */
public interface Batches<B extends Batch> {
    /**
     * The batch of a step.
     *
     * @param step owns the arrays; its seed and number decide what is drawn
     * @return the batch
     */
    B batch(Step step);

    /**
     * Images of one domain a batch.
     *
     * @return B
     */
    int batchSize();

    /**
     * What the data are, for checkpoints and manifests.
     *
     * @return SHA-256 in hex over content and settings
     */
    String hash();
}
