package org.ui2i.models;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Part;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.nn.Symbol;
import org.ui2i.nn.Weights;

/**
 * One domain's auto-encoder (MUNIT, section 5.1).
 * <pre>
 * c = E^c(x)            content code: where things are, in a space that both domains share
 * s = E^s(x)            style code: what they look like in this domain
 * x = G(c, s)           decoder, styled through AdaIN with the MLP's (beta, gamma)
 * </pre>
 */
public final class MunitGenerator extends Part {
    private final ContentEncoder contentEncoder;
    private final StyleEncoder styleEncoder;
    private final Mlp mlp;
    private final AdaInDecoder decoder;

    /**
     * An image in two codes.
     *
     * @param c content, (B, f 2^downs, h, w)
     * @param s style, (B, n)
     */
    public record Code(NDArray c, NDArray s) {}

    /**
     * A generator.
     *
     * @param config both domains' numbers
     * @param channels of this domain's images
     * @param weights where its initial weights come from
     */
    public MunitGenerator(MunitConfig config, int channels, Weights weights) {
        contentEncoder = child("content", new ContentEncoder(config.contentEncoder(channels), weights));
        styleEncoder = child("style", new StyleEncoder(config.styleEncoder(channels), weights));
        decoder = new AdaInDecoder(config.decoder(channels), weights);
        mlp = child("mlp", new Mlp(config.mlp(decoder.adaInLength()), weights));
        child("decoder", decoder);
    }

    /**
     * E^c and E^s.
     *
     * @param x images of this domain, (B, C, H, W) in [-1, 1]
     * @return both codes
     */
    public Code encode(NDArray x) {
        return new Code(content(x), style(x));
    }

    /**
     * E^c.
     *
     * @param x images of this domain, (B, C, H, W) in [-1, 1]
     * @return c, (B, f 2^downs, h, w)
     */
    public NDArray content(NDArray x) {
        return contentEncoder.forward(x);
    }

    /**
     * E^s.
     *
     * @param x images of this domain, (B, C, H, W) in [-1, 1]
     * @return s, (B, n)
     */
    public NDArray style(NDArray x) {
        return styleEncoder.forward(x);
    }

    /**
     * The AdaIN parameters of a style: each layer's betas, then its gammas, layer after layer.
     *
     * @param s style code, (B, n)
     * @return (B, N)
     */
    public NDArray adaIn(NDArray s) {
        return mlp.forward(s);
    }

    /**
     * G.
     *
     * @param c content code of either domain, (B, f 2^downs, h, w)
     * @param s style code of this domain, (B, n)
     * @return images of this domain, (B, C, H, W) in [-1, 1]
     */
    public NDArray decode(NDArray c, NDArray s) {
        check(
                c.getShape().get(0) == s.getShape().get(0),
                "%d contents and %d styles: give each content its style",
                c.getShape().get(0),
                s.getShape().get(0));
        try (NDArray adain = adaIn(s)) {
            return decodeWith(c, adain);
        }
    }

    /**
     * G with given AdaIN parameters.
     *
     * @param c content code of either domain, (B, f 2^downs, h, w)
     * @param adain as {@link #adaIn} makes them, (B, N)
     * @return images of this domain, (B, C, H, W) in [-1, 1]
     */
    public NDArray decodeWith(NDArray c, NDArray adain) {
        return decoder.forward(c, adain);
    }

    /**
     * The first half of {@link #decodeWith}: features in this domain's style, at the code's resolution.
     *
     * @param c content code of either domain, (B, f 2^downs, h, w)
     * @param adain as {@link #adaIn} makes them, (B, N)
     * @return the same shape as c
     */
    public NDArray restyle(NDArray c, NDArray adain) {
        return decoder.restyle(c, adain);
    }

    /**
     * The second half of {@link #decodeWith}.
     *
     * @param features of {@link #restyle}, perhaps with others put in (DUNIT)
     * @return images of this domain, (B, C, H, W) in [-1, 1]
     */
    public NDArray draw(NDArray features) {
        return decoder.draw(features);
    }

    /**
     * E^c as TorchScript.
     *
     * @param x images of this domain
     * @return c
     */
    public Symbol content(Symbol x) {
        return contentEncoder.script(x);
    }

    /**
     * E^s as TorchScript.
     *
     * @param x images of this domain
     * @return s
     */
    public Symbol style(Symbol x) {
        return styleEncoder.script(x);
    }

    /**
     * G as TorchScript.
     *
     * @param c content code of either domain
     * @param s style code of this domain, (B, n)
     * @return images of this domain
     */
    public Symbol decode(Symbol c, Symbol s) {
        return decoder.script(c, mlp.script(s));
    }

    /** Reconstruction. */
    @Override
    public NDArray forward(NDArray x) {
        try (NDArray c = content(x);
                NDArray s = style(x)) {
            return decode(c, s);
        }
    }
}
