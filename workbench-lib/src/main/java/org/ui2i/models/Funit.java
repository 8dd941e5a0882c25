package org.ui2i.models;

import org.ui2i.nn.Init;
import org.ui2i.nn.MultiTaskDiscriminator;
import org.ui2i.nn.Weights;

/**
 * FUNIT: few-shot unsupervised image-to-image translation (Liu, Huang, Mallya, Karras, Aila, Lehtinen, Kautz; ICCV 2019;
 * arXiv 1905.01723). Symbols in {@link FewShotModel}.
 *
 * <pre>
 * min over G   l_gan 1/2 (-D^cY(xBar) - D^cX(xRecon)) + l_recon L1(xRecon, x)
 *            + l_fm (FM(xBar, y) + FM(xRecon, x)),   FM(x, y) = L1 of Df's means over all places
 * min over D   l_gan (max(0, 1 - D^cY(y)) + max(0, 1 + D^cY(xBar))) + l_r1 |grad_y D^cY(y)|^2
 * </pre>
 *
 * D^c is the map of one of |S| heads.
 */
public final class Funit extends FewShotModel<FunitGenerator, MultiTaskDiscriminator> {
    private final FunitConfig config;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public Funit(FunitConfig config, long seed) {
        this(config, Weights.seeded(seed, Init.KAIMING));
    }

    private Funit(FunitConfig config, Weights w) {
        this(config, new FunitGenerator(config, w), new MultiTaskDiscriminator(config.discriminator(), w), w);
    }

    private Funit(FunitConfig config, FunitGenerator gen, MultiTaskDiscriminator dis, Weights w) {
        super(
                gen,
                new FunitGenerator(config, w),
                dis,
                new Rules(config.weights().generator(), config.weights().discriminator(), config.penalty()));
        this.config = config;
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public FunitConfig config() {
        return config;
    }
}
