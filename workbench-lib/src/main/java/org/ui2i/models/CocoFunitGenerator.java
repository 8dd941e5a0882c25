package org.ui2i.models;

import ai.djl.ndarray.NDArray;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.ContentConditionedStyle;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.nn.StyleHeads;
import org.ui2i.nn.Symbol;
import org.ui2i.nn.Weights;

/**
 * COCO-FUNIT's few-shot generator (section 3): the AdaIN parameters come from class code and content code.
 * <pre>xBar = Fx(zX, H(MLP(z(zX, zY))))</pre>
 * z is {@link ContentConditionedStyle}, H are {@link StyleHeads}.
 */
public final class CocoFunitGenerator extends FewShotGenerator {
    private final ContentConditionedStyle style;
    private final Mlp mlp;
    private final StyleHeads heads;

    /**
     * A generator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public CocoFunitGenerator(CocoFunitConfig config, Weights weights) {
        super(
                new ContentEncoder(config.contentEncoder(), weights),
                new StyleEncoder(config.styleEncoder(), weights),
                new AdaInDecoder(config.decoder(), weights));
        style = child("style", new ContentConditionedStyle(config.style(), weights));
        mlp = child("mlp", new Mlp(config.mlp(), weights));
        heads = child("heads", new StyleHeads(config.gen().mlpWidth(), decoder().normChannels(), weights));
    }

    /**
     * z, the code that FUNIT's class code becomes here.
     *
     * @param zX content code, (B, f 2^downs, h, w)
     * @param zY class code, (B, n)
     * @return (B, n), not negative
     */
    public NDArray conditioned(NDArray zX, NDArray zY) {
        return style.forward(zX, zY);
    }

    @Override
    public NDArray adaIn(NDArray zX, NDArray zY) {
        try (NDArray z = conditioned(zX, zY);
                NDArray w = mlp.forward(z)) {
            return heads.forward(w);
        }
    }

    @Override
    Symbol adaIn(Symbol zX, Symbol zY) {
        return heads.script(mlp.script(style.script(zX, zY)));
    }
}
