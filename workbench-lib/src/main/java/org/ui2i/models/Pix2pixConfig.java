package org.ui2i.models;

import static org.ui2i.core.Check.check;

import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Norm;
import org.ui2i.nn.PatchGan;
import org.ui2i.nn.UNet;
import org.ui2i.tensor.Adam;

/**
 * pix2pix's numbers.
 *
 * @param channelsA channels of A's images, the condition
 * @param channelsB channels of B's images, which are drawn
 * @param gen the generator
 * @param dis the discriminator
 * @param gan the adversarial loss
 * @param weights the lambdas
 * @param optimizer Adam's numbers, for both players
 */
public record Pix2pixConfig(
        int channelsA, int channelsB, Gen gen, Dis dis, GanLoss gan, Lambdas weights, Adam.Config optimizer) {

    /**
     * The generator's numbers.
     *
     * @param filters f, width of the U-Net's first map
     * @param downs n, halvings; images are multiples of 2^n pixels
     * @param dropouts levels with dropout, next to the innermost one
     */
    public record Gen(int filters, int downs, int dropouts) {}

    /**
     * The discriminator's numbers.
     *
     * @param filters width of the first layer
     * @param layers convolutions of stride 2: patches of 16 pixels with 1, 34 with 2, 70 with 3
     * @param conditional whether it sees x beside y; without, it cannot tell whether y fits x
     */
    public record Dis(int filters, int layers, boolean conditional) {}

    /**
     * The lambdas by name; a term whose lambda is 0 is not computed.
     *
     * @param gan adversarial loss
     * @param l1 distance from the true image
     */
    public record Lambdas(double gan, double l1) {
        /** Checks that there is something to learn. */
        public Lambdas {
            check(gan > 0 || l1 > 0, "gan is %s and l1 %s: give one a weight above 0", gan, l1);
        }

        /**
         * The generator's lambdas under the names of their terms.
         *
         * @return weights of gan, l1
         */
        public LossWeights generator() {
            return LossWeights.none().with("gan", gan).with("l1", l1);
        }

        /**
         * The discriminator's, whose objective is halved to slow it down; where the generator ignores it (gan = 0), it only
         * watches.
         *
         * @return weights of real, fake
         */
        public LossWeights discriminator() {
            return LossWeights.none().with("real", 0.5).with("fake", 0.5);
        }
    }

    /** Checks the ranges. */
    public Pix2pixConfig {
        check(channelsA >= 1 && channelsB >= 1, "%d and %d channels: use 1 or 3", channelsA, channelsB);
    }

    /**
     * The paper's network and weights (CVPR 2017), for 256x256 images.
     *
     * @return a generator of 54,413,955 parameters, a discriminator of 2,768,705
     */
    public static Pix2pixConfig paper() {
        return new Pix2pixConfig(
                3,
                3,
                new Gen(64, 8, 3),
                new Dis(64, 3, true),
                GanLoss.BCE,
                new Lambdas(1, 100),
                Adam.Config.gan(2e-4, 0));
    }

    /**
     * For lessons: the paper's layers and lambdas, narrower, for images of 32 and 64 pixels and minutes on two CPU cores.
     * Patches have 34 pixels: 70 would be more than the image. Adam's rate is five times the paper's.
     *
     * @return for colour images
     */
    public static Pix2pixConfig lab() {
        return paper().withGen(new Gen(12, 4, 2)).withDis(new Dis(16, 2, true)).withOptimizer(Adam.Config.gan(1e-3, 0));
    }

    /**
     * For tests: seconds, images from 16x16.
     *
     * @return the lab's layers, fewer and with 4 filters
     */
    public static Pix2pixConfig tiny() {
        return lab().withGen(new Gen(4, 3, 1)).withDis(new Dis(4, 1, true));
    }

    /**
     * Other channels.
     *
     * @param a of A's images
     * @param b of B's images
     * @return a copy
     */
    public Pix2pixConfig withChannels(int a, int b) {
        return new Pix2pixConfig(a, b, gen, dis, gan, weights, optimizer);
    }

    /**
     * Another generator.
     *
     * @param g its numbers
     * @return a copy
     */
    public Pix2pixConfig withGen(Gen g) {
        return new Pix2pixConfig(channelsA, channelsB, g, dis, gan, weights, optimizer);
    }

    /**
     * Another discriminator.
     *
     * @param d its numbers
     * @return a copy
     */
    public Pix2pixConfig withDis(Dis d) {
        return new Pix2pixConfig(channelsA, channelsB, gen, d, gan, weights, optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public Pix2pixConfig withWeights(Lambdas w) {
        return new Pix2pixConfig(channelsA, channelsB, gen, dis, gan, w, optimizer);
    }

    /**
     * Another optimizer setting.
     *
     * @param adam its numbers
     * @return a copy
     */
    public Pix2pixConfig withOptimizer(Adam.Config adam) {
        return new Pix2pixConfig(channelsA, channelsB, gen, dis, gan, weights, adam);
    }

    /**
     * The generator as a part.
     *
     * @return its numbers
     */
    public UNet.Config generator() {
        return new UNet.Config(channelsA, channelsB, gen.filters, gen.downs, gen.dropouts);
    }

    /**
     * The discriminator as a part.
     *
     * @return its numbers
     */
    public PatchGan.Config discriminator() {
        int judged = dis.conditional ? channelsA + channelsB : channelsB;
        return new PatchGan.Config(judged, dis.filters, dis.layers, Norm.BATCH);
    }

    /**
     * How small images may be.
     *
     * @return edge in pixels
     */
    public int smallestImage() {
        return Math.max(1 << gen.downs, discriminator().smallestImage());
    }
}
