package org.ui2i.models;

import static org.ui2i.core.Check.check;

import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.Activation;
import org.ui2i.nn.ContentEncoder;
import org.ui2i.nn.Decoder;
import org.ui2i.nn.Init;
import org.ui2i.nn.Norm;
import org.ui2i.nn.Padding;
import org.ui2i.nn.PatchDiscriminator;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.tensor.Adam;

/**
 * UNIT's numbers. One configuration covers the paper's branch and the public code base's later one.
 *
 * @param channelsA channels of A's images
 * @param channelsB channels of B's images
 * @param filters f, width at full resolution; the code has f 2^downs channels
 * @param downs halvings of the resolution
 * @param encoder residual blocks of an encoder: its last ones are shared
 * @param generator residual blocks of a generator: its first ones are shared
 * @param layers which layers the networks are made of
 * @param dis the discriminator
 * @param gan the adversarial loss
 * @param ganOnReconstruction whether D also judges reconstructions; the paper's training judges translations only
 * @param weights the lambdas
 * @param optimizer Adam's numbers, for both players
 */
public record UnitConfig(
        int channelsA,
        int channelsB,
        int filters,
        int downs,
        Blocks encoder,
        Blocks generator,
        Layers layers,
        Dis dis,
        GanLoss gan,
        boolean ganOnReconstruction,
        Lambdas weights,
        Adam.Config optimizer) {

    /**
     * Residual blocks.
     *
     * @param own in each domain's own network
     * @param shared the same objects in both domains
     */
    public record Blocks(int own, int shared) {
        /** Checks the ranges. */
        public Blocks {
            check(own >= 0 && shared >= 0, "%d own and %d shared blocks: use 0 or more", own, shared);
        }

        Blocks sharing(int n) {
            int all = own + shared;
            check(n <= all, "sharedLayers is %d but there are %d residual blocks: use 0 to %d", n, all, all);
            return new Blocks(all - n, n);
        }
    }

    /** Which layers encoder and generator are made of. */
    public enum Layers {
        /** zero padding, leaky ReLU without norm, 3x3 halvings, transposed convolutions: the paper's branch */
        PAPER(Padding.ZERO, Norm.NONE, Activation.LEAKY_RELU_001, 3, Decoder.Growth.TRANSPOSED),
        /** reflection, instance norm, ReLU, 4x4 halvings, nearest-neighbour growth: the later code base, as MUNIT */
        LATER(Padding.REFLECT, Norm.INSTANCE, Activation.RELU, 4, Decoder.Growth.NEAREST);

        private final Padding padding;
        private final Norm norm;
        private final Activation activation;
        private final int downKernel;
        private final Decoder.Growth growth;

        Layers(Padding padding, Norm norm, Activation activation, int downKernel, Decoder.Growth growth) {
            this.padding = padding;
            this.norm = norm;
            this.activation = activation;
            this.downKernel = downKernel;
            this.growth = growth;
        }

        /**
         * At the borders.
         *
         * @return the padding
         */
        public Padding padding() {
            return padding;
        }
    }

    /**
     * The discriminator's numbers.
     *
     * @param filters width of the first layer
     * @param layers strided convolutions
     * @param sharedLayers how many of the last ones, with the logit, both domains share; 0 shares nothing
     * @param scales image scales, each with own weights; more than 1 needs sharedLayers = 0
     * @param init how its weights start
     */
    public record Dis(int filters, int layers, int sharedLayers, int scales, Init init) {
        /** Checks the ranges. */
        public Dis {
            check(
                    layers >= 1 && layers <= 16 && scales >= 1 && scales <= 16,
                    "%d layers, %d scales: use 1 to 16",
                    layers,
                    scales);
            check(
                    sharedLayers >= 0 && sharedLayers <= layers,
                    "sharedLayers is %d of %d layers: use 0 to %d",
                    sharedLayers,
                    layers,
                    layers);
            check(
                    sharedLayers == 0 || scales == 1,
                    "%d scales with %d shared layers: share nothing or use one scale",
                    scales,
                    sharedLayers);
        }
    }

    /**
     * The lambdas by name.
     *
     * @param gan adversarial loss of the translation streams
     * @param recon reconstruction within a domain
     * @param kl divergence of the code from N(0, I)
     * @param cycle reconstruction after a round trip
     * @param klCycle divergence of the code on the way back
     */
    public record Lambdas(double gan, double recon, double kl, double cycle, double klCycle) {
        /**
         * The generators' lambdas under the names of their terms.
         *
         * @return weights of recon, kl, cycle, kl_cycle, gan
         */
        public LossWeights generator() {
            return LossWeights.none()
                    .with("recon", recon)
                    .with("kl", kl)
                    .with("cycle", cycle)
                    .with("kl_cycle", klCycle)
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
    public UnitConfig {
        check(channelsA >= 1 && channelsB >= 1, "%d and %d channels: use 1 or 3", channelsA, channelsB);
        check(
                filters >= 1 && downs >= 0 && downs <= 16,
                "%d filters, %d downs: use at least 1, and 0 to 16",
                filters,
                downs);
    }

    /**
     * The paper's network and weights (NIPS 2017; its authors' branch version_02).
     *
     * @return generators of 18,017,286 parameters in all, discriminators of 25,240,065
     */
    public static UnitConfig paper() {
        return new UnitConfig(
                3,
                3,
                64,
                2,
                new Blocks(3, 1),
                new Blocks(3, 1),
                Layers.PAPER,
                new Dis(64, 6, 4, 1, Init.GAUSSIAN_UNIFORM_BIAS),
                GanLoss.BCE,
                false,
                new Lambdas(10, 100, 0.1, 100, 0.1),
                Adam.Config.gan(1e-4, 1e-4));
    }

    /**
     * The public code base's later branch, which shares no weights.
     *
     * @return generators of 11,140,483 parameters each, discriminators of 8,271,171 each
     */
    public static UnitConfig later() {
        return new UnitConfig(
                3,
                3,
                64,
                2,
                new Blocks(4, 0),
                new Blocks(4, 0),
                Layers.LATER,
                new Dis(64, 4, 0, 3, Init.GAUSSIAN),
                GanLoss.LSGAN,
                false,
                new Lambdas(1, 10, 0.01, 10, 0.01),
                Adam.Config.gan(1e-4, 1e-4));
    }

    /**
     * For lessons: the paper's layers and lambdas, narrower, for grey 32x32 images and minutes on two CPU cores. Adam's
     * rate is ten times the paper's, the discriminator has three layers.
     *
     * @return a network with one shared block of two on each side
     */
    public static UnitConfig lab() {
        return new UnitConfig(
                1,
                1,
                16,
                2,
                new Blocks(1, 1),
                new Blocks(1, 1),
                Layers.PAPER,
                new Dis(32, 3, 0, 1, Init.GAUSSIAN_UNIFORM_BIAS),
                GanLoss.BCE,
                false,
                new Lambdas(10, 100, 0.1, 100, 0.1),
                Adam.Config.gan(1e-3, 1e-4));
    }

    /**
     * For tests: seconds.
     *
     * @return the lab's network with 4 filters
     */
    public static UnitConfig tiny() {
        return lab().withFilters(4);
    }

    /**
     * Other widths; the discriminator's change in proportion.
     *
     * @param f filters
     * @return a copy
     */
    public UnitConfig withFilters(int f) {
        Dis d = new Dis(Math.max(1, dis.filters * f / filters), dis.layers, dis.sharedLayers, dis.scales, dis.init);
        return new UnitConfig(
                channelsA,
                channelsB,
                f,
                downs,
                encoder,
                generator,
                layers,
                d,
                gan,
                ganOnReconstruction,
                weights,
                optimizer);
    }

    /**
     * Other channels.
     *
     * @param a of A's images
     * @param b of B's images
     * @return a copy
     */
    public UnitConfig withChannels(int a, int b) {
        return new UnitConfig(
                a, b, filters, downs, encoder, generator, layers, dis, gan, ganOnReconstruction, weights, optimizer);
    }

    /**
     * More or fewer shared blocks at the same depth.
     *
     * @param n 0 to all residual blocks
     * @return a copy
     */
    public UnitConfig withSharedLayers(int n) {
        return new UnitConfig(
                channelsA,
                channelsB,
                filters,
                downs,
                encoder.sharing(n),
                generator.sharing(n),
                layers,
                dis,
                gan,
                ganOnReconstruction,
                weights,
                optimizer);
    }

    /**
     * Other lambdas.
     *
     * @param w the lambdas
     * @return a copy
     */
    public UnitConfig withWeights(Lambdas w) {
        return new UnitConfig(
                channelsA,
                channelsB,
                filters,
                downs,
                encoder,
                generator,
                layers,
                dis,
                gan,
                ganOnReconstruction,
                w,
                optimizer);
    }

    /**
     * Whether D also judges reconstructions.
     *
     * @param on true for both streams
     * @return a copy
     */
    public UnitConfig withGanOnReconstruction(boolean on) {
        return new UnitConfig(
                channelsA, channelsB, filters, downs, encoder, generator, layers, dis, gan, on, weights, optimizer);
    }

    /**
     * Another optimizer setting.
     *
     * @param adam its numbers
     * @return a copy
     */
    public UnitConfig withOptimizer(Adam.Config adam) {
        return new UnitConfig(
                channelsA,
                channelsB,
                filters,
                downs,
                encoder,
                generator,
                layers,
                dis,
                gan,
                ganOnReconstruction,
                weights,
                adam);
    }

    /**
     * One domain's encoder and generator without the shared blocks.
     *
     * @param channels of the domain's images
     * @return the private parts' numbers
     */
    public SharedLatentVae.Config vae(int channels) {
        return new SharedLatentVae.Config(
                new ContentEncoder.Config(
                        channels,
                        filters,
                        downs,
                        encoder.own,
                        layers.downKernel,
                        layers.padding,
                        layers.norm,
                        layers.activation),
                new Decoder.Config(channels, filters, downs, generator.own, layers.growth, layers.padding));
    }

    /**
     * One domain's discriminator at one scale.
     *
     * @param channels of the domain's images
     * @return its numbers
     */
    public PatchDiscriminator.Config discriminator(int channels) {
        boolean paper = layers == Layers.PAPER;
        return new PatchDiscriminator.Config(
                channels,
                dis.filters,
                dis.layers,
                paper ? 7 : 4,
                paper ? 3 : 4,
                layers.padding,
                paper ? Activation.LEAKY_RELU_001 : Activation.LEAKY_RELU);
    }

    /**
     * Channels of the code.
     *
     * @return f 2^downs
     */
    public int codeChannels() {
        return filters << downs;
    }

    /**
     * How the generators' weights start.
     *
     * @return the rule of the code the layers come from
     */
    public Init generatorInit() {
        return layers == Layers.PAPER ? Init.GAUSSIAN_UNIFORM_BIAS : Init.KAIMING;
    }
}
