package org.ui2i.models;

import static org.ui2i.loss.Losses.klUnitVariance;
import static org.ui2i.loss.Losses.l1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import org.ui2i.data.Box;
import org.ui2i.data.ScenePair;
import org.ui2i.loss.GanLoss;
import org.ui2i.loss.InstanceConsistency;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.CenterDetector;
import org.ui2i.nn.Detection;
import org.ui2i.nn.Detector;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Instances;
import org.ui2i.nn.MultiScaleDiscriminator;
import org.ui2i.nn.PatchDiscriminator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * DUNIT: detection-based unsupervised image-to-image translation (Bhattacharjee, Kim, Vizier, Salzmann; CVPR 2020). A
 * disentangling translation (DRIT: Lee et al. 2018) whose way from A to B has features of its own for every object that a
 * detector finds, and which should leave to be found what was found before.
 *
 * <pre>
 * xA, xB       images of the two domains, not paired      boxes   what the detector finds in xA
 * cA, cB       content codes c_A(xA), c_B(xB)        sA, sB  style codes   rA, rB  random styles ~ N(0, I)
 * xAB          A's content and objects in B's style ({@link DunitGenerator});   xBA  B's content in A's style
 * xABA         G_A(c_B(xAB), S_A(xBA)), back in A with the styles that the translations carry;   xBAB likewise
 *
 * min over G      l_gan (fool_A(xBA) + fool_B(xAB)) + l_content (BCE(Dc(cA), 1/2) + BCE(Dc(cB), 1/2))
 *               + l_recon (L1(xAA, xA) + L1(xBB, xB)) + l_cycle (L1(xABA, xA) + L1(xBAB, xB))
 *               + l_latent (L1(S_A(G_A(cB, rA)), rA) + L1(S_B(G_B(cA, rB)), rB)) + l_kl (mean sA^2 + mean sB^2)
 *               + l_consistency L_ic(xA, xAB, boxes)
 * min over D      l_gan (gan_A(xA, xBA) + gan_B(xB, xAB))
 * min over Dc     l_content (BCE(Dc(cA), 1) + BCE(Dc(cB), 0))
 * </pre>
 *
 * The players take turns: D, G, Dc. The detector was trained before and stands still; it runs at test time, too. Domain
 * classification and mode seeking, which the public code takes over for many domains, are left out: there are two.
 */
public final class Dunit {
    private static final GanLoss GAN = GanLoss.BCE;
    private final DunitConfig config;
    private final DunitGenerator gen;
    private final Discriminator disA;
    private final Discriminator disB;
    private final PatchDiscriminator disContent;
    private final Detector finder;
    private final CenterDetector reader;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param detector trained on A's objects; its weights are never changed here
     * @param seed decides all initial weights
     */
    public Dunit(DunitConfig config, CenterDetector detector, long seed) {
        this(config, detector, detector, seed);
    }

