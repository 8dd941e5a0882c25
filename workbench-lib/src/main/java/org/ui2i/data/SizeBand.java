package org.ui2i.data;

/**
 * Sizes of objects in scenes of 64 pixels, by the longer side of the box: small objects are where a detector and a
 * translation of the whole image fail first, so they are scored apart.
 */
public enum SizeBand {
    /** up to 15 pixels; drawn with 11 to 15 */
    SMALL(11, 15),
    /** up to 21 pixels; drawn with 15 to 21 */
    MEDIUM(15, 21),
    /** larger; drawn with 21 to 28 */
    LARGE(21, 28);

    private final double least;
    private final double most;

    SizeBand(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /**
     * The band of a size.
     *
     * @param side longer side of a box in pixels
     * @return its band
     */
    public static SizeBand of(double side) {
        return side <= SMALL.most ? SMALL : side <= MEDIUM.most ? MEDIUM : LARGE;
    }

    /** The size at a share in [0, 1) of the band. */
    double at(double share) {
        return most - share * (most - least); // the upper end belongs to the band, the lower one to the band below
    }
}
