package org.ui2i.models;

import static org.ui2i.loss.Losses.l1;

import ai.djl.ndarray.NDArray;
import org.ui2i.data.Pair;
import org.ui2i.loss.LossTerms;
import org.ui2i.nn.Discriminator;
import org.ui2i.nn.Init;
import org.ui2i.nn.Part;
import org.ui2i.nn.PatchGan;
import org.ui2i.nn.ReplayPool;
import org.ui2i.nn.ResNetGenerator;
import org.ui2i.nn.Weights;
import org.ui2i.tensor.Grad;

/**
 * CycleGAN: unpaired image-to-image translation using cycle-consistent adversarial networks (Zhu, Park, Isola, Efros; ICCV
 * 2017; arXiv 1703.10593).
 *
 * <pre>
 * xA, xB      images of the two domains, not paired (the paper's x and y)
 * G_AB, G_BA  the generators (the paper's G and F);  D_A, D_B  judge images of A and of B (the paper's D_X, D_Y)
 * xAB         G_AB(xA), A's image drawn in B;        xABA      G_BA(xAB), back in A after the round trip
 * pool        hands out the fake just drawn, or an earlier one in its place (ReplayPool)
 *
 * min over G   l_gan (fool_A(xBA) + fool_B(xAB)) + l_cycle (L1(xABA, xA) + L1(xBAB, xB))
 *            + l_identity (L1(G_BA(xA), xA) + L1(G_AB(xB), xB))
 * min over D   1/2 (real_A(xA) + fake_A(pool_A(xBA)) + real_B(xB) + fake_B(pool_B(xAB)))
 * </pre>
 *
 * real, fake and fool are those of {@link org.ui2i.loss.GanLoss}, a mean over patches. A term of weight 0 is not computed.
 * The generators step first; the discriminators then see the fakes that were drawn before that step.
 */
public class CycleGan {
    private static final String X_AB = "xAB", X_BA = "xBA";

    /**
     * The four networks.
     *
     * @param genAB draws A's images in B
     * @param genBA draws B's images in A
     * @param disA judges images of A
     * @param disB judges images of B
     */
    public record Networks(Part genAB, Part genBA, Discriminator disA, Discriminator disB) {}

    private final CycleGanConfig config;
    private final Networks networks;
    private final ReplayPool poolA;
    private final ReplayPool poolB;

    /**
     * Fresh networks, empty pools.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public CycleGan(CycleGanConfig config, long seed) {
        this(config, networks(config, Weights.seeded(seed, Init.GAUSSIAN)));
    }

    /**
     * Networks of one's own, empty pools.
     *
     * @param config the lambdas, the adversarial loss and the pools; gen and dis are not read
     * @param networks the networks
     */
    public CycleGan(CycleGanConfig config, Networks networks) {
        this.config = config;
        this.networks = networks;
        Weights memory = Weights.seeded(0, Init.GAUSSIAN);
        poolA = new ReplayPool(config.pool(), config.image(config.channelsA()), memory);
        poolB = new ReplayPool(config.pool(), config.image(config.channelsB()), memory);
    }

    private static Networks networks(CycleGanConfig config, Weights w) {
        int a = config.channelsA(), b = config.channelsB();
        return new Networks(
                new ResNetGenerator(config.generator(a, b), w),
                new ResNetGenerator(config.generator(b, a), w),
                new PatchGan(config.discriminator(a), w),
                new PatchGan(config.discriminator(b), w));
    }

    /**
     * G_AB.
     *
     * @return draws A's images in B
     */
    public Part genAB() {
        return networks.genAB;
    }

    /**
     * G_BA.
     *
     * @return draws B's images in A
     */
    public Part genBA() {
        return networks.genBA;
    }

    /**
     * D_A.
     *
     * @return judges images of A
     */
    public Discriminator disA() {
        return networks.disA;
    }

    /**
     * D_B.
     *
     * @return judges images of B
     */
    public Discriminator disB() {
        return networks.disB;
    }

    /**
     * A's earlier fakes; a training keeps them, so that checkpoints hold them.
     *
     * @return the pool
     */
    public ReplayPool poolA() {
        return poolA;
    }

    /**
     * B's earlier fakes; a training keeps them, so that checkpoints hold them.
     *
     * @return the pool
     */
    public ReplayPool poolB() {
        return poolB;
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public CycleGanConfig config() {
        return config;
    }

    /**
     * The generators' objective.
     *
     * @param x a batch
     * @return the terms gan, cycle and identity, unless their weight is 0; A's part first
     */
    public LossTerms generator(Pair x) {
        NDArray xAB = genAB().forward(x.a()), xBA = genBA().forward(x.b());
        x.step().once(this, X_AB, () -> Grad.detach(xAB));
        x.step().once(this, X_BA, () -> Grad.detach(xBA));
        LossTerms terms = LossTerms.of(config.weights().generator());
        if (config.weights().gan() > 0) {
            NDArray ganA = config.gan().generator(disA().scores(xBA));
            NDArray ganB = config.gan().generator(disB().scores(xAB));
            terms.add("gan", ganA, ganB);
        }
        if (config.weights().cycle() > 0) {
            terms.add("cycle", l1(genBA().forward(xAB), x.a()), l1(genAB().forward(xBA), x.b()));
        }
        if (config.weights().identity() > 0) {
            terms.add("identity", l1(genBA().forward(x.a()), x.a()), l1(genAB().forward(x.b()), x.b()));
        }
        return terms;
    }

    /**
     * The discriminators' objective, on the fakes of the generators' turn before it; without one, on fakes drawn now. The
     * pools exchange images.
     *
     * @param x a batch
     * @return the terms real, fake; A's part first
     */
    public LossTerms discriminator(Pair x) {
        NDArray xBA = x.step().last(this, X_BA, () -> bToA(x.b()));
        NDArray xAB = x.step().last(this, X_AB, () -> aToB(x.a()));
        NDArray fakeA = disA().forward(poolA.exchange(xBA, x.step().draws()));
        NDArray fakeB = disB().forward(poolB.exchange(xAB, x.step().draws()));
        NDArray realA = disA().forward(x.a()), realB = disB().forward(x.b());
        return LossTerms.of(config.weights().discriminator())
                .add("real", config.gan().real(realA), config.gan().real(realB))
                .add("fake", config.gan().fake(fakeA), config.gan().fake(fakeB));
    }

    /**
     * Draws A's images in B.
     *
     * @param a (B, C, H, W) in [-1, 1]
     * @return (B, C', H, W) in [-1, 1]
     */
    public NDArray aToB(NDArray a) {
        return Grad.off(() -> genAB().forward(a));
    }

    /**
     * Draws B's images in A.
     *
     * @param b (B, C', H, W) in [-1, 1]
     * @return (B, C, H, W) in [-1, 1]
     */
    public NDArray bToA(NDArray b) {
        return Grad.off(() -> genBA().forward(b));
    }
}
