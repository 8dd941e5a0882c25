package org.ui2i.models;

import org.ui2i.models.CycleGanConfig.Lambdas;

/**
 * The arms of CycleGAN's ablation: the lab's configuration with one of its two losses, with both, or with a third. Every arm trains on the same
 * images in the same order from the same seeds, with the same number of steps.
 */
public enum CycleGanArm {
    /** nothing asks for the content */
    GAN_ONLY("gan-only", new Lambdas(lab().gan(), 0, 0)),
    /** nothing asks for the other domain */
    CYCLE_ONLY("cycle-only", new Lambdas(0, lab().cycle(), 0)),
    /** CycleGAN */
    BOTH("both", lab()),
    /** CycleGAN as the paper has it between paintings and photos: what is in B already stays as it is */
    IDENTITY("identity", new Lambdas(lab().gan(), lab().cycle(), 5));

    private final String id;
    private final CycleGanConfig config;

    CycleGanArm(String id, Lambdas weights) {
        this.id = id;
        this.config = CycleGanConfig.lab().withWeights(weights);
    }

    private static Lambdas lab() {
        return CycleGanConfig.lab().weights();
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
    public CycleGanConfig config() {
        return config;
    }
}
