package org.ui2i.models;

import static org.ui2i.loss.Losses.attributes;
import static org.ui2i.loss.Losses.l1;
import static org.ui2i.loss.Losses.oneOf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.ui2i.data.LabelledBatch;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.loss.Penalties;
import org.ui2i.nn.DomainDiscriminator;
import org.ui2i.nn.DomainDiscriminator.Judgement;
import org.ui2i.nn.Init;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Regions;

/**
 * StarGAN: unified generative adversarial networks for multi-domain image-to-image translation (Choi, Choi, Kim, Ha,
 * Kim, Choo; CVPR 2018; arXiv 1711.09020). One generator serves all domains: it is told the wanted one beside the
 * image.
 *
 * <pre>
 * x, c         images and their labels             c'        the labels of the batch in another order
 * xBar         G(x, c'), drawn in another domain   xRec      G(xBar, c), back in its own
 * D_src        is a patch real?                    D_cls     which domain is it of?
 * xHat         alpha x + (1 - alpha) xBar, alpha ~ U[0, 1) an image
 * cls(l, c)    how badly logits l give label c: Losses.attributes, or Losses.oneOf
 *
 * min over D   -D_src(x) + D_src(xBar) + l_cls cls(D_cls(x), c) + l_gp (|grad sum D_src(xHat)| - 1)^2
 * min over G   -D_src(xBar) + l_cls cls(D_cls(xBar), c') + l_rec L1(xRec, x)
 * </pre>
 *
 * D steps in every step, G in each n_critic-th ({@code train.Player.every}), D first. c' is drawn from
 * {@link Draws.Stream#ORDER}, alpha from {@link Draws.Stream#NOISE}. A term of weight 0 is not computed.
 */
public final class StarGan {
    private static final GanLoss GAN = GanLoss.WASSERSTEIN;
    private final StarGanConfig config;
    private final ResNetGenerator gen;
    private final DomainDiscriminator dis;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public StarGan(StarGanConfig config, long seed) {
        this.config = config;
        Weights w = Weights.seeded(seed, Init.UNIFORM);
        gen = new ResNetGenerator(config.generator(), w);
        dis = new DomainDiscriminator(config.discriminator(), w);
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public StarGanConfig config() {
        return config;
    }

    /**
     * G.
     *
     * @return the generator of all domains
     */
    public ResNetGenerator gen() {
        return gen;
    }

    /**
     * D.
     *
     * @return the discriminator
     */
    public DomainDiscriminator dis() {
        return dis;
    }

    /**
     * D's objective; the generator only supplies images.
     *
     * @param x a batch
     * @return the terms gan_real, gan_fake and, unless their weight is 0, cls and gp
     */
    public LossTerms discriminator(LabelledBatch x) {
        return Grad.on(() -> {
            NDArray xBar = Grad.off(() -> gen.draw(x.x(), target(x)));
            Judgement real = dis.judge(x.x());
            LossWeights weights = config.weights().discriminator();
            LossTerms terms = LossTerms.of(weights)
                    .add("gan_real", GAN.real(real.score()))
                    .add("gan_fake", GAN.fake(dis.judge(xBar).score()));
            if (weights.counts("cls")) {
                terms.add("cls", cls(real.labels(), x.label()));
            }
            return weights.counts("gp") ? terms.add("gp", penalty(x, xBar)) : terms;
        });
    }

    /** c', the same for both players. */
    private NDArray target(LabelledBatch x) {
        NDArray c = x.label();
        return x.step()
                .once(
                        this,
                        "target",
                        () -> Regions.rows(c, x.step().order(c.getShape().get(0))));
    }

    private NDArray cls(NDArray logits, NDArray label) {
        return config.labels().oneOf() ? oneOf(logits, label) : attributes(logits, label);
    }

    private NDArray penalty(LabelledBatch x, NDArray xBar) {
        Shape one = new Shape(x.x().getShape().get(0), 1, 1, 1);
        NDArray alpha = x.step().draws().uniform(Draws.Stream.NOISE, one);
        NDArray xHat = Penalties.mixture(x.x(), xBar, alpha);
        return Penalties.gradient(dis.forward(xHat).sum(), xHat);
    }

    /**
     * G's objective.
     *
     * @param x a batch
     * @return the terms gan and, unless their weight is 0, cls and rec
     */
    public LossTerms generator(LabelledBatch x) {
        NDArray xBar = gen.draw(x.x(), target(x));
        Judgement fake = dis.judge(xBar);
        LossWeights weights = config.weights().generator();
        LossTerms terms = LossTerms.of(weights).add("gan", GAN.fool(fake.score()));
        if (weights.counts("cls")) {
            terms.add("cls", cls(fake.labels(), target(x)));
        }
        return weights.counts("rec") ? terms.add("rec", l1(gen.draw(xBar, x.label()), x.x())) : terms;
    }

    /**
     * Draws images in other domains, each normalised by its own statistics, as in training.
     *
     * @param x (B, C, H, W) in [-1, 1]
     * @param c the wanted label, (1, n), or one an image, (B, n)
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray translate(NDArray x, NDArray c) {
        NDArray each = FewShotModel.oneEach(x, c);
        return Grad.off(() -> gen.draw(x, each));
    }
}
