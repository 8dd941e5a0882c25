package org.ui2i.models;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.loss.Losses.domainInvariant;
import static org.ui2i.loss.Losses.l1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Pair;
import org.ui2i.loss.FeatureNetwork;
import org.ui2i.loss.LossTerms;
import org.ui2i.models.MunitGenerator.Code;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.Init;
import org.ui2i.nn.MultiScaleDiscriminator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Ops;

/**
 * MUNIT: multimodal unsupervised image-to-image translation (Huang, Liu, Belongie, Kautz; ECCV 2018; arXiv 1804.04732).
 *
 * <pre>
 * xA, xB       images of the two domains, not paired
 * (cA, sA)     content and style code of xA;        xAA = G_A(cA, sA), its reconstruction
 * rA, rB       random styles ~ N(0, I)
 * xAB          G_B(cA, rB), A's content drawn in B;  (cAB, sAB) its codes
 * xABA         G_A(cAB, sA), back in A with its own style
 *
 * min over E, G   l_recon_x (L1(xAA, xA) + L1(xBB, xB)) + l_recon_s (L1(sBA, rA) + L1(sAB, rB))
 *               + l_recon_c (L1(cAB, cA) + L1(cBA, cB)) + l_cycle (L1(xABA, xA) + L1(xBAB, xB))
 *               + l_perceptual (P(xBA, xB) + P(xAB, xA)) + l_gan (fool_A(xBA) + fool_B(xAB))
 * min over D      l_gan (gan_A(xA, xBA) + gan_B(xB, xAB))
 * </pre>
 *
 * Cycle and perceptual loss are computed only if their weight is above 0. The players alternate: D's step leaves E and G
 * alone and the reverse.
 */
public class Munit {
    private final MunitConfig config;
    private final MunitGenerator genA;
    private final MunitGenerator genB;
    private final Discriminator disA;
    private final Discriminator disB;
    private final @Nullable FeatureNetwork features;

    /**
     * Fresh networks, without perceptual loss.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public Munit(MunitConfig config, long seed) {
        this(config, seed, null);
    }

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     * @param features for the perceptual loss; null if its weight is 0
     */
    public Munit(MunitConfig config, long seed, @Nullable FeatureNetwork features) {
        check(
                config.weights().perceptual() == 0 || features != null,
                "the perceptual loss has weight %s but no feature network: give one, or set perceptual to 0",
                config.weights().perceptual());
        this.config = config;
        this.features = features;
        Weights w = Weights.seeded(seed, Init.KAIMING);
        genA = new MunitGenerator(config, config.channelsA(), w);
        genB = new MunitGenerator(config, config.channelsB(), w);
        Weights wd = w.with(Init.GAUSSIAN);
        int scales = config.dis().scales();
        disA = new MultiScaleDiscriminator(config.discriminator(config.channelsA()), scales, wd);
        disB = new MultiScaleDiscriminator(config.discriminator(config.channelsB()), scales, wd);
    }

    /**
     * E_A and G_A.
     *
     * @return domain A's auto-encoder
     */
    public MunitGenerator genA() {
        return genA;
    }

