package org.ui2i.nn;

import ai.djl.ndarray.types.Shape;

/** What a convolution's weight is divided by. */
public enum WeightNorm {
    /** nothing */
    NONE {
        @Override
        Part part(Shape weight, Weights weights) {
            return new Sequence();
        }
    },
    /** its largest singular value: the layer cannot stretch any input by more than 1 (Miyato et al. 2018) */
    SPECTRAL {
        @Override
        Part part(Shape weight, Weights weights) {
            return new SpectralNorm(weight, weights);
        }
    };

    /** Weight in, the same shape out. */
    abstract Part part(Shape weight, Weights weights);
}
