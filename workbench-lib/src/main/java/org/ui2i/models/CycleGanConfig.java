package org.ui2i.models;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.types.Shape;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.PatchGan;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.tensor.Adam;

/**
 * CycleGAN's numbers.
 *
 * @param channelsA channels of A's images
 * @param channelsB channels of B's images
 * @param size edge of the images that the pools keep, in pixels
 * @param pool images in each discriminator's pool of earlier fakes; 0 for none
 * @param gen the generators
 * @param dis the discriminators
 * @param gan the adversarial loss
 * @param weights the lambdas
 * @param optimizer Adam's numbers, for both players
 */
public record CycleGanConfig(
        int channelsA,
        int channelsB,
        int size,
        int pool,
        Gen gen,
        Dis dis,
        GanLoss gan,
        Lambdas weights,
        Adam.Config optimizer) {

    /**
     * A generator's numbers.
     *
     * @param filters f, width at full resolution
     * @param downs halvings
     * @param resBlocks residual blocks, of f 2^downs channels
     */
    public record Gen(int filters, int downs, int resBlocks) {}

    /**
     * A discriminator's numbers.
     *
     * @param filters width of the first layer
     * @param layers convolutions of stride 2: patches of 16 pixels with 1, 34 with 2, 70 with 3
     */
    public record Dis(int filters, int layers) {}

    /**
     * The lambdas by name; a term whose lambda is 0 is not computed.
     *
     * @param gan adversarial loss of translations
     * @param cycle an image back after the round trip
     * @param identity an image of the target domain, left as it is; in the paper only from paintings to photos, 5
     */
    public record Lambdas(double gan, double cycle, double identity) {
        /** Checks that there is something to learn. */
        public Lambdas {
            check(
                    gan > 0 || cycle > 0 || identity > 0,
                    "gan is %s, cycle %s, identity %s: give one a weight above 0",
                    gan,
                    cycle,
                    identity);
        }

        /**
         * The generators' lambdas under the names of their terms.
         *
         * @return weights of gan, cycle, identity
         */
        public LossWeights generator() {
            return LossWeights.none().with("gan", gan).with("cycle", cycle).with("identity", identity);
        }

        /**
         * The discriminators', whose objective is halved to slow them down; where the generators ignore them (gan = 0), they
         * only watch.
         *
         * @return weights of real, fake
         */
        public LossWeights discriminator() {
            return LossWeights.none().with("real", 0.5).with("fake", 0.5);
        }
    }

    /** Checks the ranges. */
    public CycleGanConfig {
        check(channelsA >= 1 && channelsB >= 1, "%d and %d channels: use 1 or 3", channelsA, channelsB);
        check(size >= 1, "size is %d: use the images' edge in pixels", size);
    }

    /**
     * The paper's network and weights (ICCV 2017) for 256x256 images, without identity loss, as between photos.
     *
     * @return generators of 11,378,179 parameters each, discriminators of 2,764,737 each
     */
    public static CycleGanConfig paper() {
        return new CycleGanConfig(
                3,
                3,
                256,
                50,
                new Gen(64, 2, 9),
                new Dis(64, 3),
                GanLoss.LSGAN,
                new Lambdas(1, 10, 0),
                Adam.Config.gan(2e-4, 0));
    }

    /**
     * The paper's network for 128x128 images: six residual blocks.
     *
     * @return generators of 7,837,699 parameters each
     */
    public static CycleGanConfig paper128() {
        CycleGanConfig paper = paper();
        return paper.withSize(128).withGen(new Gen(paper.gen.filters, paper.gen.downs, 6));
    }

    /**
     * For lessons: the paper's layers and lambdas, narrower, for 32x32 images and minutes on two CPU cores. The residual
     * blocks work at half the image's edge where the paper's have a quarter: of 32 pixels, a quarter keeps little. Patches
     * have 34 pixels: 70 would be more than the image. Adam's rate is five times the paper's.
     *
     * @return for colour images
     */
    public static CycleGanConfig lab() {
        return paper().withSize(32)
                .withGen(new Gen(16, 1, 4))
                .withDis(new Dis(16, 2))
                .withOptimizer(Adam.Config.gan(1e-3, 0));
    }

    /**
     * For tests: seconds, 16x16 pixels.
     *
     * @return the lab's layers, fewer and with 4 filters, and a pool of 4 images
     */
    public static CycleGanConfig tiny() {
        return lab().withSize(16).withPool(4).withGen(new Gen(4, 1, 1)).withDis(new Dis(4, 1));
    }

    /**
     * Other channels.
     *
     * @param a of A's images
     * @param b of B's images
     * @return a copy
     */
    public CycleGanConfig withChannels(int a, int b) {
        return new CycleGanConfig(a, b, size, pool, gen, dis, gan, weights, optimizer);
    }

    /**
     * Another image size.
     *
     * @param pixels edge
     * @return a copy
     */
    public CycleGanConfig withSize(int pixels) {
        return new CycleGanConfig(channelsA, channelsB, pixels, pool, gen, dis, gan, weights, optimizer);
    }

    /**
     * Other pools.
     *
     * @param images in each; 0 for none
     * @return a copy
     */
    public CycleGanConfig withPool(int images) {
        return new CycleGanConfig(channelsA, channelsB, size, images, gen, dis, gan, weights, optimizer);
    }

    /**
     * Other generators.
     *
     * @param g their numbers
     * @return a copy
     */
    public CycleGanConfig withGen(Gen g) {
        return new CycleGanConfig(channelsA, channelsB, size, pool, g, dis, gan, weights, optimizer);
    }

    /**
     * Other discriminators.
     *
     * @param d their numbers
     * @return a copy
     */
    public CycleGanConfig withDis(Dis d) {
        return new CycleGanConfig(channelsA, channelsB, size, pool, gen, d, gan, weights, optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public CycleGanConfig withWeights(Lambdas w) {
        return new CycleGanConfig(channelsA, channelsB, size, pool, gen, dis, gan, w, optimizer);
    }

    /**
     * Another optimizer setting.
     *
     * @param adam its numbers
     * @return a copy
     */
    public CycleGanConfig withOptimizer(Adam.Config adam) {
        return new CycleGanConfig(channelsA, channelsB, size, pool, gen, dis, gan, weights, adam);
    }

    /**
     * A generator as a part.
     *
     * @param in channels of the images that it takes
     * @param out channels of the images that it draws
     * @return its numbers
     */
    public ResNetGenerator.Config generator(int in, int out) {
        return new ResNetGenerator.Config(
                in, out, gen.filters, gen.downs, gen.resBlocks, 3, Padding.REFLECT, Norm.INSTANCE, true);
    }

    /**
     * A discriminator as a part.
     *
     * @param channels of the images that it judges
     * @return its numbers
     */
    public PatchGan.Config discriminator(int channels) {
        return new PatchGan.Config(channels, dis.filters, dis.layers, Norm.INSTANCE);
    }

    /**
     * How small images may be.
     *
     * @return edge in pixels
     */
    public int smallestImage() {
        return Math.max(4, discriminator(channelsA).smallestImage()); // the 7x7 convolutions mirror 3 pixels
    }

    Shape image(int channels) {
        return new Shape(channels, size, size);
    }
}
