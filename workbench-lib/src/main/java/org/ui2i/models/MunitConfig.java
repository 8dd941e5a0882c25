package org.ui2i.models;

import static org.ui2i.core.Check.check;

import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.AdaInDecoder.Growth;
import org.ui2i.nn.Branch;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.PatchDiscriminator;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.tensor.Adam;

/**
 * MUNIT's numbers.
 *
 * @param channelsA channels of A's images
 * @param channelsB channels of B's images
 * @param gen the generators
 * @param dis the discriminators
 * @param gan the adversarial loss
 * @param weights the lambdas
 * @param optimizer Adam's numbers, for both players
 */
public record MunitConfig(
        int channelsA, int channelsB, Gen gen, Dis dis, GanLoss gan, Lambdas weights, Adam.Config optimizer) {

    /**
     * A generator's numbers.
     *
     * @param filters f, width at full resolution of all networks
     * @param downs halvings of the content encoder; its code has f 2^downs channels
     * @param resBlocks residual blocks of the content encoder, and of the decoder
     * @param styleDowns halvings of the style encoder
     * @param styleCode length of the style code
     * @param mlpWidth hidden width between style code and AdaIN parameters
     * @param mlpLayers linear layers there
     * @param contentNorm norm of every layer of the content encoder; instance norm in the paper
     * @param styleNorm norm of the style encoder; none in the paper
     */
    public record Gen(
            int filters,
            int downs,
            int resBlocks,
            int styleDowns,
            int styleCode,
            int mlpWidth,
            int mlpLayers,
            Norm contentNorm,
            Norm styleNorm) {
        /**
         * Another width; the MLP's changes in proportion.
         *
         * @param f filters
         * @return a copy
         */
        public Gen withFilters(int f) {
            int mlp = Math.max(1, mlpWidth * f / filters);
            return new Gen(f, downs, resBlocks, styleDowns, styleCode, mlp, mlpLayers, contentNorm, styleNorm);
        }

        /**
         * Another depth.
         *
         * @param blocks residual blocks of the content encoder, and of the decoder
         * @return a copy
         */
        public Gen withResBlocks(int blocks) {
            return new Gen(filters, downs, blocks, styleDowns, styleCode, mlpWidth, mlpLayers, contentNorm, styleNorm);
        }

        /**
         * Another length of the style.
         *
         * @param numbers of a style code
         * @return a copy
         */
        public Gen withStyleCode(int numbers) {
            return new Gen(filters, downs, resBlocks, styleDowns, numbers, mlpWidth, mlpLayers, contentNorm, styleNorm);
        }

        /**
         * Other norms.
         *
         * @param content of the content encoder
         * @param style of the style encoder
         * @return a copy
         */
        public Gen withNorms(Norm content, Norm style) {
            return new Gen(filters, downs, resBlocks, styleDowns, styleCode, mlpWidth, mlpLayers, content, style);
        }
    }

    /**
     * A discriminator's numbers.
     *
     * @param filters width of the first layer
     * @param layers strided convolutions
     * @param scales image scales, each with own weights
     */
    public record Dis(int filters, int layers, int scales) {
        /** Checks the ranges. */
        public Dis {
            check(
                    layers >= 1 && layers <= 16 && scales >= 1 && scales <= 16,
                    "%d layers, %d scales: use 1 to 16",
                    layers,
                    scales);
        }
    }

    /**
     * The lambdas by name.
     *
     * @param gan adversarial loss of translations
     * @param reconX an image from its own codes
     * @param reconS the random style, encoded again from the translation
     * @param reconC the content, encoded again from the translation
     * @param cycle explicit, style-augmented cycle: the image back from the translation's content and its own style; at 0
     *     it is not computed
     * @param perceptual domain-invariant perceptual loss, which needs a feature network; at 0 it is not computed
     */
    public record Lambdas(double gan, double reconX, double reconS, double reconC, double cycle, double perceptual) {
        /**
         * The generators' lambdas under the names of their terms.
         *
         * @return weights of recon_x, recon_s, recon_c, cycle, perceptual, gan
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("recon_x", reconX)
                    .with("recon_s", reconS)
                    .with("recon_c", reconC)
                    .with("cycle", cycle)
                    .with("perceptual", perceptual)
                    .with("gan", gan);
        }

        /**
         * The discriminators' lambda; where the generators ignore them (gan = 0), they only watch, at 1.
         *
         * @return weight of gan
         */
        public LossWeights discriminator() {
            return LossWeights.none().with("gan", gan > 0 ? gan : 1);
        }
    }

    /** Checks the ranges. */
    public MunitConfig {
        check(channelsA >= 1 && channelsB >= 1, "%d and %d channels: use 1 or 3", channelsA, channelsB);
    }

    /**
     * The paper's network and weights (ECCV 2018), without explicit cycle, as on edges.
     *
     * @return generators of 15,026,187 parameters each, discriminators of 8,271,171 each
     */
    public static MunitConfig paper() {
        return new MunitConfig(
                3,
                3,
                new Gen(64, 2, 4, 4, 8, 256, 3, Norm.INSTANCE, Norm.NONE),
                new Dis(64, 4, 3),
                GanLoss.LSGAN,
                new Lambdas(1, 10, 1, 1, 0, 0),
                Adam.Config.gan(1e-4, 1e-4));
    }

    /**
     * For lessons: the paper's layers, narrower, for 32x32 images and minutes on two CPU cores. The content code has half
     * the image's edge where the paper's has a quarter: of 32 pixels, a quarter keeps no face. A style is 3 numbers where
     * the paper's is 8, and the adversarial loss weighs 4 times as much: in trials with the paper's numbers, random styles
     * broke colours up into specks. Adam's rate is ten times the paper's; two scales of three layers are what 32 pixels
     * allow.
     *
     * @return for colour images
     */
    public static MunitConfig lab() {
        return new MunitConfig(
                3,
                3,
                new Gen(16, 1, 4, 3, 3, 64, 3, Norm.INSTANCE, Norm.NONE),
                new Dis(16, 3, 2),
                GanLoss.LSGAN,
                new Lambdas(4, 10, 1, 1, 0, 0),
                Adam.Config.gan(1e-3, 1e-4));
    }

    /**
     * For tests: seconds, images from 16x16.
     *
     * @return the lab's network with 4 filters and one scale of the discriminators
     */
    public static MunitConfig tiny() {
        MunitConfig narrow = lab().withFilters(4);
        return narrow.withDis(new Dis(narrow.dis.filters, 2, 1));
    }

    /**
     * Other widths; those of the MLP and the discriminators change in proportion.
     *
     * @param f the generators' filters
     * @return a copy
     */
    public MunitConfig withFilters(int f) {
        Dis d = new Dis(Math.max(1, dis.filters * f / gen.filters), dis.layers, dis.scales);
        return withGen(gen.withFilters(f)).withDis(d);
    }

    /**
     * Other channels.
     *
     * @param a of A's images
     * @param b of B's images
     * @return a copy
     */
    public MunitConfig withChannels(int a, int b) {
        return new MunitConfig(a, b, gen, dis, gan, weights, optimizer);
    }

    /**
     * Other generators.
     *
     * @param g their numbers
     * @return a copy
     */
    public MunitConfig withGen(Gen g) {
        return new MunitConfig(channelsA, channelsB, g, dis, gan, weights, optimizer);
    }

    /**
     * Other discriminators.
     *
     * @param d their numbers
     * @return a copy
     */
    public MunitConfig withDis(Dis d) {
        return new MunitConfig(channelsA, channelsB, gen, d, gan, weights, optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public MunitConfig withWeights(Lambdas w) {
        return new MunitConfig(channelsA, channelsB, gen, dis, gan, w, optimizer);
    }

    /**
     * Another optimizer setting.
     *
     * @param adam its numbers
     * @return a copy
     */
    public MunitConfig withOptimizer(Adam.Config adam) {
        return new MunitConfig(channelsA, channelsB, gen, dis, gan, weights, adam);
    }

    /**
     * One domain's content encoder.
     *
     * @param channels of the domain's images
     * @return its numbers
     */
    public ContentEncoder.Config contentEncoder(int channels) {
        return new ContentEncoder.Config(
                channels,
                gen.filters,
                gen.downs,
                gen.resBlocks,
                4,
                Padding.REFLECT,
                gen.contentNorm,
                gen.contentNorm,
                Branch.PLAIN,
                Activation.RELU);
    }

    /**
     * One domain's style encoder.
     *
     * @param channels of the domain's images
     * @return its numbers
     */
    public StyleEncoder.Config styleEncoder(int channels) {
        return new StyleEncoder.Config(
                channels, gen.filters, gen.styleDowns, gen.styleCode, gen.styleNorm, Padding.REFLECT);
    }

    /**
     * One domain's decoder.
     *
     * @param channels of the domain's images
     * @return its numbers
     */
    public AdaInDecoder.Config decoder(int channels) {
        return new AdaInDecoder.Config(
                channels,
                gen.filters,
                gen.downs,
                gen.resBlocks,
                Branch.PLAIN,
                Growth.LAYER_NORM,
                Padding.REFLECT,
                Activation.TANH);
    }

    /**
     * Style code to AdaIN parameters.
     *
     * @param adaInLength how many parameters the decoder takes
     * @return the MLP's numbers
     */
    public Mlp.Config mlp(int adaInLength) {
        return new Mlp.Config(gen.styleCode, gen.mlpWidth, adaInLength, gen.mlpLayers);
    }

    /**
     * One domain's discriminator at one scale.
     *
     * @param channels of the domain's images
     * @return its numbers
     */
    public PatchDiscriminator.Config discriminator(int channels) {
        return new PatchDiscriminator.Config(
                channels, dis.filters, dis.layers, 4, 4, Padding.REFLECT, Activation.LEAKY_RELU);
    }

    /**
     * How small images may be: every layer needs at least 2 pixels a side to halve or to pad.
     *
     * @return edge in pixels
     */
    public int smallestImage() {
        int halvings = Math.max(gen.styleDowns, Math.max(gen.downs + 1, dis.layers + dis.scales - 1));
        return Math.max(4, 1 << halvings);
    }
}
