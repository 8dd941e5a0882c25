package org.ui2i.models;

import org.ui2i.models.CocoFunitConfig.Dis;
import org.ui2i.models.CocoFunitConfig.Gen;

/**
 * The arms of COCO-FUNIT's ablation (row C1 of the course): the lab's configuration at half its width, as {@link FunitArm}
 * has it, so that the weights of all runs stay small, with one thing changed. Every arm trains on the same images in the
 * same order from the same seeds, with the same number of steps.
 */
public enum CocoFunitArm {
    /** as in the paper */
    COCO("coco", true, true),
    /** no constant style bias */
    NO_BIAS("no-bias", false, true),
    /** the content has no part in the style: FUNIT's class code in COCO-FUNIT's networks */
    NO_CONTENT("no-content", true, false);
    private static final int FILTERS = 8, MLP = 128, BIAS = 128, CLASSES = 140;
    private final String id;
    private final boolean bias;
    private final boolean conditioned;

    CocoFunitArm(String id, boolean bias, boolean conditioned) {
        this.id = id;
        this.bias = bias;
        this.conditioned = conditioned;
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
     * @return the configuration
     */
    public CocoFunitConfig config() {
        CocoFunitConfig lab = CocoFunitConfig.lab();
        Gen g = lab.gen();
        Gen gen = new Gen(
                FILTERS,
                g.contentDowns(),
                g.styleDowns(),
                g.resBlocks(),
                g.styleCode(),
                bias ? BIAS : 0,
                conditioned,
                MLP,
                g.mlpLayers());
        Dis dis = new Dis(FILTERS, lab.dis().maxWidth(), lab.dis().blocks(), CLASSES);
        return new CocoFunitConfig(
                lab.channels(), gen, dis, lab.weights(), lab.optimizer(), lab.disOptimizer(), lab.ema());
    }
}