    /**
     * Fresh networks with another detector for the boxes.
     *
     * @param config the numbers
     * @param finder says where objects are; it needs no gradient, so any detector serves
     * @param reader what the consistency loss reads, trained on A's objects; its weights are never changed here
     * @param seed decides all initial weights
     */
    public Dunit(DunitConfig config, Detector finder, CenterDetector reader, long seed) {
        this.config = config;
        this.finder = finder;
        this.reader = reader;
        MunitConfig base = config.base();
        Weights w = Weights.seeded(seed, Init.KAIMING);
        gen = new DunitGenerator(config, w);
        int scales = base.dis().scales();
        disA = new MultiScaleDiscriminator(base.discriminator(base.channelsA()), scales, w);
        disB = new MultiScaleDiscriminator(base.discriminator(base.channelsB()), scales, w);
        disContent = new PatchDiscriminator(config.contentDiscriminator(), w);
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public DunitConfig config() {
        return config;
    }

    /**
     * All encoders and decoders.
     *
     * @return the generator
     */
    public DunitGenerator gen() {
        return gen;
    }

    /**
     * D_A.
     *
     * @return domain A's discriminator
     */
    public Discriminator disA() {
        return disA;
    }

    /**
     * D_B.
     *
     * @return domain B's discriminator
     */
    public Discriminator disB() {
        return disB;
    }

    /**
     * Dc.
     *
     * @return the discriminator of content codes
     */
    public PatchDiscriminator disContent() {
        return disContent;
    }

    private List<List<Box>> boxes(NDArray a) {
        return Detection.boxes(Grad.off(() -> finder.detect(a)));
    }

    private Instances objects(NDArray a) {
        return Instances.of(a.getManager(), boxes(a), (int) a.getShape().get(2));
    }

    /**
     * The image discriminators' objective; the generator only supplies images.
     *
     * @param x a batch
     * @return the term gan
     */
    public LossTerms discriminator(ScenePair x) {
        NDArray xBA = Grad.detach(once(x, "xBA", () -> bToA(x))), xAB = Grad.detach(once(x, "xAB", () -> aToB(x)));
        return LossTerms.of(config.weights().discriminator())
                .add(
                        "gan",
                        GAN.discriminator(disA.scores(x.a()), disA.scores(xBA)),
                        GAN.discriminator(disB.scores(x.b()), disB.scores(xAB)));
    }

    /** With its graph: between D's turn and G's the generator does not change. */
    private NDArray once(ScenePair x, String name, Supplier<NDArray> work) {
        return x.step().once(this, name, work);
    }

    private NDArray aToB(ScenePair x) {
        NDArray cA = once(x, "cA", () -> gen.contentA(x.a())),
                sB = once(x, "sB", () -> gen.b().style(x.b()));
        return gen.aToB(x.a(), cA, objects(x.a()), sB);
    }

    private NDArray bToA(ScenePair x) {
        NDArray cB = once(x, "cB", () -> gen.contentB(x.b())),
                sA = once(x, "sA", () -> gen.a().style(x.a()));
        return gen.bToA(cB, sA);
    }

    /**
     * The objective of all encoders and decoders.
     *
     * @param x a batch
     * @return the terms gan, content, recon, cycle, latent, kl and, unless its weight is 0, consistency
     */
    public LossTerms generator(ScenePair x) {
        MunitGenerator a = gen.a(), b = gen.b();
        NDArray xBA = x.step().last(this, "xBA", () -> bToA(x)), xAB = x.step().last(this, "xAB", () -> aToB(x));
        NDArray cA = x.step().last(this, "cA", () -> gen.contentA(x.a()));
        NDArray cB = x.step().last(this, "cB", () -> gen.contentB(x.b()));
        NDArray sA = x.step().last(this, "sA", () -> a.style(x.a()));
        NDArray sB = x.step().last(this, "sB", () -> b.style(x.b()));
        NDArray xABA = a.decode(gen.contentB(xAB), a.style(xBA)), xBAB = b.decode(gen.contentA(xBA), b.style(xAB));
        NDArray rA = random(sA, x), rB = random(sB, x);
        LossTerms terms = LossTerms.of(config.weights().generator())
                .add("gan", GAN.generator(disA.scores(xBA)), GAN.generator(disB.scores(xAB)))
                .add("content", undecided(cA), undecided(cB))
                .add("recon", l1(a.decode(cA, sA), x.a()), l1(b.decode(cB, sB), x.b()))
                .add("cycle", l1(xABA, x.a()), l1(xBAB, x.b()))
                .add("latent", l1(a.style(a.decode(cB, rA)), rA), l1(b.style(b.decode(cA, rB)), rB))
                .add("kl", klUnitVariance(sA), klUnitVariance(sB));
        if (config.weights().consistency() > 0) {
            terms.add("consistency", InstanceConsistency.loss(reader, x.a(), xAB, boxes(x.a())));
        }
        return terms;
    }

    private static NDArray random(NDArray like, ScenePair x) {
        Shape shape = like.getShape();
        return x.step().draws().normal(Draws.Stream.NOISE, shape);
    }

    /** Dc cannot say of which domain a content is. */
    private NDArray undecided(NDArray c) {
        NDArray score = disContent.forward(c);
        return Ops.bceWithLogits(score, score.zerosLike().add(0.5f));
    }

    /**
     * The content discriminator's objective.
     *
     * @param x a batch
     * @return the term content
     */
    public LossTerms contentDiscriminator(ScenePair x) {
        NDArray cA = Grad.off(() -> gen.contentA(x.a())), cB = Grad.off(() -> gen.contentB(x.b()));
        return LossTerms.of(config.weights().contentDiscriminator())
                .add("content", GAN.real(disContent.forward(cA)), GAN.fake(disContent.forward(cB)));
    }

    /**
     * Draws A's images in B; the detector finds their objects.
     *
     * @param a (B, C, H, W) in [-1, 1]
     * @param sB styles of B, (B, n)
     * @return (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray a, NDArray sB) {
        return Grad.off(() -> gen.aToB(a, gen.contentA(a), objects(a), sB));
    }

    /**
     * Draws B's images in A.
     *
     * @param b (B, C', H, W) in [-1, 1]
     * @param sA styles of A, (B, n)
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray bToA(NDArray b, NDArray sA) {
        return Grad.off(() -> gen.bToA(gen.contentB(b), sA));
    }
}
