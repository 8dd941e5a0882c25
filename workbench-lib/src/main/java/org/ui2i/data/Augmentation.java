package org.ui2i.data;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.Regions;
import org.ui2i.tensor.Tensors;

/**
 * Random changes that leave what an image shows: a square window of it, enlarged; its mirror image; other colours.
 *
 * @param smallest edge of the smallest window in edges of the image, in (0, 1]; 1: the whole image
 * @param flip whether every second image, at random, is mirrored
 * @param jitter how far the factors on brightness, contrast and saturation lie from 1 at most, in [0, 1); grey images keep
 *     their values
 */
public record Augmentation(double smallest, boolean flip, double jitter) {
    /** leaves images as they are */
    public static final Augmentation NONE = new Augmentation(1, false, 0);

    private static final int DRAWS = 7; // an image: window's size and place, mirror, three colour factors

    /** Checks the ranges. */
    public Augmentation {
        check(smallest > 0 && smallest <= 1, "the smallest window is %s of the image: use a share in (0, 1]", smallest);
        check(jitter >= 0 && jitter < 1, "colours change by up to %s: use a number in [0, 1)", jitter);
    }

    Augmentation mirrored() {
        return new Augmentation(smallest, true, jitter);
    }

    /**
     * Changes images, each in its own way.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param draws decide how; {@link Draws.Stream#AUGMENTATION}
     * @return the same shape and range
     */
    public NDArray apply(NDArray x, Draws draws) {
        int images = Math.toIntExact(x.getShape().get(0));
        float[] u = draws.uniform(Draws.Stream.AUGMENTATION, new Shape(images, DRAWS))
                .toFloatArray();
        NDArray seen = smallest == 1 && !flip ? x : windowed(x, u);
        return x.getShape().get(1) == 3 && jitter > 0 ? coloured(seen, u) : seen;
    }

    private NDArray windowed(NDArray x, float[] u) {
        int height = (int) x.getShape().get(2), width = (int) x.getShape().get(3);
        return Regions.sample(x, windows(x, u), height, width, Regions.Outside.BORDER);
    }

    /** As {@link Regions#sample} takes them, (B, 2, 3). */
    private NDArray windows(NDArray x, float[] u) {
        int images = u.length / DRAWS;
        float[] a = new float[6 * images];
        for (int i = 0; i < images; i++) {
            double edge = smallest + u[i * DRAWS] * (1 - smallest);
            a[6 * i] = (float) (flip && u[i * DRAWS + 3] < 0.5 ? -edge : edge);
            a[6 * i + 2] = (float) ((2 * u[i * DRAWS + 1] - 1) * (1 - edge));
            a[6 * i + 4] = (float) edge;
            a[6 * i + 5] = (float) ((2 * u[i * DRAWS + 2] - 1) * (1 - edge));
        }
        return Tensors.of(x.getManager(), a, new Shape(images, 2, 3));
    }

    /** Brightness, contrast about the image's mean, saturation about each place's grey; in [0, 1] in between. */
    private NDArray coloured(NDArray x, float[] u) {
        Shape s = x.getShape();
        NDArray bright = Ops.scale(x.add(1f), 0.5).mul(factor(x, u, 4));
        NDArray mean = bright.reshape(s.get(0), -1).mean(new int[] {1}).reshape(-1, 1, 1, 1);
        NDArray contrasted = bright.sub(mean).mul(factor(x, u, 5)).add(mean);
        NDArray grey = contrasted.mean(new int[] {1}, true); // (B, 1, H, W)
        NDArray saturated = contrasted.sub(grey).mul(factor(x, u, 6)).add(grey);
        return Ops.scale(saturated, 2).sub(1f).clip(-1, 1);
    }

    /** An image's factor, (B, 1, 1, 1). */
    private NDArray factor(NDArray x, float[] u, int draw) {
        float[] factors = new float[u.length / DRAWS];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (1 + jitter * (2 * u[i * DRAWS + draw] - 1));
        }
        return Tensors.of(x.getManager(), factors, new Shape(factors.length, 1, 1, 1));
    }
}
