package org.ui2i.models;

import static org.ui2i.loss.Losses.infoNce;
import static org.ui2i.loss.Losses.joint;
import static org.ui2i.loss.Losses.l1;
import static org.ui2i.loss.Losses.negativeMutualInformation;
import static org.ui2i.loss.Losses.r1;

import ai.djl.ndarray.NDArray;
import org.ui2i.data.Views;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.LossTerms;
import org.ui2i.loss.LossWeights;
import org.ui2i.nn.GuidingNetwork;
import org.ui2i.nn.Init;
import org.ui2i.nn.KeyQueue;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Regions;

/**
 * TUNIT: truly unsupervised image-to-image translation (Baek, Choi, Uh, Yoo, Shim; ICCV 2021; arXiv 2006.06500). A guiding
 * network finds pseudo domains and styles in images of which nothing is known; the translation trains on those.
 *
 * <pre>
 * x, x+      images and another view of each     xRef       the same images in another order
 * s(x)       style code by C                     k(x)       key: style code by C's average
 * p(x)       pseudo domains by C, K numbers      y(x)       the likeliest
 * xBar       translation F(E(x), s(xRef))        xRecon     F(E(x), s(x))
 * D^y        D's answer for pseudo domain y      u          queue of earlier keys
 *
 * min over C      NCE(s(x), k(x+), u) - l_mi I(p(x), p(x+)), after a warm-up times 0.1
 * min over D      max(0, 1 - D^y(xRef)) + max(0, 1 + D^y(xBar)) + l_r1 |grad D^y(xRef)|^2,  y = y(xRef)
 * min over G, C   -D^y(xBar) - D^y(x)(xRecon) + l_recon L1(xRecon, x) + l_style NCE(s(xBar), k(xRef), u)
 * </pre>
 *
 * The players take turns in this order: C steps twice, alone in the warm-up ({@code train.Player.from, alsoSteps}). C's
 * average gives keys at once, by a batch's own statistics as in training; G's translates. No label is read anywhere.
 */
public final class Tunit {
    private static final GanLoss GAN = GanLoss.HINGE;
    private final TunitConfig config;
    private final GuidingNetwork guide;
    private final GuidingNetwork guideTest;
    private final MultiTaskDiscriminator dis;
    private final TunitGenerator gen;
    private final TunitGenerator genTest;
    private final KeyQueue queue;

    /**
     * Fresh networks, an empty queue.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public Tunit(TunitConfig config, long seed) {
        this.config = config;
        Weights w = Weights.seeded(seed, Init.KAIMING);
        guide = new GuidingNetwork(config.guidingNetwork(), w);
        guideTest = new GuidingNetwork(config.guidingNetwork(), w);
        dis = new MultiTaskDiscriminator(config.discriminator(), config.guide().domains(), w);
        gen = new TunitGenerator(config, w);
        genTest = new TunitGenerator(config, w);
        queue = new KeyQueue(config.contrast().queue(), config.guide().styleCode(), w);
        guideTest.load(guide.state());
        genTest.load(gen.state());
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public TunitConfig config() {
        return config;
    }

    /**
     * C, which is trained.
     *
     * @return the guiding network
     */
    public GuidingNetwork guide() {
        return guide;
    }

    /**
     * C's moving average, which gives keys, and codes in use; training moves it ({@code train.Ema}).
     *
     * @return the guiding network for tests
     */
    public GuidingNetwork guideTest() {
        return guideTest;
    }

    /**
     * D.
     *
     * @return the discriminator
     */
    public MultiTaskDiscriminator dis() {
        return dis;
    }

    /**
     * G, which is trained.
     *
     * @return the generator
     */
    public TunitGenerator gen() {
        return gen;
    }

    /**
     * G's moving average, which translates.
     *
     * @return the generator for tests
     */
    public TunitGenerator genTest() {
        return genTest;
    }

    /**
     * u; a training keeps it, so that checkpoints hold it.
     *
     * @return the queue
     */
    public KeyQueue queue() {
        return queue;
    }

    /**
     * C's own objective.
     *
     * @param x a batch
     * @return the terms contrast and, if it has a weight above 0, mi, which is minus the mutual information
     */
    public LossTerms guidance(Views x) {
        boolean alone = x.step().number() <= config.warmUp().steps();
        LossWeights weights = config.weights().guide(alone ? 1 : config.warmUp().after());
        NDArray h = guide.features(x.x());
        LossTerms terms = LossTerms.of(weights).add("contrast", contrast(guide.style(h), viewKeys(x)));
        if (!weights.counts("mi")) {
            return terms;
        }
        NDArray p = guide.domains(h).softmax(1),
                other = guide.domains(guide.features(x.view())).softmax(1);
        return terms.add("mi", negativeMutualInformation(joint(p, other)));
    }

