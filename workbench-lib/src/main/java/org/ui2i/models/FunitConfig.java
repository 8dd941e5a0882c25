package org.ui2i.models;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.AdaInDecoder;
import org.ui2i.nn.AdaInDecoder.Growth;
import org.ui2i.nn.Branch;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Mlp;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.StyleEncoder;
import org.ui2i.tensor.Ops;
import org.ui2i.tensor.RmsProp;

/**
 * FUNIT's numbers.
 *
 * @param channels of the images
 * @param gen the generator
 * @param dis the discriminator
 * @param weights the lambdas
 * @param penalty which score the gradient penalty differentiates
 * @param optimizer RMSProp's numbers, for both players
 * @param ema the average that translates
 */
public record FunitConfig(
        int channels, Gen gen, Dis dis, Lambdas weights, Penalty penalty, RmsProp.Config optimizer, Average ema) {

    /**
     * The generator's numbers.
     *
     * @param filters f, width at full resolution of all three networks
     * @param contentDowns halvings of the content encoder; its code has f 2^contentDowns channels
     * @param classDowns halvings of the class encoder
     * @param resBlocks residual blocks of the content encoder, and of the decoder
     * @param classCode length of the class code
     * @param mlpWidth hidden width between class code and AdaIN parameters
     * @param mlpLayers linear layers there
     * @param classNorm norm of the class encoder; none in the paper
     */
    public record Gen(
            int filters,
            int contentDowns,
            int classDowns,
            int resBlocks,
            int classCode,
            int mlpWidth,
            int mlpLayers,
            Norm classNorm) {}

    /**
     * The discriminator's numbers.
     *
     * @param filters f, width of the stem
     * @param blocks residual blocks, even
     * @param classes |S|, the source classes
     * @param activatedShortcut whether equal-width shortcuts carry the activated input, as in the public code
     */
    public record Dis(int filters, int blocks, int classes, boolean activatedShortcut) {}

    /**
     * The lambdas by name.
     *
     * @param gan adversarial loss; the generator's is the mean of translation's and reconstruction's
     * @param recon content reconstruction
     * @param features feature matching, of translation and of reconstruction
     * @param r1 gradient penalty on real images
     */
    public record Lambdas(double gan, double recon, double features, double r1) {
        /**
         * The generator's lambdas under the names of their terms.
         *
         * @return weights of gan_trans, gan_recon, recon, fm_trans, fm_recon
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("gan_trans", gan / 2)
                    .with("gan_recon", gan / 2)
                    .with("recon", recon)
                    .with("fm_trans", features)
                    .with("fm_recon", features);
        }

        /**
         * The discriminator's lambdas; where the generator ignores it (gan = 0), it only watches, at 1.
         *
         * @return weights of gan_real, gan_fake, r1
         */
        public LossWeights discriminator() {
            double watch = gan > 0 ? gan : 1;
            return LossWeights.none()
                    .with("gan_real", watch)
                    .with("gan_fake", watch)
                    .with("r1", r1);
        }
    }

    /** Which score the gradient penalty differentiates. */
    public enum Penalty {
        /**
         * the mean over the batch, as the public code does: the penalty is 1/B^2 of the textbook's, and the paper's weight
         * 10 was used with this
         */
        BATCH_MEAN {
            @Override
            public NDArray score(NDArray maps, int parts) {
                return parts == 1 ? maps.mean() : Ops.scale(maps.mean(), 1.0 / parts);
            }
        },
        /** each image's own (R1: Mescheder et al. 2018) */
        EACH_IMAGE {
            @Override
            public NDArray score(NDArray maps, int parts) {
                return Ops.scale(maps.mean(), (double) maps.getShape().get(0));
            }
        };

        /**
         * The number whose gradient by the images is penalised.
         *
         * @param maps score maps of a whole batch of real images, (B, h, w)
         * @return 0-dim
         */
        public NDArray score(NDArray maps) {
            return score(maps, 1);
        }

        /**
         * The same where the batch is cut into parts.
         *
         * @param maps score maps of real images, (B / parts, h, w)
         * @param parts into how many parts the batch of B is cut; 1 if it is not
         * @return 0-dim; the penalties of the parts have the whole batch's as their mean
         */
        public abstract NDArray score(NDArray maps, int parts);
    }

    /**
     * The moving average of the generator.
     *
     * @param decay in [0, 1)
     * @param warmUp whether it forgets the first weights faster, for short trainings
     */
    public record Average(double decay, boolean warmUp) {}

    private static final int MAX_WIDTH = 1024; // of the discriminator

    /** Checks the ranges. */
    public FunitConfig {
        check(channels >= 1, "%d channels: use 1 (grey) or 3 (colour)", channels);
    }

    /**
     * The paper's network and weights (ICCV 2019; animal faces, 119 source classes).
     *
     * @return a generator of 29,866,435 parameters, a discriminator of 54,252,599
     */
    public static FunitConfig paper() {
        return new FunitConfig(
                3,
                new Gen(64, 3, 4, 2, 64, 256, 3, Norm.NONE),
                new Dis(64, 10, 119, true),
                new Lambdas(1, 0.1, 1, 10),
                Penalty.BATCH_MEAN,
                new RmsProp.Config(1e-4, 0.99, 1e-8, 1e-4),
                new Average(0.999, false));
    }

    /**
     * For lessons: grey 32x32 glyphs of 140 fonts, batch 16, minutes on two CPU cores. RMSProp's rate is four times the
     * paper's, the reconstruction's weight ten times, the average warms up.
     *
     * @return a generator of 727,745 parameters, a discriminator of 272,092
     */
    public static FunitConfig lab() {
        return new FunitConfig(
                1,
                new Gen(16, 2, 3, 2, 64, 256, 3, Norm.NONE),
                new Dis(16, 6, 140, true),
                new Lambdas(1, 1, 1, 10),
                Penalty.BATCH_MEAN,
                new RmsProp.Config(4e-4, 0.99, 1e-8, 1e-4),
                new Average(0.999, true));
    }

    /**
     * For tests: seconds.
     *
     * @return the lab's network, narrower and shallower
     */
    public static FunitConfig tiny() {
        FunitConfig lab = lab();
        return new FunitConfig(
                1,
                new Gen(4, 2, 3, 1, 8, 16, 3, Norm.NONE),
                new Dis(4, 4, lab.dis.classes, true),
                lab.weights,
                lab.penalty,
                lab.optimizer,
                lab.ema);
    }

    /**
     * Other channels.
     *
     * @param n channels of the images
     * @return a copy
     */
    public FunitConfig withChannels(int n) {
        return new FunitConfig(n, gen, dis, weights, penalty, optimizer, ema);
    }

    /**
     * Another number of source classes.
     *
     * @param n |S|
     * @return a copy
     */
    public FunitConfig withClasses(int n) {
        Dis d = new Dis(dis.filters, dis.blocks, n, dis.activatedShortcut);
        return new FunitConfig(channels, gen, d, weights, penalty, optimizer, ema);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public FunitConfig withWeights(Lambdas w) {
        return new FunitConfig(channels, gen, dis, w, penalty, optimizer, ema);
    }

    /**
     * Another gradient penalty.
     *
     * @param p which score it differentiates
     * @return a copy
     */
    public FunitConfig withPenalty(Penalty p) {
        return new FunitConfig(channels, gen, dis, weights, p, optimizer, ema);
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
                Norm.INSTANCE,
                Norm.INSTANCE,
                Branch.PLAIN,
                Activation.RELU);
    }

    /**
     * The class encoder.
     *
     * @return its numbers
     */
    public StyleEncoder.Config classEncoder() {
        return new StyleEncoder.Config(
                channels, gen.filters, gen.classDowns, gen.classCode, gen.classNorm, Padding.REFLECT);
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
                Branch.PLAIN,
                Growth.INSTANCE_NORM,
                Padding.REFLECT,
                Activation.TANH);
    }

    /**
     * The MLP between class code and decoder.
     *
     * @param adaInLength what the decoder takes
     * @return its numbers
     */
    public Mlp.Config mlp(int adaInLength) {
        return new Mlp.Config(gen.classCode, gen.mlpWidth, adaInLength, gen.mlpLayers);
    }

    /**
     * The discriminator.
     *
     * @return its numbers
     */
    public MultiTaskDiscriminator.Config discriminator() {
        return new MultiTaskDiscriminator.Config(
                channels,
                dis.filters,
                dis.blocks,
                Math.max(MAX_WIDTH, dis.filters),
                dis.classes,
                Padding.REFLECT,
                dis.activatedShortcut);
    }
}
