package org.ui2i.models;

import org.ui2i.models.StarGanConfig.Gen;
import org.ui2i.nn.Padding;

/**
 * What StarGAN's generator sees beyond the border: the lab's configuration, and one that differs from it in the padding
 * alone. Every arm trains on the same images in the same order from the same seeds, with the same number of steps.
 */
public enum StarGanArm {
    /** zeros, as in the paper: near the border the label's maps differ from elsewhere, and so they count */
    ZERO("zero", Padding.ZERO),
    /** the image mirrored: the label's maps are the same at every place, which instance norm takes away */
    REFLECT("reflect", Padding.REFLECT);

    private final String id;
    private final StarGanConfig config;

    StarGanArm(String id, Padding padding) {
        this.id = id;
        Gen gen = StarGanConfig.lab().gen();
        this.config =
                StarGanConfig.lab().withGen(new Gen(gen.filters(), gen.downs(), gen.resBlocks(), padding, gen.norm()));
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
     * @return the configuration, for letters in four cuts
     */
    public StarGanConfig config() {
        return config;
    }
}
