package org.ui2i.models;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Part;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.nn.Weights;

/**
 * FUNIT's few-shot generator (section 3.1).
 * <pre>
 * zX = Ex(x)                       content code: where things are
 * zY = 1/K sum_k Ey(y_k)           class code: what the class looks like, from K of its images
 * xBar = Fx(zX, MLP(zY))           x's content in y's class, through AdaIN
 * </pre>
 */
public final class FunitGenerator extends Part {
    private final ContentEncoder contentEncoder;
    private final StyleEncoder classEncoder;
    private final Mlp mlp;
    private final AdaInDecoder decoder;

    /**
     * A generator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public FunitGenerator(FunitConfig config, Weights weights) {
        contentEncoder = child("content", new ContentEncoder(config.contentEncoder(), weights));
        classEncoder = child("class", new StyleEncoder(config.classEncoder(), weights));
        decoder = new AdaInDecoder(config.decoder(), weights);
        mlp = child("mlp", new Mlp(config.mlp(decoder.adaInLength()), weights));
        child("decoder", decoder);
    }

    /**
     * Ex.
     *
     * @param x images, (B, C, H, W) in [-1, 1]
     * @return zX, (B, f 2^downs, h, w)
     */
    public NDArray content(NDArray x) {
        return contentEncoder.forward(x);
    }

    /**
     * The class code, in training and in use: the mean of K images' codes.
     *
     * @param y K images of each class, (B, K, C, H, W) in [-1, 1]
     * @return zY, (B, n)
     */
    public NDArray classCode(NDArray y) {
        check(
                y.getShape().dimension() == 5,
                "class images have shape %s: give (B, K, C, H, W), K images of each class",
                y.getShape());
        try (NDArray images = flat(y);
                NDArray codes = classEncoder.forward(images)) {
            return meanOfK(codes, y.getShape().get(1));
        }
    }

    /**
     * One array of images of B times K.
     *
     * @param y (B, K, ...)
     * @return (B K, ...)
     */
    static NDArray flat(NDArray y) {
        Shape s = y.getShape();
        return y.reshape(new Shape(s.get(0) * s.get(1)).addAll(s.slice(2)));
    }

    /**
     * The mean over each class's K images.
     *
     * @param codes of all images, (B K, ...), a class's images side by side
     * @param k K
     * @return (B, ...)
     */
    static NDArray meanOfK(NDArray codes, long k) {
        Shape s = codes.getShape();
        try (NDArray grouped = codes.reshape(new Shape(s.get(0) / k, k).addAll(s.slice(1)))) {
            return grouped.mean(new int[] {1});
        }
    }

    /**
     * The AdaIN parameters of a class.
     *
     * @param zY class code, (B, n)
     * @return beta and gamma of all the decoder's norms in turn, (B, 4 f 2^downs a residual block)
     */
    public NDArray adaIn(NDArray zY) {
        return mlp.forward(zY);
    }

    /**
     * Fx.
     *
     * @param zX content code, (B, f 2^downs, h, w)
     * @param zY class code, (B, n)
     * @return images, (B, C, H, W) in [-1, 1]
     */
    public NDArray decode(NDArray zX, NDArray zY) {
        try (NDArray adain = adaIn(zY)) {
            return decoder.forward(zX, adain);
        }
    }

    /** Reconstruction: the image is its own class's only image, K = 1. */
    @Override
    public NDArray forward(NDArray x) {
        try (NDArray zX = content(x);
                NDArray y = x.expandDims(1);
                NDArray zY = classCode(y)) {
            return decode(zX, zY);
        }
    }
}
