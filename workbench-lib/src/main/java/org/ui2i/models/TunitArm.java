package org.ui2i.models;

import org.ui2i.models.TunitConfig.Lambdas;

/**
 * The arms of TUNIT's ablation (rows T1 to T3 of the course): the lab's configuration with one thing changed. Every arm trains
 * on the same images in the same order from the same seeds, with the same number of steps.
 */
public enum TunitArm {
    /** as many pseudo domains as there are domains */
    TRUE_K("k5", 5, 1),
    /** twice as many */
    LARGE_K("k10", 10, 1),
    /** as many as there are, found without mutual information */
    NO_MI("no-mi", 5, 0);

    private final String id;
    private final int domains;
    private final double mi;

    TunitArm(String id, int domains, double mi) {
        this.id = id;
        this.domains = domains;
        this.mi = mi;
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
    public TunitConfig config() {
        TunitConfig lab = TunitConfig.lab();
        Lambdas w = lab.weights();
        return lab.withDomains(domains)
                .withWeights(new Lambdas(w.contrast(), mi * w.mi(), w.gan(), w.recon(), w.style(), w.r1()));
    }
}
