package org.ui2i.nn;

import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** What a convolution's weight is divided by. */
public enum WeightNorm {
    /** nothing */
    NONE {
        @Override
        @Nullable
        Part divisor(Shape weight, Weights weights) {
            return null;
        }
    },
    /** its largest singular value: the layer cannot stretch any input by more than 1 (Miyato et al. 2018) */
    SPECTRAL {
        @Override
        Part divisor(Shape weight, Weights weights) {
            return new SpectralNorm(weight, weights);
        }
    };

    /** Weight in, its divisor out, (1, 1, 1, 1); null for 1. */
    abstract @Nullable Part divisor(Shape weight, Weights weights);
}
