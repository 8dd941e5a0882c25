package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.ui2i.tensor.Ops;

/**
 * TUNIT's guiding network (section 3.2): VGG11 with batch norm (Simonyan, Zisserman 2015) up to the mean over all places,
 * then two heads, one for an image's style, one for its pseudo domain.
 * <pre>
 * h(x)                    features, 8f numbers an image
 * s = W_s h + b_s         style code, not normalised
 * p = softmax(W_p h + b_p) pseudo domains
 * </pre>
 */
public final class GuidingNetwork extends Part {
    /** Widths in units of f of the convolutions between two halvings. */
    private static final int[][] VGG11 = {{1}, {2}, {4, 4}, {8, 8}, {8, 8}};

    /**
     * The network's numbers.
     *
     * @param channels of the image
     * @param filters f, width of the first layer; the widest have 8f
     * @param styleCode length of the style code
     * @param domains K, pseudo domains
     */
    public record Config(int channels, int filters, int styleCode, int domains) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && filters >= 1, "%d channels, %d filters: use at least 1", channels, filters);
            check(styleCode >= 1, "the style code has length %d: use at least 1", styleCode);
            check(domains >= 2, "%d pseudo domains: use at least 2, one tells nothing apart", domains);
        }
    }

    private final Config config;
    private final Sequence trunk = new Sequence();
    private final Linear style;
    private final Linear domains;

    /**
     * A network.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public GuidingNetwork(Config config, Weights weights) {
        this.config = config;
        child("trunk", trunk);
        int in = config.channels, convs = 0;
        for (int i = 0; i < VGG11.length; i++) {
            for (int width : VGG11[i]) {
                trunk.then("conv" + convs++, conv(in, width * config.filters, weights));
                in = width * config.filters;
            }
            trunk.then("halve" + i, new Halving());
        }
        // Small: the styles' dot products are divided by a temperature far below 1, without any norm. The pseudo
        // domains'
        // logits must not start small, all would follow the images' largest difference and two domains be found; nor
        // differ
        // more from each other than from image to image, some would never be chosen: h is positive, alike in all
        // channels.
        style = child("style", new Linear(in, config.styleCode, weights.with(Init.SMALL)));
        domains = child("domains", new Linear(in, config.domains, weights.with(Init.BALANCED)));
    }

    private static ConvBlock conv(int in, int out, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, 3, 1, 1, Padding.ZERO, Norm.BATCH, Activation.RELU), weights);
    }

    /**
     * What both heads see.
     *
     * @param x images, (B, C, H, W) in [-1, 1], H and W at least 32
     * @return h, (B, 8f)
     */
    public NDArray features(NDArray x) {
        Shape s = x.getShape();
        check(
                s.dimension() == 4 && s.get(1) == config.channels && Math.min(s.get(2), s.get(3)) >= 1 << VGG11.length,
                "the guiding network takes (B, %d, H, W), H and W at least %d, but got %s: set channels and size",
                config.channels,
                1 << VGG11.length,
                s);
        try (NDArray maps = trunk.forward(x)) {
            return Ops.overPlaces(maps);
        }
    }

    /**
     * Style codes of features.
     *
     * @param h (B, 8f)
     * @return s, (B, styleCode)
     */
    public NDArray style(NDArray h) {
        return style.forward(h);
    }

    /**
     * Logits of the pseudo domains.
     *
     * @param h (B, 8f)
     * @return (B, K)
     */
    public NDArray domains(NDArray h) {
        return domains.forward(h);
    }

    /** The style code. */
    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, styleCode)
        try (NDArray h = features(x)) {
            return style(h);
        }
    }

    @Override
    protected Symbol body(Symbol x) {
        return style.script(trunk.script(x).overPlaces());
    }

    /** Keeps the largest of each 2x2 places. */
    private static final class Halving extends Part {
        @Override
        public NDArray forward(NDArray x) {
            return Ops.maxPool2(x);
        }

        @Override
        protected Symbol body(Symbol x) {
            return x.torch("max_pool2d", List.of(2, 2), List.of(2, 2));
        }
    }
}
