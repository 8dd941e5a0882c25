package org.ui2i.models;

import org.ui2i.models.RelGanConfig.Lambdas;

/**
 * RelGAN's ablation: the lab's configuration, and one in which nobody looks at images between two. Every arm trains on
 * the same images in the same order from the same seeds, with the same number of steps.
 */
public enum RelGanArm {
    /** RelGAN */
    INTERP("interp", lab().interp()),
    /** G is never asked for a share of a change */
    NO_INTERP("no-interp", 0);

    private final String id;
    private final RelGanConfig config;

    RelGanArm(String id, double interp) {
        this.id = id;
        Lambdas w = lab();
        this.config =
                RelGanConfig.lab().withWeights(new Lambdas(w.match(), interp, w.gp(), w.cycle(), w.self(), w.ortho()));
    }

    private static Lambdas lab() {
        return RelGanConfig.lab().weights();
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
     * @return the configuration, for letters in four cuts
     */
    public RelGanConfig config() {
        return config;
    }
}
