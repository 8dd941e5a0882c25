package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * A frozen network whose features a score uses, with the names that are printed beside the score. It must share no weights
 * with what is scored, with the losses that trained it, or with a judge of the same outputs.
 *
 * @param net what the network is, such as {@code letter net}
 * @param layer which of its activations are taken
 * @param map images (N, C, H, W) in [-1, 1] to features (N, d)
 */
public record Features(String net, String layer, UnaryOperator<NDArray> map) {
    /** Checks the names. */
    public Features {
        check(!net.isBlank() && !layer.isBlank(), "features of \"%s\", \"%s\": name the net and the layer", net, layer);
    }

    /**
     * The features that a judge sees just before it decides.
     *
     * @param net its name
     * @param judge trained for this, with a seed of its own, on images that the other judges did not see if possible
     * @return {@link Judge#features}
     */
    public static Features of(String net, Judge judge) {
        return new Features(net, judge.layer(), judge::features);
    }

    /**
     * The features of images.
     *
     * @param x (N, C, H, W) in [-1, 1]
     * @return (N, d)
     */
    public NDArray of(NDArray x) {
        NDArray rows = map.apply(x);
        check(
                rows.getShape().dimension() == 2
                        && rows.getShape().get(0) == x.getShape().get(0),
                "the features of %s images have shape %s: give (N, d)",
                x.getShape(),
                rows.getShape());
        return rows;
    }

    double[][] rows(NDArray x) {
        try (NDArray rows = of(x)) {
            return Rows.of(rows);
        }
    }
}
