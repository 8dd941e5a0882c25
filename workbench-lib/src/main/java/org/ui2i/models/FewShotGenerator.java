package org.ui2i.models;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Part;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.nn.Symbol;

/**
 * A few-shot generator: what FUNIT and COCO-FUNIT have in common. They differ in how content and class codes become AdaIN
 * parameters.
 * <pre>
 * zX = Ex(x)                       content code: where things are
 * zY = 1/K sum_k Ey(y_k)           class code: what the class looks like, from K of its images
 * xBar = Fx(zX, A(zX, zY))         x's content in y's class, through AdaIN
 * </pre>
 */
public abstract class FewShotGenerator extends Part {
    private final ContentEncoder contentEncoder;
    private final StyleEncoder classEncoder;
    private final AdaInDecoder decoder;

    /**
     * For subclasses.
     *
     * @param content Ex
     * @param classes Ey
     * @param decoder Fx
     */
    protected FewShotGenerator(ContentEncoder content, StyleEncoder classes, AdaInDecoder decoder) {
        contentEncoder = child("content", content);
        classEncoder = child("class", classes);
        this.decoder = child("decoder", decoder);
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
     * A, the AdaIN parameters of a class, in COCO-FUNIT of a class and a content.
     *
     * @param zX content code, (B, f 2^downs, h, w)
     * @param zY class code, (B, n)
     * @return beta and gamma of all the decoder's norms in turn, (B, N)
     */
    public abstract NDArray adaIn(NDArray zX, NDArray zY);

    /** What the decoder takes: the channels of its norms. */
    final AdaInDecoder decoder() {
        return decoder;
    }

    /**
     * Fx.
     *
     * @param zX content code, (B, f 2^downs, h, w)
     * @param zY class code, (B, n)
     * @return images, (B, C, H, W) in [-1, 1]
     */
    public NDArray decode(NDArray zX, NDArray zY) {
        try (NDArray adain = adaIn(zX, zY)) {
            return decoder.forward(zX, adain);
        }
    }

    /**
     * The class code of one class as TorchScript.
     *
     * @param y K images of the class, (K, C, H, W)
     * @return zY, (1, n)
     */
    public Symbol classCode(Symbol y) {
        return classEncoder.script(y).torch("mean", List.of(0), true);
    }

    /** {@link #adaIn(NDArray, NDArray)} as TorchScript. */
    abstract Symbol adaIn(Symbol zX, Symbol zY);

    /**
     * Fx(Ex(x)) as TorchScript.
     *
     * @param x images
     * @param zY class codes, (B, n)
     * @return images in their classes
     */
    public Symbol translate(Symbol x, Symbol zY) {
        Symbol zX = contentEncoder.script(x);
        return decoder.script(zX, adaIn(zX, zY));
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