    private NDArray contrast(NDArray s, NDArray k) {
        return infoNce(s, k, queue.keys(), config.contrast().temperature());
    }

    private NDArray viewKeys(Views x) {
        return x.step().once(this, "k", () -> keys(x.view()));
    }

    private NDArray keys(NDArray images) {
        return Grad.off(() -> guideTest.forward(images));
    }

    /**
     * D's objective: the references are real, the translation, made without a way back to G and C, is not.
     *
     * @param x a batch
     * @return the terms gan_real, gan_fake and, if it has a weight above 0, r1
     */
    public LossTerms discriminator(Views x) {
        return Grad.on(() -> {
            NDArray xRef = Grad.detach(references(x));
            xRef.setRequiresGradient(true);
            NDArray y = Regions.rows(pseudoDomains(features(x)), order(x));
            NDArray xBar = Grad.detach(x.step().once(this, "xBar", () -> translation(x)));
            NDArray real = dis.judge(xRef, y).score(), fake = dis.judge(xBar, y).score(); // (B, 1, 1)
            LossWeights weights = config.weights().discriminator();
            LossTerms terms =
                    LossTerms.of(weights).add("gan_real", GAN.real(real)).add("gan_fake", GAN.fake(fake));
            return weights.counts("r1") ? terms.add("r1", r1(real.sum(), xRef)) : terms;
        });
    }

    /** What order the references are in, the same for all players. */
    private NDArray order(Views x) {
        return x.step()
                .once(this, "order", () -> x.step().order(x.x().getShape().get(0)));
    }

    private NDArray references(Views x) {
        return Regions.rows(x.x(), order(x));
    }

    /** C's features with their graph: between C's two steps they do not change, and D's turn and G's need them. */
    private NDArray features(Views x) {
        return x.step().once(this, "h", () -> guide.features(x.x()));
    }

    /** s(x) in the references' order is s(xRef): it is the same batch. */
    private NDArray translation(Views x) {
        NDArray zX = x.step().once(this, "zX", () -> gen.content(x.x()));
        return gen.decode(zX, Regions.rows(guide.style(features(x)), order(x)));
    }

    /** y, (B), int64. */
    private NDArray pseudoDomains(NDArray h) {
        return Grad.off(() -> guide.domains(h).argMax(1));
    }

    /**
     * The objective of G, and of C's second step.
     *
     * @param x a batch
     * @return the terms gan_trans, gan_recon, recon, style
     */
    public LossTerms generator(Views x) {
        NDArray xBar = x.step().last(this, "xBar", () -> translation(x));
        NDArray h = x.step().last(this, "h", () -> guide.features(x.x()));
        NDArray zX = x.step().last(this, "zX", () -> gen.content(x.x()));
        NDArray xRecon = gen.decode(zX, guide.style(h));
        NDArray y = pseudoDomains(h);
        NDArray trans = dis.judge(xBar, Regions.rows(y, order(x))).score();
        NDArray recon = dis.judge(xRecon, y).score();
        return LossTerms.of(config.weights().generator())
                .add("gan_trans", GAN.fool(trans))
                .add("gan_recon", GAN.fool(recon))
                .add("recon", l1(xRecon, x.x()))
                .add("style", contrast(guide.forward(xBar), keys(references(x))));
    }

    /**
     * Puts the batch's keys into the queue, at the end of a step: all losses of the step see the earlier ones.
     *
     * @param x a batch
     */
    public void enqueue(Views x) {
        queue.push(x.step().last(this, "k", () -> keys(x.view())));
    }

    /**
     * Style codes, by C's average, each image's by itself.
     *
     * @param images (B, C, H, W) in [-1, 1]
     * @return s, (B, n)
     */
    public NDArray style(NDArray images) {
        return Grad.off(() -> guideTest.evaluate(() -> guideTest.forward(images)));
    }

    /**
     * Pseudo domains, by C's average, each image's by itself.
     *
     * @param images (B, C, H, W) in [-1, 1]
     * @return p, (B, K), rows sum to 1
     */
    public NDArray domains(NDArray images) {
        return Grad.off(() -> guideTest.evaluate(
                () -> guideTest.domains(guideTest.features(images)).softmax(1)));
    }

    /**
     * Draws images in a style.
     *
     * @param content images, (B, C, H, W) in [-1, 1]
     * @param style a style code, (1, n), or one an image, (B, n)
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray translate(NDArray content, NDArray style) {
        NDArray each = FewShotModel.oneEach(content, style);
        return Grad.off(() -> genTest.decode(genTest.content(content), each));
    }
}