    /**
     * E_B and G_B.
     *
     * @return domain B's auto-encoder
     */
    public MunitGenerator genB() {
        return genB;
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
     * The numbers.
     *
     * @return the configuration
     */
    public MunitConfig config() {
        return config;
    }

    /**
     * Random styles.
     *
     * @param n how many
     * @param draws where they come from
     * @return N(0, I), (n, length of the code)
     */
    public NDArray styles(long n, Draws draws) {
        return draws.noise(new Shape(n, config.gen().styleCode()));
    }

    /**
     * D's objective; the generators only supply images, in random styles of their own.
     *
     * @param x a batch
     * @return the term gan
     */
    public LossTerms discriminator(Pair x) {
        List<NDArray> fakes = Grad.off(() -> {
            NDArray rA = styles(x.b().getShape().get(0), x.step().draws());
            NDArray rB = styles(x.a().getShape().get(0), x.step().draws());
            NDArray cA = x.step().once(this, "cA", () -> contentA(x));
            NDArray cB = x.step().once(this, "cB", () -> contentB(x));
            return List.of(genA.decode(cB, rA), genB.decode(cA, rB));
        });
        return LossTerms.of(config.weights().discriminator())
                .add(
                        "gan",
                        config.gan().discriminator(disA.scores(x.a()), disA.scores(fakes.get(0))),
                        config.gan().discriminator(disB.scores(x.b()), disB.scores(fakes.get(1))));
    }

    /** cA with its graph: D's step needs the numbers, G's step right after it needs both. */
    private NDArray contentA(Pair x) {
        return Grad.on(() -> genA.content(x.a()));
    }

    private NDArray contentB(Pair x) {
        return Grad.on(() -> genB.content(x.b()));
    }

    /**
     * The encoders' and generators' objective. The target cA of the content reconstruction has its gradient too.
     *
     * @param x a batch
     * @return the terms recon_x, recon_s, recon_c, gan and, unless their weight is 0, cycle and perceptual
     */
    public LossTerms generator(Pair x) {
        NDArray rA = styles(x.b().getShape().get(0), x.step().draws());
        NDArray rB = styles(x.a().getShape().get(0), x.step().draws());
        Code a = new Code(x.step().last(this, "cA", () -> contentA(x)), genA.style(x.a()));
        Code b = new Code(x.step().last(this, "cB", () -> contentB(x)), genB.style(x.b()));
        NDArray xAA = genA.decode(a.c(), a.s()), xBB = genB.decode(b.c(), b.s());
        NDArray xBA = genA.decode(b.c(), rA), xAB = genB.decode(a.c(), rB);
        Code ba = genA.encode(xBA), ab = genB.encode(xAB);
        LossTerms terms = LossTerms.of(config.weights().generator())
                .add("recon_x", l1(xAA, x.a()), l1(xBB, x.b()))
                .add("recon_s", l1(ba.s(), rA), l1(ab.s(), rB))
                .add("recon_c", l1(ab.c(), a.c()), l1(ba.c(), b.c()));
        if (config.weights().cycle() > 0) {
            NDArray xABA = genA.decode(ab.c(), a.s()), xBAB = genB.decode(ba.c(), b.s());
            terms.add("cycle", l1(xABA, x.a()), l1(xBAB, x.b()));
        }
        if (config.weights().perceptual() > 0) {
            terms.add("perceptual", perceptual(xBA, x.b()), perceptual(xAB, x.a()));
        }
        NDArray ganA = config.gan().generator(disA.scores(xBA));
        NDArray ganB = config.gan().generator(disB.scores(xAB));
        return terms.add("gan", ganA, ganB);
    }

    /** How far a translation is from what it was translated from, by features without their style. */
    private NDArray perceptual(NDArray translation, NDArray source) {
        FeatureNetwork net = present(features, "no feature network was given: set perceptual to 0");
        return domainInvariant(net.features(translation), Grad.off(() -> net.features(source)));
    }

    /**
     * Draws A's images in B.
     *
     * @param a (B, C, H, W) in [-1, 1]
     * @param sB styles of B, random ({@link #styles}) or of images ({@code genB().style(x)}): (B, n), or (1, n) for all
     * @return (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray a, NDArray sB) {
        return Grad.off(() -> genB.decode(genA.content(a), forAll(sB, a)));
    }

    /**
     * Draws B's images in A.
     *
     * @param b (B, C', H, W) in [-1, 1]
     * @param sA styles of A: (B, n), or (1, n) for all
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray bToA(NDArray b, NDArray sA) {
        return Grad.off(() -> genA.decode(genB.content(b), forAll(sA, b)));
    }

    /** One style for every image. */
    private static NDArray forAll(NDArray s, NDArray images) {
        return s.getShape().get(0) == 1
                ? s.broadcast(new Shape(images.getShape().get(0), s.getShape().get(1)))
                : s;
    }

    /**
     * A style between two of one domain.
     *
     * @param from s at t = 0
     * @param to s at t = 1
     * @param t where in between
     * @return (1 - t) from + t to
     */
    public static NDArray between(NDArray from, NDArray to, double t) {
        return Ops.scale(from, 1 - t).add(Ops.scale(to, t));
    }
}
