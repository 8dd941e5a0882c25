package org.ui2i.models;

import static org.ui2i.core.Check.check;

import java.util.List;
import java.util.stream.IntStream;
import org.ui2i.data.Labels;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossWeights;
import org.ui2i.models.StarGanConfig.Dis;
import org.ui2i.models.StarGanConfig.Gen;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.RelativeDiscriminator;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.tensor.Adam;

/**
 * RelGAN's numbers.
 *
 * @param channels of the images
 * @param size edge of the images in pixels
 * @param labels the attributes
 * @param gen the generator G
 * @param dis the discriminator D
 * @param gan the adversarial loss
 * @param weights the lambdas
 * @param optimizer Adam's numbers, for both players
 */
public record RelGanConfig(
        int channels, int size, Labels labels, Gen gen, Dis dis, GanLoss gan, Lambdas weights, Adam.Config optimizer) {

    /**
     * The lambdas by name; the adversarial terms count 1. What has 0 is not computed.
     *
     * @param match images and change match
     * @param interp images between two are not told from the ends
     * @param gp D's slope is 1
     * @param cycle the image comes back by the opposite change
     * @param self no change changes nothing
     * @param ortho the channels of G's convolutions are orthogonal
     */
    public record Lambdas(double match, double interp, double gp, double cycle, double self, double ortho) {
        /**
         * The discriminator's lambdas under the names of their terms.
         *
         * @return weights of gan_real, gan_fake, match, interp, gp
         */
        public LossWeights discriminator() {
            return LossWeights.none()
                    .with("gan_real", 1)
                    .with("gan_fake", 1)
                    .with("match", match)
                    .with("interp", interp)
                    .with("gp", gp);
        }

        /**
         * The generator's lambdas.
         *
         * @return weights of gan, match, self, cycle, interp, ortho
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("gan", 1)
                    .with("match", match)
                    .with("self", self)
                    .with("cycle", cycle)
                    .with("interp", interp)
                    .with("ortho", ortho);
        }
    }

    private static final int KERNEL = 4; // of halvings and doublings
    private static final int CELEBA = 17; // attributes

    /** Checks the ranges. */
    public RelGanConfig {
        check(channels >= 1, "%d channels: use 1 (grey) or 3 (colour)", channels);
        int halvings = Math.max(gen.downs() + 1, dis.layers());
        check(
                size >= 1 << halvings && size % (1 << gen.downs()) == 0,
                "images of %d pixels are too small or odd: use a multiple of %d from %d on, or fewer downs, layers",
                size,
                1 << gen.downs(),
                1 << halvings);
    }

    /**
     * The paper's networks and weights (ICCV 2019; 17 attributes of CelebA-HQ, 256x256). The adversarial loss and the
     * weight of interp are those of the authors' code.
     *
     * @return G of 8,471,977 parameters, D of 53,165,010
     */
    public static RelGanConfig paper() {
        List<String> names =
                IntStream.rangeClosed(1, CELEBA).mapToObj(i -> "attribute " + i).toList();
        return new RelGanConfig(
                3,
                256,
                new Labels(names, false),
                new Gen(64, 2, 6, Padding.ZERO, Norm.SWITCHABLE),
                new Dis(64, 6),
                GanLoss.LSGAN,
                new Lambdas(1, 10, 150, 10, 10, 1e-6),
                Adam.Config.gan(5e-5, 0));
    }

    /**
     * For lessons: grey 32x32 in minutes on two CPU cores. The paper's layers and lambdas with a quarter of the
     * filters, two residual blocks, four halvings in D instead of six, at 40 times the rate; with batches of 16 D_M tells
     * a right change from a wrong one after some 700 steps then.
     *
     * @return narrow networks for two attributes
     */
    public static RelGanConfig lab() {
        RelGanConfig paper = paper();
        return new RelGanConfig(
                1,
                32,
                new Labels(List.of("bold", "italic"), false),
                new Gen(16, 2, 2, Padding.ZERO, Norm.SWITCHABLE),
                new Dis(16, 4),
                paper.gan,
                paper.weights,
                Adam.Config.gan(2e-3, 0));
    }

    /**
     * For tests: seconds.
     *
     * @return the lab's networks, narrower and shallower
     */
    public static RelGanConfig tiny() {
        RelGanConfig lab = lab();
        Gen gen = new Gen(4, 2, 1, lab.gen.padding(), lab.gen.norm());
        return new RelGanConfig(1, 16, lab.labels, gen, new Dis(4, 3), lab.gan, lab.weights, lab.optimizer);
    }

    /**
     * For other images.
     *
     * @param c channels of the images
     * @param l the attributes
     * @return a copy
     */
    public RelGanConfig withData(int c, Labels l) {
        return new RelGanConfig(c, size, l, gen, dis, gan, weights, optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public RelGanConfig withWeights(Lambdas w) {
        return new RelGanConfig(channels, size, labels, gen, dis, gan, w, optimizer);
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
                gen.filters(),
                gen.downs(),
                gen.resBlocks(),
                KERNEL,
                gen.padding(),
                gen.norm(),
                true);
    }

    /**
     * The discriminator's layers.
     *
     * @return their numbers
     */
    public RelativeDiscriminator.Config discriminator() {
        return new RelativeDiscriminator.Config(channels, dis.filters(), dis.layers(), labels.size());
    }
}
