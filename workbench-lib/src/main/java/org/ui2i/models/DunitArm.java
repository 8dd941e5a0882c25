package org.ui2i.models;

/**
 * The arms of DUNIT's ablation (row D1 of the course): the lab's configuration with one thing taken away. Every arm trains on
 * the same scenes in the same order from the same seeds, with the same detector and the same number of steps.
 */
public enum DunitArm {
    /** no features of objects: a translation of the whole image */
    GLOBAL("global", false, false),
    /** objects have features of their own, merged into the image's */
    MERGED("merged", true, false),
    /** objects should also be found again after the translation */
    CONSISTENT("consistent", true, true);

    private final String id;
    private final boolean objects;
    private final boolean consistent;

    DunitArm(String id, boolean objects, boolean consistent) {
        this.id = id;
        this.objects = objects;
        this.consistent = consistent;
    }

    /**
     * The arm's name in tables and file names.
     *
     * @return lower case
     */
    public String id() {
        return id;
    }

    /**
     * What the arm trains.
     *
     * @return the configuration
     */
    public DunitConfig config() {
        DunitConfig lab = DunitConfig.lab();
        return lab.withSide(objects ? lab.side() : 0)
                .withWeights(
                        lab.weights().withConsistency(consistent ? lab.weights().consistency() : 0));
    }
}
