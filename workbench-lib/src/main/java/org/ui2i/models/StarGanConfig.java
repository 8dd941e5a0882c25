package org.ui2i.models;

import static org.ui2i.core.Check.check;

import java.util.List;
import org.ui2i.data.Labels;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.DomainDiscriminator;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.tensor.Adam;

/**
 * StarGAN's numbers.
 *
 * @param channels of the images
 * @param size edge of the images in pixels
 * @param labels what the numbers of a label mean
 * @param gen the generator G
 * @param dis the discriminator D
 * @param weights the lambdas
 * @param nCritic D's steps for one of G
 * @param optimizer Adam's numbers, for both players
 */
public record StarGanConfig(
        int channels, int size, Labels labels, Gen gen, Dis dis, Lambdas weights, int nCritic, Adam.Config optimizer) {

    /**
     * The generator's numbers.
     *
     * @param filters f, width at full resolution
     * @param downs halvings; the residual blocks have f 2^downs channels
     * @param resBlocks residual blocks
     * @param padding of the 7x7 convolutions and the residual blocks. Zeros in the paper: without the border that they
     *     make, the label's maps are the same at every place, and instance norm takes what is the same at every place
     *     away
     * @param norm after each convolution but the last
     */
    public record Gen(int filters, int downs, int resBlocks, Padding padding, Norm norm) {}

    /**
     * The discriminator's numbers.
     *
     * @param filters width of the first layer
     * @param layers halvings
     */
    public record Dis(int filters, int layers) {}

    /**
     * The lambdas by name; the adversarial terms count 1. What has 0 is not computed.
     *
     * @param cls the label is recognised: D's of real images, G's of translations
     * @param rec the image comes back from the translation
     * @param gp D's slope is 1
     */
    public record Lambdas(double cls, double rec, double gp) {
        /**
         * The discriminator's lambdas under the names of their terms.
         *
         * @return weights of gan_real, gan_fake, cls, gp
         */
        public LossWeights discriminator() {
            return LossWeights.none()
                    .with("gan_real", 1)
                    .with("gan_fake", 1)
                    .with("cls", cls)
                    .with("gp", gp);
        }

        /**
         * The generator's lambdas.
         *
         * @return weights of gan, cls, rec
         */
        public LossWeights generator() {
            return LossWeights.none().with("gan", 1).with("cls", cls).with("rec", rec);
        }
    }

    private static final List<String> CELEBA = List.of("black hair", "blond hair", "brown hair", "male", "young");
    private static final int KERNEL = 4; // of halvings and doublings

    /** Checks the ranges. */
    public StarGanConfig {
        check(channels >= 1, "%d channels: use 1 (grey) or 3 (colour)", channels);
        check(nCritic >= 1, "nCritic is %d: D steps at least once for one of G's", nCritic);
        check(
                size >= 4 << gen.downs && size % (1 << gen.downs) == 0,
                "images of %d pixels cannot be halved %d times by G: use a multiple of %d from %d on",
                size,
                gen.downs,
                1 << gen.downs,
                4 << gen.downs);
    }

    /**
     * The paper's networks and weights (CVPR 2018; five attributes of CelebA, 128x128).
     *
     * @return G of 8,430,528 parameters, D of 44,762,048
     */
    public static StarGanConfig paper() {
        return new StarGanConfig(
                3,
                128,
                new Labels(CELEBA, false),
                new Gen(64, 2, 6, Padding.ZERO, Norm.INSTANCE_TRACKED),
                new Dis(64, 6),
                new Lambdas(1, 10, 10),
                5,
                Adam.Config.gan(1e-4, 0));
    }

    /**
     * For lessons: grey 32x32 in minutes on two CPU cores. The paper's layers and lambdas with a quarter of the
     * filters; one halving and four residual blocks in G, four halvings in D; D twice for one step of G, at ten times
     * the rate; without the running statistics, which nothing reads.
     *
     * @return narrow networks for two attributes
     */
    public static StarGanConfig lab() {
        return new StarGanConfig(
                1,
                32,
                new Labels(List.of("bold", "italic"), false),
                new Gen(16, 1, 4, Padding.ZERO, Norm.INSTANCE_AFFINE),
                new Dis(16, 4),
                new Lambdas(1, 10, 10),
                2,
                Adam.Config.gan(1e-3, 0));
    }

    /**
     * For tests: seconds.
     *
     * @return the lab's networks, narrower and shallower
     */
    public static StarGanConfig tiny() {
        StarGanConfig lab = lab();
        Gen gen = new Gen(4, 2, 1, lab.gen.padding, lab.gen.norm);
        return new StarGanConfig(1, 16, lab.labels, gen, new Dis(4, 3), lab.weights, 2, lab.optimizer);
    }

    /**
     * For other images.
     *
     * @param c channels of the images
     * @param l what the numbers of a label mean
     * @return a copy
     */
    public StarGanConfig withData(int c, Labels l) {
        return new StarGanConfig(c, size, l, gen, dis, weights, nCritic, optimizer);
    }

    /**
     * Another generator.
     *
     * @param g its numbers
     * @return a copy
     */
    public StarGanConfig withGen(Gen g) {
        return new StarGanConfig(channels, size, labels, g, dis, weights, nCritic, optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public StarGanConfig withWeights(Lambdas w) {
        return new StarGanConfig(channels, size, labels, gen, dis, w, nCritic, optimizer);
    }

    /**
     * The generator's layers.
     *
     * @return their numbers
     */
    public ResNetGenerator.Config generator() {
        return new ResNetGenerator.Config(
                channels + labels.size(),
                channels,
                gen.filters,
                gen.downs,
                gen.resBlocks,
                KERNEL,
                gen.padding,
                gen.norm,
                false);
    }

    /**
     * The discriminator's layers.
     *
     * @return their numbers
     */
    public DomainDiscriminator.Config discriminator() {
        return new DomainDiscriminator.Config(channels, size, dis.filters, dis.layers, labels.size());
    }
}
