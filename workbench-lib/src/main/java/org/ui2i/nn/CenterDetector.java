package org.ui2i.nn;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import org.ui2i.tensor.Grad;

/**
 * A small detector without anchors: an object is the peak of its class's heat map at its centre, and its size is read
 * off there (Zhou et al. 2019, "Objects as Points"). It stands in for DUNIT's Faster R-CNN: trained on the source
 * scenes' boxes, then frozen.
 *
 * <pre>conv 3x3 f - conv 3x3/2 2f - conv 3x3/2 4f - residual blocks - conv 3x3 4f - 1x1 heads: K, 2, 2</pre>
 */
public final class CenterDetector extends Part implements Detector {
    /** Pixels a cell of its map. */
    public static final int STRIDE = 4;

    private static final float PRIOR = -2.19f; // logit of 0.1: most cells hold no centre (Lin et al. 2017)

    /**
     * The detector's numbers.
     *
     * @param channels of the images
     * @param classes K
     * @param filters f
     * @param blocks residual blocks at stride 4
     * @param norm after each convolution but the heads'
     */
    public record Config(int channels, int classes, int filters, int blocks, Norm norm) {
        /** Checks the ranges. */
        public Config {
            check(channels >= 1 && classes >= 1, "%d channels, %d classes: use at least 1", channels, classes);
            check(filters >= 1 && blocks >= 0, "%d filters, %d blocks: use at least 1 and 0", filters, blocks);
        }

        /**
         * For scenes of 64 pixels.
         *
         * @param classes K
         * @return colour images, f = 16, two blocks, instance norm: it takes out much of what day and night change
         */
        public static Config lab(int classes) {
            return new Config(3, classes, 16, 2, Norm.INSTANCE_AFFINE);
        }

        /**
         * Another width.
         *
         * @param f filters
         * @return a copy
         */
        public Config withFilters(int f) {
            return new Config(channels, classes, f, blocks, norm);
        }

        /**
         * Another norm.
         *
         * @param n after each convolution
         * @return a copy
         */
        public Config withNorm(Norm n) {
            return new Config(channels, classes, filters, blocks, n);
        }
    }

    /**
     * How boxes are read off the maps.
     *
     * @param top most boxes of an image before suppression
     * @param threshold least score; 0.3 to use the boxes, near 0 to score a detector over all thresholds
     * @param overlap largest IoU of two boxes of a class that both stay
     */
    public record Reading(int top, double threshold, double overlap) {
        /** Checks the ranges. */
        public Reading {
            check(top >= 1, "top is %d: use at least 1", top);
            check(threshold >= 0 && threshold < 1, "threshold is %s: use 0 or more, below 1", threshold);
            check(overlap >= 0 && overlap <= 1, "overlap is %s: use an IoU of 0 to 1", overlap);
        }

        /**
         * To use the boxes.
         *
         * @return at most 20, scores of 0.3 or more, IoU 0.5
         */
        public static Reading usual() {
            return new Reading(20, 0.3, 0.5);
        }

        /**
         * Another least score.
         *
         * @param least in [0, 1)
         * @return a copy
         */
        public Reading withThreshold(double least) {
            return new Reading(top, least, overlap);
        }
    }

    private final Config config;
    private final Part trunk;
    private final Part heat;
    private final Part box;

    /**
     * A detector.
     *
     * @param config its numbers
     * @param weights where its initial weights come from
     */
    public CenterDetector(Config config, Weights weights) {
        this.config = config;
        int f = config.filters;
        trunk = child(
                "trunk",
                new Sequence()
                        .then("conv0", conv(config.channels, f, 1, weights))
                        .then("conv1", conv(f, 2 * f, 2, weights))
                        .then("conv2", conv(2 * f, 4 * f, 2, weights))
                        .then(
                                "blocks",
                                Sequence.residual(
                                        config.blocks, 4 * f, Padding.ZERO, config.norm, Branch.PLAIN, weights))
                        .then("conv3", conv(4 * f, 4 * f, 1, weights)));
        heat = child("heat", new ConvBlock(ConvBlock.Config.same(4 * f, config.classes, 1, Padding.ZERO), weights));
        box = child("box", new ConvBlock(ConvBlock.Config.same(4 * f, 4, 1, Padding.ZERO), weights));
    }

    private Part conv(int in, int out, int stride, Weights weights) {
        return new ConvBlock(
                new ConvBlock.Config(in, out, 3, stride, 1, Padding.ZERO, config.norm, Activation.RELU), weights);
    }

    /** Heat, size and offset in one array. */
    @Override
    public NDArray forward(NDArray x) { // (B, C, H, W) -> (B, K + 4, H/4, W/4)
        long height = x.getShape().get(2), width = x.getShape().get(3);
        check(
                height % STRIDE == 0 && width % STRIDE == 0,
                "images are %d x %d: use a multiple of %d",
                width,
                height,
                STRIDE);
        try (NDArray h = trunk.forward(x);
                NDArray raw = heat.forward(h);
                NDArray logits = raw.add(PRIOR);
                NDArray boxes = box.forward(h)) {
            return NDArrays.concat(new NDList(logits, boxes), 1);
        }
    }

    /**
     * What it says of each cell, differentiable.
     *
     * @param x (B, C, H, W) in [-1, 1], H and W multiples of {@link #STRIDE}
     * @return maps of H/4 x W/4 cells
     */
    public CenterMaps maps(NDArray x) {
        NDArray all = forward(x);
        int k = config.classes;
        return new CenterMaps(channels(all, 0, k), channels(all, k, k + 2), channels(all, k + 2, k + 4));
    }

    private static NDArray channels(NDArray all, int from, int to) {
        return all.get(new NDIndex(":, " + from + ":" + to));
    }

    @Override
    public List<List<Detection>> detect(NDArray images) {
        return reading(Reading.usual()).detect(images);
    }

    /**
     * The same detector read in another way.
     *
     * @param reading how
     * @return a view: it sees what this network learns later
     */
    public Detector reading(Reading reading) {
        return images -> Grad.off(() -> evaluate(() -> Peaks.read(maps(images), reading)));
    }
}
