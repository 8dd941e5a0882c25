package org.ui2i.models;

import ai.djl.ndarray.NDArray;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Part;
import org.ui2i.nn.Symbol;
import org.ui2i.nn.Weights;

/**
 * TUNIT's generator (section 3.3): content from the image, style from outside, from the guiding network.
 * <pre>xBar = F(E(x), MLP(s))</pre>
 */
public final class TunitGenerator extends Part {
    private final ContentEncoder encoder;
    private final Mlp mlp;
    private final AdaInDecoder decoder;

    /**
     * A generator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public TunitGenerator(TunitConfig config, Weights weights) {
        encoder = child("content", new ContentEncoder(config.contentEncoder(), weights));
        decoder = child("decoder", new AdaInDecoder(config.decoder(), weights));
        mlp = child("mlp", new Mlp(config.mlp(decoder.adaInLength()), weights));
    }

    /**
     * E.
     *
     * @param x images, (B, C, H, W) in [-1, 1]
     * @return zX, (B, f 2^downs, h, w)
     */
    public NDArray content(NDArray x) {
        return encoder.forward(x);
    }

    /**
     * The AdaIN parameters of a style.
     *
     * @param s style codes, (B, n)
     * @return beta and gamma of all the decoder's norms in turn, (B, N)
     */
    public NDArray adaIn(NDArray s) {
        return mlp.forward(s);
    }

    /**
     * F.
     *
     * @param zX content code, (B, f 2^downs, h, w)
     * @param s style codes, (B, n)
     * @return images, (B, C, H, W) in [-1, 1]
     */
    public NDArray decode(NDArray zX, NDArray s) {
        try (NDArray adain = adaIn(s)) {
            return decoder.forward(zX, adain);
        }
    }

    /**
     * F(E(x), MLP(s)) as TorchScript.
     *
     * @param x images
     * @param s style codes, (B, n)
     * @return images in their styles
     */
    public Symbol translate(Symbol x, Symbol s) {
        return decoder.script(encoder.script(x), mlp.script(s));
    }

    @Override
    public NDArray forward(NDArray x) {
        throw new UnsupportedOperationException("the style is missing: call decode(content(x), s)");
    }
}
