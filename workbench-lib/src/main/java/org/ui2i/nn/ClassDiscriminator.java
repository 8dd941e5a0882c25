package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Judges images as members of classes (FUNIT, COCO-FUNIT). */
public abstract class ClassDiscriminator extends Part {
    /** For subclasses. */
    protected ClassDiscriminator() {}

    /**
     * What D says of images.
     *
     * @param features the last features before the judgement, Df(x), (B, F, h, w)
     * @param score the map of each image as a member of its class, (B, h, w); high = real
     */
    public record Judgement(NDArray features, NDArray score) {}

    /**
     * Df: all layers but the last.
     *
     * @param x images, (B, C, H, W)
     * @return features, (B, F, h, w)
     */
    public abstract NDArray features(NDArray x);

    /**
     * Judges images as members of their classes.
     *
     * @param x images, (B, C, H, W)
     * @param labels their classes, (B), int64 in 0..|S|-1
     * @return features and the classes' maps
     */
    public abstract Judgement judge(NDArray x, NDArray labels);

    /** Refuses labels that are not one an image. */
    static void checkLabels(NDArray labels, long images) {
        check(
                labels.getShape().equals(new Shape(images)),
                "%d images have labels of shape %s: give one class an image",
                images,
                labels.getShape());
    }
}
