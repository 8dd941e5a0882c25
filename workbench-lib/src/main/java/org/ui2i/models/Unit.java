package org.ui2i.models;

import static org.ui2i.loss.Losses.klUnitVariance;
import static org.ui2i.loss.Losses.l1;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.MultiScaleDiscriminator;
import org.ui2i.nn.Part;
import org.ui2i.nn.PatchDiscriminator;
import org.ui2i.nn.Sequence;
import org.ui2i.nn.SharedLatentVae;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Draws;
import org.ui2i.tensor.Grad;

/**
 * UNIT: unsupervised image-to-image translation networks (Liu, Breuel, Kautz; NIPS 2017; arXiv 1703.00848).
 *
 * <pre>
 * xA, xB     images of the two domains, not paired
 * muA        mean of q(z | xA) = N(muA, I);   zA = muA + noise
 * xAB        G_B(zA), A's image drawn in B;   xAA = G_A(zA), its reconstruction
 * xABA       back in A after the round trip
 *
 * min over E, G   l_recon (L1(xAA, xA) + L1(xBB, xB)) + l_kl (KL_A + KL_B)
 *               + l_cycle (L1(xABA, xA) + L1(xBAB, xB)) + l_klc (KL_AB + KL_BA) + l_gan (fool_A(xBA) + fool_B(xAB))
 * min over D      l_gan (gan_A(xA, xBA) + gan_B(xB, xAB))
 * </pre>
 *
 * The players alternate: D's step leaves E and G alone and the reverse.
 */
public class Unit {
    private final UnitConfig config;
    private final SharedLatentVae genA;
    private final SharedLatentVae genB;
    private final Discriminator disA;
    private final Discriminator disB;

    /**
     * A code: its mean and the noisy sample that the generators see.
     *
     * @param mu mean, (B, f 2^downs, h, w)
     * @param z mu + noise, the same shape
     */
    public record Code(NDArray mu, NDArray z) {}

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public Unit(UnitConfig config, long seed) {
        this.config = config;
        Weights w = Weights.seeded(seed, config.generatorInit());
        Part sharedE = shared(config.encoder(), w);
        Part sharedG = shared(config.generator(), w);
        genA = new SharedLatentVae(config.vae(config.channelsA()), sharedE, sharedG, w);
        genB = new SharedLatentVae(config.vae(config.channelsB()), sharedE, sharedG, w);
        Weights wd = w.with(config.dis().init());
        Part tail = config.dis().sharedLayers() == 0
                ? null
                : PatchDiscriminator.tail(
                        config.discriminator(config.channelsA()),
                        config.dis().layers() - config.dis().sharedLayers(),
                        wd);
        disA = discriminator(config.channelsA(), tail, wd);
        disB = discriminator(config.channelsB(), tail, wd);
    }

    private Sequence shared(UnitConfig.Blocks blocks, Weights w) {
        return Sequence.residual(
                blocks.shared(), config.codeChannels(), config.layers().padding(), w);
    }

    private Discriminator discriminator(int channels, @Nullable Part tail, Weights w) {
        PatchDiscriminator.Config c = config.discriminator(channels);
        return tail == null
                ? new MultiScaleDiscriminator(c, config.dis().scales(), w)
                : new PatchDiscriminator(c, config.dis().layers() - config.dis().sharedLayers(), tail, w);
    }

    /**
     * E_A and G_A.
     *
     * @return domain A's pair
     */
    public SharedLatentVae genA() {
        return genA;
    }

