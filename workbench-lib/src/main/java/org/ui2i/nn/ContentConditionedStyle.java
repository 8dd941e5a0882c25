package org.ui2i.nn;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Ops;

/**
 * A style code that knows what it will be put on (COCO-FUNIT, section 3): one part from the content, one from the style and
 * a learned constant, multiplied. The constant is the same for all style images, so a code depends less on how one of them
 * was cropped.
 * <pre>
 * zetaC = MLP(mean_hw zX),  zetaS = MLP([s, b]),  z = zetaC zetaS, each number with each
 * </pre>
 */
public final class ContentConditionedStyle extends Part {
    /**
     * The part's numbers.
     *
     * @param contentChannels of zX; 0: zetaC is 1, the content has no part in it
     * @param code length of s, and of the result
     * @param bias length of the constant style bias b; 0 for none
     * @param width hidden width of both MLPs
     */
    public record Config(int contentChannels, int code, int bias, int width) {
        /** Checks the ranges. */
        public Config {
            check(contentChannels >= 0, "%d content channels: use 0 (no part) or more", contentChannels);
            check(bias >= 0, "the constant style bias has length %d: use 0 (none) or more", bias);
        }
    }

    private static final int LAYERS = 2;
    private final @Nullable Mlp contentMlp;
    private final Mlp styleMlp;
    private final NDArray bias;

    /**
     * A part.
     *
     * @param config its numbers
     * @param weights where its initial weights come from; b ~ N(0, 1)
     */
    public ContentConditionedStyle(Config config, Weights weights) {
        Mlp.Config style =
                new Mlp.Config(config.code + config.bias, config.width, config.code, LAYERS, Activation.RELU);
        contentMlp = config.contentChannels == 0 ? null : child("content", new Mlp(content(config), weights));
        styleMlp = child("style", new Mlp(style, weights));
        bias = weight("bias", weights.normal(new Shape(1, config.bias), 1));
    }

    private static Mlp.Config content(Config config) {
        return new Mlp.Config(config.contentChannels, config.width, config.code, LAYERS, Activation.RELU);
    }

    /**
     * The conditioned code.
     *
     * @param zX content code, (B, C, h, w)
     * @param s style code, (B, n)
     * @return (B, n), not negative
     */
    public NDArray forward(NDArray zX, NDArray s) {
        NDArray zetaS = ofStyle(s);
        if (contentMlp == null) {
            return zetaS;
        }
        try (zetaS;
                NDArray zetaC = ofContent(zX)) {
            return zetaC.mul(zetaS);
        }
    }

    /**
     * The content's part.
     *
     * @param zX content code, (B, C, h, w)
     * @return zetaC, (B, n)
     */
    public NDArray ofContent(NDArray zX) {
        try (NDArray mean = Ops.overPlaces(zX)) {
            return present(contentMlp, "the content has no part here: give contentChannels")
                    .forward(mean);
        }
    }

    /**
     * The style's part.
     *
     * @param s style code, (B, n)
     * @return zetaS, (B, n)
     */
    public NDArray ofStyle(NDArray s) {
        long batch = s.getShape().get(0);
        try (NDArray b = bias.broadcast(batch, bias.getShape().get(1));
                NDArray both = s.getNDArrayInternal().concat(new NDList(b), 1)) {
            return styleMlp.forward(both);
        }
    }

    /**
     * The conditioned code as TorchScript.
     *
     * @param zX content code
     * @param s style code
     * @return the code
     */
    public Symbol script(Symbol zX, Symbol s) {
        Symbol zetaS = styleMlp.script(Symbol.joined(List.of(s, s.own(bias).eachOf(s))));
        return contentMlp == null ? zetaS : contentMlp.script(zX.overPlaces()).torch("mul", zetaS);
    }

    @Override
    public NDArray forward(NDArray x) {
        throw new UnsupportedOperationException("the style code is missing: call forward(zX, s)");
    }
}
