package org.ui2i.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.ui2i.tensor.Ops;

/** Losses of a detector by heat maps (Zhou et al. 2019, sections 3 and 4). */
public final class DetectionLosses {
    private DetectionLosses() {}

    /**
     * Focal loss with less penalty near centres, per object.
     * <pre>-1/N sum over cells of  (1 - p)^2 log p              where Y = 1
     *                        (1 - Y)^4 p^2 log(1 - p)     elsewhere,   p = sigmoid(z)</pre>
     *
     * @param logits z, (B, K, h, w)
     * @param target Y, the same shape, in [0, 1]; N cells of it are 1, and N counts as 1 if there is none
     * @return 0-dim
     */
    public static NDArray heat(NDArray logits, NDArray target) {
        NDArray centres = target.eq(1f).toType(DataType.FLOAT32, false);
        NDArray away = target.neg().add(1f).square().square(); // 0 at centres
        NDArray p = sigmoid(logits);
        NDArray hit = p.neg().add(1f).square().mul(Ops.softplus(logits.neg())); // -log p = softplus(-z)
        NDArray miss = p.square().mul(Ops.softplus(logits)); // -log(1 - p) = softplus(z)
        return Ops.scale(centres.mul(hit).add(away.mul(miss)).sum(), 1 / objects(centres));
    }

    /**
     * L1 at the objects' centres, per object.
     * <pre>1/N sum over objects of |x - y| at the centre</pre>
     *
     * @param x the detector's sizes or offsets, (B, 2, h, w)
     * @param y what they should be, the same shape
     * @param centres 1 at N cells, 0 elsewhere, (B, 1, h, w); N counts as 1 if there is none
     * @return 0-dim
     */
    public static NDArray atCentres(NDArray x, NDArray y, NDArray centres) {
        return Ops.scale(x.sub(y).abs().mul(centres).sum(), 1 / objects(centres));
    }

    /** 1 / (1 + exp(-z)), by way of tanh, which DJL's arrays have. */
    static NDArray sigmoid(NDArray z) {
        NDArray half = Ops.scale(z, 0.5);
        return Ops.scale(half.tanh().add(1f), 0.5);
    }

    private static double objects(NDArray centres) {
        return Math.max(1, centres.sum().getFloat());
    }
}
