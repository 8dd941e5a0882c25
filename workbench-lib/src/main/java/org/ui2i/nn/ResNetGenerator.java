package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Image to image: a 7x7 stem, strided convolutions that double the width, residual blocks, transposed convolutions that
 * halve it, a 7x7 convolution and tanh (Johnson, Alahi, Fei-Fei 2016; CycleGAN, StarGAN, RelGAN).
 */
public final class ResNetGenerator extends Part {
    /**
     * The generator's numbers.
     *
     * @param in channels of the image and of what stands beside it, such as a label's maps
     * @param out channels of the drawn image
     * @param filters f, width of the stem
     * @param downs halvings; the residual blocks have f 2^downs channels
     * @param resBlocks residual blocks
     * @param kernel window of halvings and doublings, 3 or 4
     * @param padding of the 7x7 convolutions and the residual blocks; halvings pad zeros
     * @param norm after each convolution but the last
     * @param bias whether convolutions add one
     */
    public record Config(
            int in,
            int out,
            int filters,
            int downs,
            int resBlocks,
            int kernel,
            Padding padding,
            Norm norm,
            boolean bias) {
        /** Checks the ranges. */
        public Config {
            check(in >= 1 && out >= 1, "%d to %d channels: use at least 1", in, out);
            check(filters >= 1, "%d filters: use at least 1", filters);
            check(downs >= 0 && downs <= 16, "downs is %d: use 0 to 16", downs);
            check(resBlocks >= 0, "resBlocks is %d: use 0 or more", resBlocks);
            check(kernel == 3 || kernel == 4, "the kernel is %d: use 3 or 4, which halve and double", kernel);
        }
    }

    private final Config config;
    private final Sequence chain = new Sequence();

    /**
     * A generator.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public ResNetGenerator(Config config, Weights weights) {
        this.config = config;
        child("chain", chain);
        int width = config.filters << config.downs;
        chain.then("stem", seven(config.in, config.filters, config.norm, Activation.RELU, weights));
        for (int i = 0; i < config.downs; i++) {
            chain.then("down" + i, down(config.filters << i, weights));
        }
        chain.then("res", Sequence.of("res", config.resBlocks, i -> residual(width, weights)));
        for (int i = 0; i < config.downs; i++) {
            chain.then("up" + i, up(width >> i, weights));
        }
        chain.then("image", seven(config.filters, config.out, Norm.NONE, Activation.TANH, weights));
    }

    private Part seven(int in, int out, Norm norm, Activation activation, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, 7, 1, 3, config.padding, norm, activation).withBias(config.bias),
                weights);
    }

    private Part down(int in, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, 2 * in, config.kernel, 2, 1, Padding.ZERO, config.norm, Activation.RELU)
                        .withBias(config.bias),
                weights);
    }

    private Part residual(int width, Weights weights) {
        return new ResBlock(width, config.padding, config.norm, Branch.PLAIN, config.bias, weights);
    }

    private Part up(int in, Weights weights) {
        int outputPad = 4 - config.kernel; // either window doubles exactly
        return new UpConvBlock(
                new UpConvBlock.Config(
                        in, in / 2, config.kernel, 2, 1, outputPad, config.norm, Activation.RELU, config.bias),
                weights);
    }

    /**
     * Draws images as their labels say: each number of a label is a constant map behind the image's channels.
     *
     * @param x images, (B, C, H, W) in [-1, 1]
     * @param c labels, (B, n), C + n = in
     * @return (B, out, H, W) in [-1, 1]
     */
    public NDArray draw(NDArray x, NDArray c) {
        try (NDArray both = LabelMaps.behind(x, c)) {
            return forward(both);
        }
    }

    /**
     * The same as TorchScript.
     *
     * @param x images
     * @param c labels, (B, n) or (1, n)
     * @return what was drawn
     */
    public Symbol draw(Symbol x, Symbol c) {
        return script(LabelMaps.behind(x, c));
    }

    @Override
    public NDArray forward(NDArray x) { // (B, in, H, W) -> (B, out, H, W) in [-1, 1]
        Shape shape = x.getShape();
        check(
                shape.dimension() == 4 && shape.get(1) == config.in,
                "the generator was built for (B, %d, H, W) but got %s: set in to the image's channels and the label's",
                config.in,
                shape);
        return chain.forward(x);
    }

    @Override
    protected Symbol body(Symbol x) {
        return chain.script(x);
    }
}
