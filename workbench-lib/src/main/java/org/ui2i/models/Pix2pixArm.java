package org.ui2i.models;

import org.ui2i.models.Pix2pixConfig.Dis;
import org.ui2i.models.Pix2pixConfig.Lambdas;

/**
 * The arms of pix2pix's ablation (table 1 of the paper): the lab's configuration with one of its two losses, or both, and with
 * a discriminator that does not see the condition. Every arm trains on the same pairs in the same order from the same seeds,
 * with the same number of steps.
 */
public enum Pix2pixArm {
    /** nothing asks for sharpness */
    L1_ONLY("l1-only", new Lambdas(0, lab().weights().l1()), true),
    /** nothing but D's view of the condition says where things are */
    GAN_ONLY("gan-only", new Lambdas(lab().weights().gan(), 0), true),
    /** both losses, but D cannot tell whether the answer fits */
    UNCONDITIONAL("unconditional", lab().weights(), false),
    /** pix2pix */
    BOTH("both", lab().weights(), true);

    private final String id;
    private final Pix2pixConfig config;

    Pix2pixArm(String id, Lambdas weights, boolean conditional) {
        this.id = id;
        Dis dis = lab().dis();
        this.config = lab().withWeights(weights).withDis(new Dis(dis.filters(), dis.layers(), conditional));
    }

    private static Pix2pixConfig lab() {
        return Pix2pixConfig.lab();
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
    public Pix2pixConfig config() {
        return config;
    }
}
