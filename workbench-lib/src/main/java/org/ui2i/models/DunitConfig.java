package org.ui2i.models;

import static org.ui2i.core.Check.check;

import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.Padding;
import org.ui2i.nn.PatchDiscriminator;
import org.ui2i.tensor.Adam;

/**
 * DUNIT's numbers.
 *
 * @param base both domains' auto-encoders and image discriminators; its lambdas and its optimizer are not used
 * @param side edge in pixels that objects are resampled to; 0: they have no features of their own, the translation is global
 * @param content discriminator of content codes
 * @param weights the lambdas
 * @param optimizer of all players
 */
public record DunitConfig(MunitConfig base, int side, ContentDis content, Lambdas weights, Adam.Config optimizer) {
    /**
     * The content discriminator's numbers.
     *
     * @param filters width of its first layer
     * @param layers strided convolutions
     */
    public record ContentDis(int filters, int layers) {}

    /**
     * The lambdas by name.
     *
     * @param gan adversarial loss of translations
     * @param content adversarial loss of content codes
     * @param recon an image from its own codes
     * @param cycle an image back from both translations (cross-cycle)
     * @param latent the random style, encoded again from the translation
     * @param kl keeps style codes near N(0, I)
     * @param consistency objects before and after; at 0 it is not computed
     */
    public record Lambdas(
            double gan, double content, double recon, double cycle, double latent, double kl, double consistency) {
        /**
         * The generator's lambdas under the names of their terms.
         *
         * @return weights of gan, content, recon, cycle, latent, kl, consistency
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("gan", gan)
                    .with("content", content)
                    .with("recon", recon)
                    .with("cycle", cycle)
                    .with("latent", latent)
                    .with("kl", kl)
                    .with("consistency", consistency);
        }

        /**
         * The image discriminators' lambda.
         *
         * @return weight of gan
         */
        public LossWeights discriminator() {
            return LossWeights.none().with("gan", gan);
        }

        /**
         * The content discriminator's lambda.
         *
         * @return weight of content
         */
        public LossWeights contentDiscriminator() {
            return LossWeights.none().with("content", content);
        }

        /**
         * Another weight of the consistency.
         *
         * @param l 0 or more
         * @return a copy
         */
        public Lambdas withConsistency(double l) {
            return new Lambdas(gan, content, recon, cycle, latent, kl, l);
        }
    }

    /** Checks the ranges. */
    public DunitConfig {
        int stride = 1 << base.gen().downs();
        check(
                side == 0 || (side >= 2 * stride && side % stride == 0),
                "objects of %d pixels do not halve %d times to 2 cells or more: use 0 or a multiple of %d from %d",
                side,
                base.gen().downs(),
                stride,
                2 * stride);
    }

    /**
     * The paper's lambdas (CVPR 2020) on MUNIT's paper-sized networks, objects of 64 pixels.
     *
     * @return for scenes of 216 pixels and more; the paper's own networks are DRIT's
     */
    public static DunitConfig paper() {
        return new DunitConfig(
                MunitConfig.paper(),
                64,
                new ContentDis(256, 3),
                new Lambdas(1, 1, 10, 10, 1, 0.01, 2),
                Adam.Config.gan(2e-4, 0));
    }

    /**
     * For lessons: scenes of 64x64, minutes on two CPU cores. One halving, since objects are small. Two lambdas are below the
     * paper's, at which objects were less true after minutes: a tenth for content codes, a quarter for the consistency.
     *
     * @return narrow networks, objects of 16 pixels
     */
    public static DunitConfig lab() {
        MunitConfig base = MunitConfig.lab();
        MunitConfig.Gen g = base.gen();
        MunitConfig.Gen gen =
                new MunitConfig.Gen(16, 1, 2, 2, 8, g.mlpWidth(), g.mlpLayers(), g.contentNorm(), g.styleNorm());
        return new DunitConfig(
                base.withGen(gen).withDis(new MunitConfig.Dis(24, 3, 2)),
                16,
                new ContentDis(24, 2),
                new Lambdas(1, 0.1, 10, 10, 1, 0.01, 0.5),
                Adam.Config.gan(1e-3, 0));
    }

    /**
     * For tests: seconds, images from 32x32.
     *
     * @return the lab's networks, narrower
     */
    public static DunitConfig tiny() {
        DunitConfig lab = lab();
        MunitConfig base = lab.base.withGen(lab.base.gen().withFilters(3).withResBlocks(1));
        return new DunitConfig(
                base.withDis(new MunitConfig.Dis(3, 2, 1)), 8, new ContentDis(4, 1), lab.weights, lab.optimizer);
    }

    /**
     * Objects of another size.
     *
     * @param pixels edge; 0: without features of their own
     * @return a copy
     */
    public DunitConfig withSide(int pixels) {
        return new DunitConfig(base, pixels, content, weights, optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public DunitConfig withWeights(Lambdas w) {
        return new DunitConfig(base, side, content, w, optimizer);
    }

    /**
     * Channels of a content code.
     *
     * @return f 2^downs
     */
    public int width() {
        return base.gen().filters() << base.gen().downs();
    }

    /**
     * The discriminator of content codes.
     *
     * @return its numbers
     */
    public PatchDiscriminator.Config contentDiscriminator() {
        return new PatchDiscriminator.Config(
                width(), content.filters, content.layers, 3, 3, Padding.REFLECT, Activation.LEAKY_RELU);
    }
}
