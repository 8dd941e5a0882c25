package org.ui2i.models;

import org.ui2i.models.MunitConfig.Lambdas;
import org.ui2i.nn.Norm;

/**
 * The arms of MUNIT's ablations (rows M5 to M9 of the course): the lab's configuration at half its width and depth, so
 * that the weights of all runs stay small, with one thing changed. Every arm trains on the same images in the same order
 * from the same seeds, with the same number of steps.
 */
public enum MunitArm {
    /** the lab's lambdas, no explicit cycle */
    BASE("base", narrow()),
    /** no reconstruction of images (M5) */
    NO_RECON_X("no-recon-x", weighed(new Lambdas(4, 0, 1, 1, 0, 0))),
    /** no reconstruction of contents (M5) */
    NO_RECON_C("no-recon-c", weighed(new Lambdas(4, 10, 1, 0, 0, 0))),
    /** no reconstruction of styles (M5) */
    NO_RECON_S("no-recon-s", weighed(new Lambdas(4, 10, 0, 1, 0, 0))),
    /** adversarial loss at a quarter of its weight, the paper's (M6) */
    GAN_1("gan-1", weighed(new Lambdas(1, 10, 1, 1, 0, 0))),
    /** adversarial loss at four times its weight (M6) */
    GAN_16("gan-16", weighed(new Lambdas(16, 10, 1, 1, 0, 0))),
    /** explicit, style-augmented cycle (M7) */
    CYCLE("cycle", weighed(new Lambdas(4, 10, 1, 1, 10, 0))),
    /** no instance norm in the content encoders (M8) */
    NO_CONTENT_NORM("no-content-norm", norms(Norm.NONE, Norm.NONE)),
    /** instance norm in the style encoders (M9) */
    STYLE_NORM("style-norm", norms(Norm.INSTANCE, Norm.INSTANCE));
    private static final int FILTERS = 8, RES_BLOCKS = 2;
    private final String id;
    private final MunitConfig config;

    MunitArm(String id, MunitConfig config) {
        this.id = id;
        this.config = config;
    }

    private static MunitConfig narrow() {
        MunitConfig half = MunitConfig.lab().withFilters(FILTERS);
        return half.withGen(half.gen().withResBlocks(RES_BLOCKS));
    }

    private static MunitConfig weighed(Lambdas weights) {
        return narrow().withWeights(weights);
    }

    private static MunitConfig norms(Norm content, Norm style) {
        return narrow().withGen(narrow().gen().withNorms(content, style));
    }

    /**
     * The arm's name in tables and file names.
     *
     * @return lower case with dashes
     */
    public String id() {
        return id;
    }

    /**
     * What the arm trains on drawings and emoji.
     *
     * @return the configuration, for colour images
     */
    public MunitConfig config() {
        return config;
    }

    /**
     * What the arm trains on letters: the paper's adversarial lambda and length of styles, which do for letters what the
     * lab's do for emoji.
     *
     * @return the configuration, for images of one channel
     */
    public MunitConfig onLetters() {
        MunitConfig paper = MunitConfig.paper();
        Lambdas own = config.weights();
        double gan = paper.weights().gan();
        return config.withChannels(1, 1)
                .withGen(config.gen().withStyleCode(paper.gen().styleCode()))
                .withWeights(new Lambdas(gan, own.reconX(), own.reconS(), own.reconC(), own.cycle(), own.perceptual()));
    }
}
