package org.ui2i.models;

import static org.ui2i.loss.Losses.l1;

import ai.djl.ndarray.NDArray;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Init;
import org.ui2i.nn.PatchGan;
import org.ui2i.nn.UNet;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;

/**
 * pix2pix: image-to-image translation with conditional adversarial networks (Isola, Zhu, Zhou, Efros; CVPR 2017; arXiv
 * 1611.07004). It learns from pairs.
 *
 * <pre>
 * x, y       an image of A and its counterpart in B: image i of x.a() and of x.b()
 * z          noise, given as dropout in G only
 * G(x, z)    the answer
 * D(x, y)    logits of the patches of y, seen beside x
 *
 * min over D   1/2 (fake(D(x, G(x, z))) + real(D(x, y)))
 * min over G   l_gan fool(D(x, G(x, z))) + l_l1 L1(G(x, z), y)
 * </pre>
 *
 * real, fake and fool are those of {@link org.ui2i.loss.GanLoss}. A term of weight 0 is not computed. D steps first; both
 * players share one G(x, z).
 */
public class Pix2pix {
    private static final String FAKE = "G(x, z)";
    private final Pix2pixConfig config;
    private final UNet gen;
    private final PatchGan dis;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public Pix2pix(Pix2pixConfig config, long seed) {
        this.config = config;
        Weights w = Weights.seeded(seed, Init.GAUSSIAN_GAINS);
        gen = new UNet(config.generator(), w);
        dis = new PatchGan(config.discriminator(), w);
    }

    /**
     * G.
     *
     * @return the generator
     */
    public UNet gen() {
        return gen;
    }

    /**
     * D.
     *
     * @return the discriminator
     */
    public PatchGan dis() {
        return dis;
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public Pix2pixConfig config() {
        return config;
    }

    /**
     * D's objective; the generator only supplies images.
     *
     * @param x a batch of pairs
     * @return the terms real, fake
     */
    public LossTerms discriminator(Pair x) {
        NDArray xAB = Grad.detach(x.step().once(this, FAKE, () -> drawn(x)));
        NDArray fake = judged(x, xAB); // first, as batch norm's running statistics remember it
        NDArray real = judged(x, x.b());
        return LossTerms.of(config.weights().discriminator())
                .add("real", config.gan().real(real))
                .add("fake", config.gan().fake(fake));
    }

    /** G(x, z) with its graph: D's step needs the numbers, G's step right after it needs both. */
    private NDArray drawn(Pair x) {
        return Grad.on(() -> gen.forward(x.a(), x.step().draws()));
    }

    private NDArray judged(Pair x, NDArray y) {
        return dis.forward(config.dis().conditional() ? x.a().concat(y, 1) : y);
    }

    /**
     * G's objective.
     *
     * @param x a batch of pairs
     * @return the terms gan and l1, unless their weight is 0
     */
    public LossTerms generator(Pair x) {
        NDArray xAB = x.step().last(this, FAKE, () -> drawn(x));
        LossTerms terms = LossTerms.of(config.weights().generator());
        if (config.weights().gan() > 0) {
            terms.add("gan", config.gan().fool(judged(x, xAB)));
        }
        if (config.weights().l1() > 0) {
            terms.add("l1", l1(xAB, x.b()));
        }
        return terms;
    }

    /**
     * Draws A's images in B: no dropout, statistics gathered in training. The answer to an image depends on nothing else.
     *
     * @param a (B, C, H, W) in [-1, 1]
     * @return (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray a) {
        return Grad.off(() -> gen.evaluate(() -> gen.forward(a)));
    }

    /**
     * Draws A's images in B as the paper tests: with dropout, and with the statistics of these images themselves. It gives
     * one image at a time.
     *
     * @param a (B, C, H, W) in [-1, 1]
     * @param draws where z comes from
     * @return (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray a, Draws draws) {
        return Grad.off(() -> gen.unmoved(() -> gen.forward(a, draws)));
    }
}
