package org.ui2i.models;

/**
 * The arms of UNIT's ablations (rows U1 to U7 of the course): the lab's configuration at half its width, so that the
 * weights of all runs stay small, with one thing changed, or two. Every arm trains on the same images in the same order
 * from the same seeds, with the same number of steps.
 */
public enum UnitArm {
    /** the lab's configuration: one of two residual blocks shared, adversarial loss on translations, cycle and KL on */
    BASE("base", narrow(), false),
    /** both domains show the same families, so that every image's true partner is in the training set (U1) */
    SHARED_CONTENT("shared-content", narrow(), true),
    /** no reconstruction after the round trip (U3) */
    NO_CYCLE("no-cycle", with(10, 0.1, 0, 0), false),
    /** no divergence from N(0, I) (U4) */
    NO_KL("no-kl", with(10, 0, 100, 0), false),
    /** no shared block (U5, U6) */
    SHARED_0("shared-0", narrow().withSharedLayers(0), false),
    /** both residual blocks shared (U5) */
    SHARED_2("shared-2", narrow().withSharedLayers(2), false),
    /** no adversarial loss (U6) */
    NO_GAN("no-gan", with(0, 0.1, 100, 0.1), false),
    /** neither shared blocks nor adversarial loss (U6) */
    SHARED_0_NO_GAN("shared-0-no-gan", with(0, 0.1, 100, 0.1).withSharedLayers(0), false),
    /** the discriminators also judge reconstructions (U7) */
    GAN_BOTH("gan-both", narrow().withGanOnReconstruction(true), false);

    private final String id;
    private final UnitConfig config;
    private final boolean sharedContent;

    UnitArm(String id, UnitConfig config, boolean sharedContent) {
        this.id = id;
        this.config = config;
        this.sharedContent = sharedContent;
    }

    private static UnitConfig narrow() {
        return UnitConfig.lab().withFilters(8);
    }

    private static UnitConfig with(double gan, double kl, double cycle, double klCycle) {
        double recon = narrow().weights().recon();
        return narrow().withWeights(new UnitConfig.Lambdas(gan, recon, kl, cycle, klCycle));
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
    public UnitConfig config() {
        return config;
    }

    /**
     * What the arm sees.
     *
     * @return whether both domains show the same families
     */
    public boolean sharedContent() {
        return sharedContent;
    }
}
