package org.ui2i.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Exponential moving averages of whole lists of parameters, in one engine call. */
public final class Averages {
    private Averages() {}

    /**
     * average = decay average + (1 - decay) param, in place.
     *
     * @param averages the averages
     * @param params the parameters, in the same order and shapes
     * @param decay in [0, 1]
     */
    public static void update(List<NDArray> averages, List<NDArray> params, double decay) {
        TorchArchive ops = TorchArchive.ops();
        try (NDArray rates = ops.rates(decay)) {
            ops.update("lerp", List.of(averages, params), rates);
        }
    }
}
