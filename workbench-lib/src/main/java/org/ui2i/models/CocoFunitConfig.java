package org.ui2i.models;

import static org.ui2i.core.Check.check;

import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.AdaInDecoder.Growth;
import org.ui2i.nn.Branch;
import org.ui2i.nn.ContentConditionedStyle;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.ProjectionDiscriminator;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.tensor.Adam;

/**
 * COCO-FUNIT's numbers.
 *
 * @param channels of the images
 * @param gen the generator
 * @param dis the discriminator
 * @param weights the lambdas
 * @param optimizer Adam's numbers for the generator
 * @param disOptimizer the same for the discriminator
 * @param ema the average that translates
 */
public record CocoFunitConfig(
        int channels,
        Gen gen,
        Dis dis,
        Lambdas weights,
        Adam.Config optimizer,
        Adam.Config disOptimizer,
        FunitConfig.Average ema) {

    /**
     * The generator's numbers.
     *
     * @param filters f, width at full resolution of all networks
     * @param contentDowns halvings of the content encoder; its code has f 2^contentDowns channels
     * @param styleDowns halvings of the style encoder
     * @param resBlocks residual blocks of the content encoder, and of the decoder
     * @param styleCode length of the style code
     * @param styleBias length of the constant style bias; 0 for none
     * @param conditioned whether the content has a part in the style; without, only the style's own part is left
     * @param mlpWidth width of all MLPs
     * @param mlpLayers linear layers between the conditioned code and the AdaIN heads
     */
    public record Gen(
            int filters,
            int contentDowns,
            int styleDowns,
            int resBlocks,
            int styleCode,
            int styleBias,
            boolean conditioned,
            int mlpWidth,
            int mlpLayers) {}

    /**
     * The discriminator's numbers.
     *
     * @param filters f, width of the stem
     * @param maxWidth no layer is wider
     * @param blocks residual blocks, even
     * @param classes |S|, the source classes
     */
    public record Dis(int filters, int maxWidth, int blocks, int classes) {}

    /**
     * The lambdas by name.
     *
     * @param gan adversarial loss; the generator's is the mean of translation's and reconstruction's
     * @param recon content reconstruction
     * @param features feature matching of the translation
     */
    public record Lambdas(double gan, double recon, double features) {
        /**
         * The generator's lambdas under the names of their terms.
         *
         * @return weights of gan_trans, gan_recon, recon, fm_trans
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("gan_trans", gan / 2)
                    .with("gan_recon", gan / 2)
                    .with("recon", recon)
                    .with("fm_trans", features);
        }

        /**
         * The discriminator's lambdas.
         *
         * @return weights of gan_real, gan_fake
         */
        public LossWeights discriminator() {
            return LossWeights.none().with("gan_real", gan).with("gan_fake", gan);
        }
    }

    /** Checks the ranges. */
    public CocoFunitConfig {
        check(channels >= 1, "%d channels: use 1 (grey) or 3 (colour)", channels);
    }

    /**
     * The paper's network and weights (ECCV 2020; animal faces, 256x256, 119 source classes).
     *
     * @return a generator of 121,562,307 parameters, a discriminator of 92,008,257
     */
    public static CocoFunitConfig paper() {
        return new CocoFunitConfig(
                3,
                new Gen(64, 4, 5, 2, 64, 1024, true, 256, 2),
                new Dis(64, 1024, 12, 119),
                new Lambdas(1, 0.1, 1),
                adam(1e-4),
                adam(1e-4),
                new FunitConfig.Average(0.999, true));
    }

    /**
     * For lessons: grey 32x32 glyphs of 140 fonts, batch 16, minutes on two CPU cores.
     *
     * @return narrow networks, G at four times the paper's rate and a hundred times its reconstruction (on validation fonts,
     *     at ten times, drawings kept less of the content and lay farther from the truth than the content itself); D at the
     *     paper's rate, or it wins within 600 steps and G draws blank paper
     */
    public static CocoFunitConfig lab() {
        return new CocoFunitConfig(
                1,
                new Gen(16, 2, 3, 2, 64, 256, true, 256, 2),
                new Dis(16, 1024, 6, 140),
                new Lambdas(1, 10, 1),
                adam(4e-4),
                adam(1e-4),
                new FunitConfig.Average(0.999, true));
    }

    /** Without momentum, as in the paper. */
    private static Adam.Config adam(double rate) {
        return new Adam.Config(rate, 0, 0.999, 1e-8, 0);
    }

    /**
     * For tests: seconds.
     *
     * @return the lab's network, narrower and shallower
     */
    public static CocoFunitConfig tiny() {
        CocoFunitConfig lab = lab();
        return new CocoFunitConfig(
                1,
                new Gen(4, 2, 3, 1, 8, 8, true, 16, 2),
                new Dis(4, 16, 4, lab.dis.classes),
                lab.weights,
                lab.optimizer,
                lab.disOptimizer,
                lab.ema);
    }

    /**
     * Other channels.
     *
     * @param n channels of the images
     * @return a copy
     */
    public CocoFunitConfig withChannels(int n) {
        return new CocoFunitConfig(n, gen, dis, weights, optimizer, disOptimizer, ema);
    }

    /**
     * Another generator.
     *
     * @param g its numbers
     * @return a copy
     */
    public CocoFunitConfig withGen(Gen g) {
        return new CocoFunitConfig(channels, g, dis, weights, optimizer, disOptimizer, ema);
    }

    /**
     * Other lambdas.
     *
     * @param l the lambdas
     * @return a copy
     */
    public CocoFunitConfig withWeights(Lambdas l) {
        return new CocoFunitConfig(channels, gen, dis, l, optimizer, disOptimizer, ema);
    }

    /**
     * Another number of source classes.
     *
     * @param n |S|
     * @return a copy
     */
    public CocoFunitConfig withClasses(int n) {
        Dis d = new Dis(dis.filters, dis.maxWidth, dis.blocks, n);
        return new CocoFunitConfig(channels, gen, d, weights, optimizer, disOptimizer, ema);
    }

    /**
     * The content encoder.
     *
     * @return its numbers
     */
    public ContentEncoder.Config contentEncoder() {
        return new ContentEncoder.Config(
                channels,
                gen.filters,
                gen.contentDowns,
                gen.resBlocks,
                4,
                Padding.REFLECT,
                Norm.INSTANCE_AFFINE,
                Norm.INSTANCE_AFFINE,
                branch(),
                Activation.RELU);
    }

    /** Encoder's and decoder's residual branches end in a norm and ReLU. */
    private static Branch branch() {
        return new Branch(Activation.RELU, 1);
    }

    /**
     * The style encoder.
     *
     * @return its numbers
     */
    public StyleEncoder.Config styleEncoder() {
        return new StyleEncoder.Config(
                channels, gen.filters, gen.styleDowns, gen.styleCode, Norm.NONE, Padding.REFLECT);
    }

    /**
     * The part that conditions the style on the content.
     *
     * @return its numbers
     */
    public ContentConditionedStyle.Config style() {
        return new ContentConditionedStyle.Config(
                gen.conditioned ? contentEncoder().width() : 0, gen.styleCode, gen.styleBias, gen.mlpWidth);
    }

    /**
     * The MLP between the conditioned code and the AdaIN heads; its last layer is activated too.
     *
     * @return its numbers
     */
    public Mlp.Config mlp() {
        return new Mlp.Config(gen.styleCode, gen.mlpWidth, gen.mlpWidth, gen.mlpLayers, Activation.RELU);
    }

    /**
     * The decoder.
     *
     * @return its numbers
     */
    public AdaInDecoder.Config decoder() {
        return new AdaInDecoder.Config(
                channels,
                gen.filters,
                gen.contentDowns,
                gen.resBlocks,
                branch(),
                Growth.ADAIN_RESIDUAL,
                Padding.REFLECT,
                Activation.TANH);
    }

    /**
     * The discriminator.
     *
     * @return its numbers
     */
    public ProjectionDiscriminator.Config discriminator() {
        return new ProjectionDiscriminator.Config(
                channels, dis.filters, dis.blocks, dis.maxWidth, dis.classes, Padding.REFLECT);
    }
}
