package org.ui2i.models;

import static org.ui2i.loss.Losses.klDiagonal;
import static org.ui2i.loss.Losses.squaredDistance;
import static org.ui2i.tensor.Ops.crossEntropy;
import static org.ui2i.tensor.Ops.scale;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.ui2i.data.LabelledPair;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.tensor.Adam;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;

/**
 * UNIT for domain adaptation (NIPS 2017, section 4 and appendix): digits with labels in A teach a classifier for digits
 * without labels in B. One discriminator judges both domains, its deep layers are shared and also classify.
 *
 * <pre>
 * z = mu + sd noise,   q(z | x) = N(mu, sd^2)
 * min over E, G   l_gan (CE(D(xBA, xAB), real) + CE(D(xAA, xBB), real)) + l_kl (KL_A + KL_B) + l_recon (|xAA - xA|^2 + |xBB - xB|^2)
 * min over D      l_gan (CE(D(xA, xB), real) + 1/2 CE(D(xAA, xBB), fake) + 1/2 CE(D(xBA, xAB), fake))
 *               + l_cls CE(C(xA), y) + l_feature (|f(xAB) - f(xAA)|^2 + |f(xBA) - f(xBB)|^2)
 * </pre>
 *
 * f are D's deepest features without dropout; |.|^2 sums over an image and averages over the batch.
 */
public final class UnitAdaptation {
    /**
     * The numbers.
     *
     * @param channelsA channels of A's images
     * @param channelsB channels of B's images
     * @param genFilters width of the encoders' first layer
     * @param disFilters width of the discriminator's first layer
     * @param classes how many
     * @param gan lambda of the adversarial loss
     * @param kl lambda of the divergence
     * @param recon lambda of the reconstruction
     * @param cls lambda of the classification
     * @param feature lambda of the feature distance
     * @param optimizer Adam's numbers, for both players
     */
    public record Config(
            int channelsA,
            int channelsB,
            int genFilters,
            int disFilters,
            int classes,
            double gan,
            double kl,
            double recon,
            double cls,
            double feature,
            Adam.Config optimizer) {
        /**
         * SVHN to MNIST as published.
         *
         * @return generators of 22,606,468 parameters in all, a discriminator of 4,332,812
         */
        public static Config paper() {
            return new Config(3, 1, 96, 64, 10, 1, 1e-4, 1e-3, 10, 1e-4, Adam.Config.gan(2e-4, 5e-4));
        }

        /**
         * Grey digits in minutes on two CPU cores. The narrow networks see few steps, so reconstruction (10 times the
         * paper's weight) and the feature distance (200 times, over a quarter of the features) count more, D's verdict
         * less, and Adam's rate is five times the paper's.
         *
         * @return a narrow network
         */
        public static Config lab() {
            return new Config(1, 1, 16, 16, 10, 0.2, 1e-4, 1e-2, 10, 2e-2, Adam.Config.gan(1e-3, 5e-4));
        }

        /**
         * Other channels.
         *
         * @param a of A's images
         * @param b of B's images
         * @return a copy
         */
        public Config withChannels(int a, int b) {
            return new Config(a, b, genFilters, disFilters, classes, gan, kl, recon, cls, feature, optimizer);
        }

        LossWeights generator() {
            return LossWeights.none().with("gan", gan).with("kl", kl).with("recon", recon);
        }

        LossWeights discriminator() {
            return LossWeights.none()
                    .with("gan_real", gan)
                    .with("gan_fake", gan)
                    .with("cls", cls)
                    .with("feature", feature);
        }
    }

    /**
     * What the generators make of a batch.
     *
     * @param mu mean of the codes, A's then B's, (2B, 8f, 1, 1)
     * @param sd their standard deviation
     * @param aa A reconstructed
     * @param ba B drawn in A
     * @param ab A drawn in B
     * @param bb B reconstructed
     */
    public record Images(NDArray mu, NDArray sd, NDArray aa, NDArray ba, NDArray ab, NDArray bb) {}

    private final Config config;
    private final AdaptationGenerator gen;
    private final AdaptationDiscriminator dis;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public UnitAdaptation(Config config, long seed) {
        this.config = config;
        gen = new AdaptationGenerator(config, seed);
        dis = new AdaptationDiscriminator(config, seed);
    }

    /**
     * Both domains' encoders and generators.
     *
     * @return the generator
     */
    public AdaptationGenerator gen() {
        return gen;
    }

    /**
     * The discriminator and classifier.
     *
     * @return the discriminator
     */
    public AdaptationDiscriminator dis() {
        return dis;
    }

    /**
     * D's objective.
     *
     * @param x a batch
     * @return the terms gan_real, gan_fake, cls, feature
     */
    public LossTerms discriminator(LabelledPair x) {
        Draws draws = x.step().draws();
        NDArray real = dis.realOrFake(x.a(), x.b(), draws);
        Images i = Grad.off(() -> gen.images(x.a(), x.b(), draws));
        NDArray recon = dis.realOrFake(i.aa(), i.bb(), draws);
        NDArray trans = dis.realOrFake(i.ba(), i.ab(), draws);
        NDArray fake = label(recon, 0);
        NDArray cls = crossEntropy(dis.classifyA(x.a(), draws), x.labels());
        return LossTerms.of(config.discriminator())
                .add("gan_real", crossEntropy(real, label(real, 1)))
                .add("gan_fake", scale(crossEntropy(recon, fake), 0.5), scale(crossEntropy(trans, fake), 0.5))
                .add("cls", cls)
                .add(
                        "feature",
                        squaredDistance(dis.featuresB(i.ab()), dis.featuresA(i.aa())),
                        squaredDistance(dis.featuresA(i.ba()), dis.featuresB(i.bb())));
    }

    /**
     * The encoders' and generators' objective.
     *
     * @param x a batch; its labels are not used
     * @return the terms gan, kl, recon
     */
    public LossTerms generator(LabelledPair x) {
        Draws draws = x.step().draws();
        Images i = gen.images(x.a(), x.b(), draws);
        NDArray recon = dis.realOrFake(i.aa(), i.bb(), draws);
        NDArray trans = dis.realOrFake(i.ba(), i.ab(), draws);
        NDArray real = label(recon, 1);
        NDList mu = i.mu().split(2);
        NDList sd = i.sd().split(2);
        return LossTerms.of(config.generator())
                .add("gan", crossEntropy(trans, real), crossEntropy(recon, real))
                .add("kl", klDiagonal(mu.get(0), sd.get(0)), klDiagonal(mu.get(1), sd.get(1)))
                .add("recon", squaredDistance(i.aa(), x.a()), squaredDistance(i.bb(), x.b()));
    }

    private static NDArray label(NDArray logits, long value) {
        return logits.getManager().full(new Shape(logits.getShape().get(0)), (int) value, DataType.INT64);
    }
}
