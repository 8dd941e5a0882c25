package org.ui2i.models;

import ai.djl.ndarray.NDArray;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.nn.Symbol;
import org.ui2i.nn.Weights;

/**
 * FUNIT's few-shot generator (section 3.1): the AdaIN parameters come from the class code alone.
 * <pre>xBar = Fx(zX, MLP(zY))</pre>
 */
public final class FunitGenerator extends FewShotGenerator {
    private final Mlp mlp;

    /**
     * A generator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public FunitGenerator(FunitConfig config, Weights weights) {
        super(
                new ContentEncoder(config.contentEncoder(), weights),
                new StyleEncoder(config.classEncoder(), weights),
                new AdaInDecoder(config.decoder(), weights));
        mlp = child("mlp", new Mlp(config.mlp(decoder().adaInLength()), weights));
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

    @Override
    public NDArray adaIn(NDArray zX, NDArray zY) {
        return adaIn(zY);
    }

    @Override
    Symbol adaIn(Symbol zX, Symbol zY) {
        return mlp.script(zY);
    }
}
