package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Ops;

/**
 * Image to image through halvings and doublings, where each doubling also sees the map of its size from the way down
 * (U-Net: Ronneberger et al. 2015; pix2pix). 4x4 convolutions of stride 2, batch norm, w(i) = f min(8, 2^i) channels.
 * <pre>
 * way down   h(i) = lrelu(norm(conv(h(i-1)))),  h(-1) = x;  no norm in h(0) and in the innermost, which has ReLU
 * way up     u(i) = [h(i-1), drop(norm(convT(relu(u(i+1)))))],  without drop unless level i has dropout
 * image      u(0) = tanh(convT(relu(u(1))))
 * </pre>
 *
 * The innermost doubling starts from h(n-1) alone. Dropout of 0.5, the model's only noise, is in the levels next to the
 * innermost one; its masks are drawn from the inside out.
 */
public final class UNet extends Part {
    private static final double DROPOUT = 0.5;
    private static final int WIDEST = 8; // times f

    /**
     * The network's numbers.
     *
     * @param in channels of the image
     * @param out channels of the drawn image
     * @param filters f, width of the first map
     * @param downs n, halvings; images are multiples of 2^n pixels
     * @param dropouts levels with dropout, at most n - 2
     */
    public record Config(int in, int out, int filters, int downs, int dropouts) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
            check(filters >= 1, "%d filters: use at least 1", filters);
            check(downs >= 2 && downs <= 16, "downs is %d: use 2 to 16, so that there are maps to hand over", downs);
            check(
                    dropouts >= 0 && dropouts <= downs - 2,
                    "%d levels have dropout of %d between the first and the innermost: use 0 to %d",
                    dropouts,
                    downs - 2,
                    downs - 2);
        }

        private int width(int level) {
            return filters * Math.min(WIDEST, 1 << level);
        }

        private int innermost() {
            return downs - 1;
        }

        private boolean drops(int level) {
            return level < innermost() && level >= innermost() - dropouts;
        }
    }

    private final Config config;
    private final List<Part> downs = new ArrayList<>();
    private final List<Part> ups = new ArrayList<>();

    /**
     * A network.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public UNet(Config config, Weights weights) {
        this.config = config;
        for (int i = 0; i < config.downs; i++) {
            downs.add(child("down" + i, down(i, weights)));
        }
        for (int i = 0; i < config.downs; i++) {
            ups.add(child("up" + i, up(i, weights)));
        }
    }

    private Part down(int i, Weights weights) {
        boolean innermost = i == config.innermost();
        Norm norm =
                i == 0 || innermost ? Norm.NONE : Norm.BATCH; // the innermost map may have one pixel: all would be 0
        Activation activation = innermost ? Activation.RELU : Activation.LEAKY_RELU;
        int in = i == 0 ? config.in : config.width(i - 1);
        ConvBlock.Config c = new ConvBlock.Config(in, config.width(i), 4, 2, 1, Padding.ZERO, norm, activation);
        return new ConvBlock(c.withBias(false), weights);
    }

    private Part up(int i, Weights weights) {
        int in = i == config.innermost() ? config.width(i) : 2 * config.width(i);
        return new UpConvBlock(
                i == 0
                        ? new UpConvBlock.Config(in, config.out, 4, 2, 1, 0, Norm.NONE, Activation.TANH, true)
                        : new UpConvBlock.Config(
                                in, config.width(i - 1), 4, 2, 1, 0, Norm.BATCH, Activation.NONE, false),
                weights);
    }

    /** The image without dropout. */
    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H, W) in [-1, 1]
        return forward(x, null);
    }

    /**
     * The image.
     *
     * @param x (B, in, H, W), H and W multiples of 2^n
     * @param draws where the dropout masks come from; null for no dropout
     * @return (B, out, H, W) in [-1, 1]
     */
    public NDArray forward(NDArray x, @Nullable Draws draws) {
        List<NDArray> levels = levels(x, draws);
        levels.subList(1, levels.size()).forEach(NDArray::close);
        return levels.get(0);
    }

    /**
     * What each level hands to the next one outwards: u(0), the image, to u(n-1).
     *
     * @param x (B, in, H, W), H and W multiples of 2^n
     * @param draws where the dropout masks come from; null for no dropout
     * @return n maps; u(i) for i above 0 is (B, 2 w(i-1), H/2^i, W/2^i), first the half from the way down
     */
    public List<NDArray> levels(NDArray x, @Nullable Draws draws) {
        checkSize(x.getShape());
        List<NDArray> skips = new ArrayList<>();
        for (Part down : downs) {
            skips.add(down.forward(skips.isEmpty() ? x : skips.get(skips.size() - 1)));
        }
        List<NDArray> levels = new ArrayList<>();
        NDArray h = skips.get(config.innermost());
        for (int i = config.innermost(); i >= 0; i--) {
            NDArray drawn = raised(i, h, draws);
            levels.add(0, i == 0 ? drawn : replace(drawn, skips.get(i - 1).concat(drawn, 1), x));
            h = i == 0 ? drawn : Ops.relu(levels.get(0));
        }
        skips.subList(0, config.innermost()).forEach(NDArray::close);
        return levels;
    }

    private NDArray raised(int i, NDArray h, @Nullable Draws draws) {
        NDArray drawn = ups.get(i).forward(h);
        h.close();
        return config.drops(i) ? replace(drawn, Dropout.apply(drawn, DROPOUT, draws), h) : drawn;
    }

    @Override
    protected Symbol body(Symbol x) {
        return image(x, 0);
    }

    /**
     * The image with dropout, as TorchScript: the masks are the engine's own draws.
     *
     * @param x images
     * @return what was drawn
     */
    public Symbol noisy(Symbol x) {
        return image(x, DROPOUT);
    }

    private Symbol image(Symbol x, double dropout) {
        List<Symbol> skips = new ArrayList<>();
        for (Part down : downs) {
            skips.add(down.script(skips.isEmpty() ? x : skips.get(skips.size() - 1)));
        }
        Symbol h = skips.get(config.innermost());
        for (int i = config.innermost(); i > 0; i--) {
            Symbol drawn = ups.get(i).script(h);
            boolean drops = dropout > 0 && config.drops(i);
            Symbol dropped = drops ? drawn.torch("dropout", dropout, true) : drawn;
            h = Symbol.joined(List.of(skips.get(i - 1), dropped)).torch("relu");
        }
        return ups.get(0).script(h);
    }

    private void checkSize(Shape shape) {
        int step = 1 << config.downs;
        check(
                shape.dimension() == 4
                        && shape.get(1) == config.in
                        && shape.get(2) % step == 0
                        && shape.get(3) % step == 0,
                "the U-Net takes (B, %d, H, W) with H and W multiples of %d, not %s: resize the images, or set downs",
                config.in,
                step,
                shape);
    }
}
