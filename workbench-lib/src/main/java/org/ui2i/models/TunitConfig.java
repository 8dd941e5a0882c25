package org.ui2i.models;

import static org.ui2i.core.Check.check;

import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.AdaInDecoder.Growth;
import org.ui2i.nn.Branch;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.FrnTrunk;
import org.ui2i.nn.GuidingNetwork;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.RmsProp;

/**
 * TUNIT's numbers.
 *
 * @param channels of the images
 * @param size edge of the images in pixels, a power of two from 32
 * @param guide the guiding network C
 * @param gen the generator G
 * @param dis the discriminator D
 * @param contrast what style codes are compared by
 * @param weights the lambdas
 * @param warmUp when C trains alone
 * @param guideOptimizer C's, of both its steps
 * @param optimizer G's and D's
 * @param keys the average of C that gives keys, and codes in use
 * @param ema the average of G that translates
 */
public record TunitConfig(
        int channels,
        int size,
        Guide guide,
        Gen gen,
        Dis dis,
        Contrast contrast,
        Lambdas weights,
        WarmUp warmUp,
        Adam.Config guideOptimizer,
        RmsProp.Config optimizer,
        FunitConfig.Average keys,
        FunitConfig.Average ema) {

    /**
     * The guiding network's numbers.
     *
     * @param filters width of its first layer
     * @param styleCode length of the style code
     * @param domains K, pseudo domains
     */
    public record Guide(int filters, int styleCode, int domains) {}

    /**
     * The generator's numbers.
     *
     * @param filters f, width at full resolution
     * @param downs halvings of the content encoder; its code has f 2^downs channels
     * @param resBlocks residual blocks of the content encoder, and of the decoder
     * @param mlpWidth hidden width between style code and AdaIN parameters
     */
    public record Gen(int filters, int downs, int resBlocks, int mlpWidth) {}

    /**
     * The discriminator's numbers.
     *
     * @param filters width of the stem
     * @param maxWidth no layer is wider
     */
    public record Dis(int filters, int maxWidth) {}

    /**
     * How style codes are compared.
     *
     * @param queue most keys of earlier images
     * @param temperature tau
     */
    public record Contrast(int queue, double temperature) {}

    /**
     * When C trains alone.
     *
     * @param steps its first steps, without G and D
     * @param after what C's own objective counts from then on
     */
    public record WarmUp(int steps, double after) {
        /** Checks the ranges. */
        public WarmUp {
            check(steps >= 0, "C trains alone for %d steps: use 0 or more", steps);
            check(after > 0, "C's own objective counts %s after the warm-up: use a positive number", after);
        }
    }

    /**
     * The lambdas by name.
     *
     * @param contrast InfoNCE of style codes
     * @param mi mutual information of pseudo domains; 0: it is not computed
     * @param gan adversarial loss, of translation and of reconstruction
     * @param recon reconstruction of an image from its own code
     * @param style InfoNCE of the translation's style code
     * @param r1 gradient penalty on real images
     */
    public record Lambdas(double contrast, double mi, double gan, double recon, double style, double r1) {
        /**
         * The guiding network's lambdas under the names of their terms.
         *
         * @param factor on both
         * @return weights of contrast, mi
         */
        public LossWeights guide(double factor) {
            return LossWeights.none().with("contrast", factor * contrast).with("mi", factor * mi);
        }

        /**
         * The discriminator's lambdas.
         *
         * @return weights of gan_real, gan_fake, r1
         */
        public LossWeights discriminator() {
            return LossWeights.none()
                    .with("gan_real", gan)
                    .with("gan_fake", gan)
                    .with("r1", r1);
        }

        /**
         * The generator's lambdas.
         *
         * @return weights of gan_trans, gan_recon, recon, style
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("gan_trans", gan)
                    .with("gan_recon", gan)
                    .with("recon", recon)
                    .with("style", style);
        }
    }

    private static final double BRANCH = 0.1; // how much residual branches count

    /** Checks the ranges. */
    public TunitConfig {
        check(channels >= 1, "%d channels: use 1 (grey) or 3 (colour)", channels);
        check(size >= 32 && Integer.bitCount(size) == 1, "images of %d pixels: use a power of two from 32", size);
    }

    /**
     * The paper's networks and weights (ICCV 2021; AnimalFaces-10, 128x128).
     *
     * @return C of 9,296,778 parameters, D of 70,935,242, G of 27,333,763; where the paper averages G from 1,000 joint
     *     steps on, the average here forgets the first weights by a warm-up
     */
    public static TunitConfig paper() {
        return new TunitConfig(
                3,
                128,
                new Guide(64, 128, 10),
                new Gen(64, 3, 2, 256),
                new Dis(64, 1024),
                new Contrast(1024, 0.07),
                new Lambdas(1, 5, 1, 0.1, 0.01, 10),
                new WarmUp(65_000, 0.1),
                new Adam.Config(1e-4, 0.9, 0.999, 1e-8, 1e-3),
                new RmsProp.Config(1e-4, 0.99, 1e-8, 1e-4),
                new FunitConfig.Average(0.999, false),
                new FunitConfig.Average(0.999, true));
    }

    /**
     * For lessons: colour 32x32, batch 32, minutes on two CPU cores. G's and D's rates are four times the paper's, C's three
     * times, at a temperature of 0.5 (at the paper's, the contrast rose at such a rate instead of falling, and fewer domains
     * were found), the reconstruction's weight fifty times, both averages warm up.
     *
     * @return narrow networks, 200 steps for C alone
     */
    public static TunitConfig lab() {
        return new TunitConfig(
                3,
                32,
                new Guide(16, 32, 6),
                new Gen(12, 2, 2, 128),
                new Dis(8, 64),
                new Contrast(512, 0.5),
                new Lambdas(1, 5, 1, 5, 0.01, 10),
                new WarmUp(200, 0.1),
                new Adam.Config(3e-4, 0.9, 0.999, 1e-8, 1e-3),
                new RmsProp.Config(4e-4, 0.99, 1e-8, 1e-4),
                new FunitConfig.Average(0.99, true),
                new FunitConfig.Average(0.999, true));
    }

    /**
     * For tests: seconds.
     *
     * @return the lab's networks, narrower and shallower, two steps for C alone
     */
    public static TunitConfig tiny() {
        TunitConfig lab = lab();
        return new TunitConfig(
                3,
                32,
                new Guide(2, 4, 3),
                new Gen(4, 2, 1, 8),
                new Dis(4, 16),
                new Contrast(6, lab.contrast.temperature),
                lab.weights,
                new WarmUp(2, lab.warmUp.after),
                lab.guideOptimizer,
                lab.optimizer,
                lab.keys,
                lab.ema);
    }

    /**
     * Other channels.
     *
     * @param n channels of the images
     * @return a copy
     */
    public TunitConfig withChannels(int n) {
        return with(n, guide, weights, warmUp);
    }

    /**
     * Another number of pseudo domains.
     *
     * @param k K; more than there are is no harm, says the paper
     * @return a copy
     */
    public TunitConfig withDomains(int k) {
        return with(channels, new Guide(guide.filters, guide.styleCode, k), weights, warmUp);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public TunitConfig withWeights(Lambdas w) {
        return with(channels, guide, w, warmUp);
    }

    /**
     * Another warm-up.
     *
     * @param w when C trains alone
     * @return a copy
     */
    public TunitConfig withWarmUp(WarmUp w) {
        return with(channels, guide, weights, w);
    }

    private TunitConfig with(int c, Guide g, Lambdas w, WarmUp alone) {
        return new TunitConfig(c, size, g, gen, dis, contrast, w, alone, guideOptimizer, optimizer, keys, ema);
    }

    /**
     * The guiding network.
     *
     * @return its numbers
     */
    public GuidingNetwork.Config guidingNetwork() {
        return new GuidingNetwork.Config(channels, guide.filters, guide.styleCode, guide.domains);
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
                gen.downs,
                gen.resBlocks,
                4,
                Padding.REFLECT,
                Norm.INSTANCE,
                Norm.INSTANCE,
                branch(),
                Activation.RELU);
    }

    private static Branch branch() {
        return new Branch(Activation.NONE, BRANCH);
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
                gen.downs,
                gen.resBlocks,
                branch(),
                Growth.ADAIN,
                Padding.REFLECT,
                Activation.TANH);
    }

    /**
     * The MLP between style code and decoder.
     *
     * @param adaInLength what the decoder takes
     * @return its numbers
     */
    public Mlp.Config mlp(int adaInLength) {
        return new Mlp.Config(guide.styleCode, gen.mlpWidth, adaInLength, 3);
    }

    /**
     * All of the discriminator but its K questions.
     *
     * @return its numbers
     */
    public FrnTrunk discriminator() {
        return new FrnTrunk(channels, dis.filters, dis.maxWidth, size);
    }
}
