package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import org.ui2i.data.ImageSet;
import org.ui2i.tensor.Tensors;

/**
 * A translation without a network: each channel gets the mean and the standard deviation that it has in the target domain.
 * <pre>y_c = clip((x_c - mean_A,c) sd_B,c / sd_A,c + mean_B,c, -1, 1)</pre>
 * A translator that does not beat it has learned no more than the light.
 */
public final class Recolouring implements UnaryOperator<NDArray> {
    private final float[] scale;
    private final float[] shift;

    private Recolouring(float[] scale, float[] shift) {
        this.scale = scale;
        this.shift = shift;
    }

    /**
     * Measures both domains.
     *
     * @param a images of the source domain, not of one grey only
     * @param b images of the target domain, with as many channels
     * @return from a's colours to b's
     */
    public static Recolouring of(ImageSet a, ImageSet b) {
        try (NDManager scope = Tensors.scope()) {
            NDArray x = channels(a.all(scope)), y = channels(b.all(scope));
            check(
                    x.getShape().get(0) == y.getShape().get(0),
                    "%s channels in a, %s in b: use as many",
                    x.getShape().get(0),
                    y.getShape().get(0));
            float[] meanA = mean(x), meanB = mean(y), sdA = sd(x), sdB = sd(y);
            float[] scale = new float[meanA.length], shift = new float[meanA.length];
            for (int c = 0; c < scale.length; c++) {
                check(sdA[c] > 0, "channel %d of a has one value only: there is nothing to spread", c);
                scale[c] = sdB[c] / sdA[c];
                shift[c] = meanB[c] - scale[c] * meanA[c];
            }
            return new Recolouring(scale, shift);
        }
    }

    /** (C, N H W). */
    private static NDArray channels(NDArray x) {
        return x.transpose(1, 0, 2, 3).reshape(x.getShape().get(1), -1);
    }

    private static float[] mean(NDArray channels) {
        return channels.mean(new int[] {1}).toFloatArray();
    }

    private static float[] sd(NDArray channels) {
        NDArray mean = channels.mean(new int[] {1}, true);
        return channels.sub(mean).square().mean(new int[] {1}).sqrt().toFloatArray();
    }

    /**
     * Recolours images.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @return of the same shape and range
     */
    @Override
    public NDArray apply(NDArray x) {
        Shape channel = new Shape(1, scale.length, 1, 1);
        NDManager manager = x.getManager();
        return x.mul(Tensors.of(manager, scale, channel))
                .add(Tensors.of(manager, shift, channel))
                .clip(-1, 1);
    }
}
