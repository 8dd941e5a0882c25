package org.ui2i.models;

import org.ui2i.models.FunitConfig.Dis;
import org.ui2i.models.FunitConfig.Gen;
import org.ui2i.models.FunitConfig.Lambdas;

/**
 * The arms of FUNIT's ablations (rows F1 to F9 of the course): the lab's configuration at half its width, so that the
 * weights of all runs stay small, with one thing changed. The arms of F6, of which the one on all fonts also gives F1 to
 * F5, train {@link #LONGER} times as long as those of F9: what few fonts cost is seen only once they are known by heart.
 * Within each of the two, every arm takes as many steps from the same seeds.
 */
public enum FunitArm {
    /** 10 source fonts (F6) */
    FONTS_10("fonts-10", 10, lab()),
    /** 35 source fonts (F6) */
    FONTS_35("fonts-35", 35, lab()),
    /** 70 source fonts (F6) */
    FONTS_70("fonts-70", 70, lab()),
    /** all 140 source fonts (F1 to F6) */
    FONTS_140("fonts-140", 140, lab()),
    /** the lab's lambdas, all source fonts (F9) */
    BASE("base", 140, lab()),
    /** no adversarial loss; the discriminator learns on, for feature matching (F9) */
    NO_GAN("no-gan", 140, new Lambdas(0, lab().recon(), lab().features(), lab().r1())),
    /** no content reconstruction (F9) */
    NO_RECON("no-recon", 140, new Lambdas(lab().gan(), 0, lab().features(), lab().r1())),
    /** no feature matching (F9) */
    NO_FEATURES("no-features", 140, new Lambdas(lab().gan(), lab().recon(), 0, lab().r1()));

    /** How many times as long the arms of F6 train. */
    public static final int LONGER = 3;

    private static final int FILTERS = 8;
    private final String id;
    private final int fonts;
    private final Lambdas weights;

    FunitArm(String id, int fonts, Lambdas weights) {
        this.id = id;
        this.fonts = fonts;
        this.weights = weights;
    }

    private static Lambdas lab() {
        return FunitConfig.lab().weights();
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
     * What the arm sees.
     *
     * @return how many source fonts
     */
    public int fonts() {
        return fonts;
    }

    /**
     * Whether it is one of F6's arms.
     *
     * @return true for {@link #LONGER} times as many steps, over whose second half the rate falls to zero
     */
    public boolean longer() {
        return this == FONTS_10 || this == FONTS_35 || this == FONTS_70 || this == FONTS_140;
    }

    /**
     * What the arm trains.
     *
     * @return the configuration, a head of the discriminator for each of its fonts
     */
    public FunitConfig config() {
        FunitConfig lab = FunitConfig.lab();
        Gen g = lab.gen();
        Gen gen = new Gen(
                FILTERS,
                g.contentDowns(),
                g.classDowns(),
                g.resBlocks(),
                g.classCode(),
                g.mlpWidth() / 2,
                g.mlpLayers(),
                g.classNorm());
        Dis dis = new Dis(FILTERS, lab.dis().blocks(), fonts, lab.dis().activatedShortcut());
        return new FunitConfig(lab.channels(), gen, dis, weights, lab.penalty(), lab.optimizer(), lab.ema());
    }
}
