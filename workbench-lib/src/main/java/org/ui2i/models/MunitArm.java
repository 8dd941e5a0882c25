package org.ui2i.models;

import org.ui2i.models.MunitConfig.Lambdas;
import org.ui2i.nn.Norm;

/**
 * The arms of MUNIT's ablations (rows M5 to M9 of the course): the lab's configuration at half its width and depth, so
 * that the weights of all runs stay small, but with the paper's lambdas and its styles of 8 numbers, with one thing changed.
 * Every arm trains on the same images in the same order from the same seeds, with the same number of steps.
 */
public enum MunitArm {
    /** the paper's lambdas, no explicit cycle */
    BASE("base", narrow()),
    /** no reconstruction of images (M5) */
    NO_RECON_X("no-recon-x", reconX(0)),
    /** no reconstruction of contents (M5) */
    NO_RECON_C("no-recon-c", narrow().withWeights(new Lambdas(1, 10, 1, 0, 0, 0))),
    /** no reconstruction of styles (M5) */
    NO_RECON_S("no-recon-s", narrow().withWeights(new Lambdas(1, 10, 0, 1, 0, 0))),
    /** reconstruction of images at a tenth of its weight (M6) */
    RECON_X_1("recon-x-1", reconX(1)),
    /** reconstruction of images at ten times its weight (M6) */
    RECON_X_100("recon-x-100", reconX(100)),
    /** explicit, style-augmented cycle (M7) */
    CYCLE("cycle", narrow().withWeights(new Lambdas(1, 10, 1, 1, 10, 0))),
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
        MunitConfig paper = MunitConfig.paper();
        MunitConfig half = MunitConfig.lab().withFilters(FILTERS).withWeights(paper.weights());
        int styleCode = paper.gen().styleCode();
        return half.withGen(half.gen().withResBlocks(RES_BLOCKS).withStyleCode(styleCode));
    }

    private static MunitConfig reconX(double weight) {
        return narrow().withWeights(new Lambdas(1, weight, 1, 1, 0, 0));
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
     * What the arm trains.
     *
     * @return the configuration, for colour images
     */
    public MunitConfig config() {
        return config;
    }
}
