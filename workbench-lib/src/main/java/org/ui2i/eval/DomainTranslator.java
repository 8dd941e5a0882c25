package org.ui2i.eval;

import ai.djl.ndarray.NDArray;

/** What draws images of one of several domains in another, told by labels (StarGAN, RelGAN). */
@FunctionalInterface
public interface DomainTranslator {
    /**
     * Translates.
     *
     * @param x images of one domain, (B, C, H, W) in [-1, 1]
     * @param from the label of that domain, (1, n); RelGAN needs the difference of the two
     * @param to the label of the wanted domain, (1, n); StarGAN needs this one alone
     * @return (B, C, H, W) in [-1, 1]
     */
    NDArray draw(NDArray x, NDArray from, NDArray to);
}