    /**
     * E_B and G_B.
     *
     * @return domain B's pair
     */
    public SharedLatentVae genB() {
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
    public UnitConfig config() {
        return config;
    }

    /**
     * Samples z = mu + noise.
     *
     * @param mu mean of the code
     * @param draws where the noise comes from
     * @return mean and sample
     */
    public static Code sample(NDArray mu, Draws draws) {
        return new Code(mu, mu.add(draws.noise(mu.getShape())));
    }

    /**
     * KL of a code, up to a constant factor.
     *
     * @param code mean and sample
     * @return 0-dim
     */
    protected NDArray kl(Code code) {
        return klUnitVariance(code.mu());
    }

    /**
     * D's objective; the generators only supply images.
     *
     * @param x a batch
     * @return the term gan
     */
    public LossTerms discriminator(Pair x) {
        List<NDArray> fakes = Grad.off(() -> fakes(x));
        NDArray a = config.gan().discriminator(disA.scores(x.a()), disA.scores(fakes.get(0)));
        NDArray b = config.gan().discriminator(disB.scores(x.b()), disB.scores(fakes.get(1)));
        if (!config.ganOnReconstruction()) {
            return LossTerms.of(config.weights().discriminator()).add("gan", a, b);
        }
        NDArray aa = config.gan().discriminator(disA.scores(x.a()), disA.scores(fakes.get(2)));
        NDArray bb = config.gan().discriminator(disB.scores(x.b()), disB.scores(fakes.get(3)));
        return LossTerms.of(config.weights().discriminator()).add("gan", a, b, aa, bb);
    }

    /** xBA, xAB and, if D judges them, xAA, xBB. */
    private List<NDArray> fakes(Pair x) {
        Code a = sample(x.step().once(this, "muA", () -> meanA(x)), x.step().draws());
        Code b = sample(x.step().once(this, "muB", () -> meanB(x)), x.step().draws());
        NDArray xBA = genA.decode(b.z());
        NDArray xAB = genB.decode(a.z());
        return config.ganOnReconstruction()
                ? List.of(xBA, xAB, genA.decode(a.z()), genB.decode(b.z()))
                : List.of(xBA, xAB);
    }

    /** muA with its graph: D's step needs the numbers, G's step right after it needs both. */
    private NDArray meanA(Pair x) {
        return Grad.on(() -> genA.encode(x.a()));
    }

    private NDArray meanB(Pair x) {
        return Grad.on(() -> genB.encode(x.b()));
    }

    /**
     * The encoders' and generators' objective.
     *
     * @param x a batch
     * @return the terms recon, kl, cycle, kl_cycle, gan
     */
    public LossTerms generator(Pair x) {
        Draws draws = x.step().draws();
        Code a = sample(x.step().last(this, "muA", () -> meanA(x)), draws);
        Code b = sample(x.step().last(this, "muB", () -> meanB(x)), draws);
        NDArray xAA = genA.decode(a.z()), xBB = genB.decode(b.z());
        NDArray xBA = genA.decode(b.z()), xAB = genB.decode(a.z());
        Code ba = sample(genA.encode(xBA), draws), ab = sample(genB.encode(xAB), draws);
        NDArray xABA = genA.decode(ab.z()), xBAB = genB.decode(ba.z());
        NDArray ganA = config.gan().generator(disA.scores(xBA)),
                ganB = config.gan().generator(disB.scores(xAB));
        LossTerms terms = LossTerms.of(config.weights().generator())
                .add("recon", l1(xAA, x.a()), l1(xBB, x.b()))
                .add("kl", kl(a), kl(b))
                .add("cycle", l1(xABA, x.a()), l1(xBAB, x.b()))
                .add("kl_cycle", kl(ba), kl(ab));
        if (!config.ganOnReconstruction()) {
            return terms.add("gan", ganA, ganB);
        }
        NDArray ganAA = config.gan().generator(disA.scores(xAA)),
                ganBB = config.gan().generator(disB.scores(xBB));
        return terms.add("gan", ganA, ganB, ganAA, ganBB);
    }

    /**
     * Draws A's images in B, without noise.
     *
     * @param a (B, C, H, W) in [-1, 1]
     * @return (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray a) {
        return Grad.off(() -> genB.decode(genA.encode(a)));
    }

    /**
     * Draws B's images in A, without noise.
     *
     * @param b (B, C', H, W) in [-1, 1]
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray bToA(NDArray b) {
        return Grad.off(() -> genA.decode(genB.encode(b)));
    }
}
