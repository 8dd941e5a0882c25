package org.ui2i.models;

import org.ui2i.nn.Init;
import org.ui2i.nn.ProjectionDiscriminator;
import org.ui2i.nn.Weights;

/**
 * COCO-FUNIT: few-shot unsupervised image translation with a content conditioned style encoder (Saito, Saenko, Liu; ECCV
 * 2020; arXiv 2007.07431). FUNIT whose class code is conditioned on the content; symbols in {@link FewShotModel}.
 *
 * <pre>
 * min over G   l_gan 1/2 (-D^cY(xBar) - D^cX(xRecon)) + l_recon L1(xRecon, x) + l_fm FM(xBar, y)
 * min over D   l_gan (max(0, 1 - D^cY(y)) + max(0, 1 + D^cY(xBar)))
 * </pre>
 *
 * D^c is one map for all classes, moved by the class's learned vector; spectral norms take the place of FUNIT's gradient
 * penalty.
 */
public final class CocoFunit extends FewShotModel<CocoFunitGenerator, ProjectionDiscriminator> {
    private final CocoFunitConfig config;

    /**
     * Fresh networks.
     *
     * @param config the numbers
     * @param seed decides all initial weights
     */
    public CocoFunit(CocoFunitConfig config, long seed) {
        this(config, Weights.seeded(seed, Init.UNIFORM));
    }

    private CocoFunit(CocoFunitConfig config, Weights w) {
        super(
                new CocoFunitGenerator(config, w),
                new CocoFunitGenerator(config, w),
                new ProjectionDiscriminator(config.discriminator(), w),
                new Rules(
                        config.weights().generator(),
                        config.weights().discriminator(),
                        FunitConfig.Penalty.EACH_IMAGE));
        this.config = config;
    }

    /**
     * The numbers.
     *
     * @return the configuration
     */
    public CocoFunitConfig config() {
        return config;
    }
}
