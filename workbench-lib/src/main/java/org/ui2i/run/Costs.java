package org.ui2i.run;

import java.io.Serializable;

/**
 * What translating images took, in nanoseconds of the threads that did it.
 *
 * @param images that were translated
 * @param load reading the networks, where they were not there yet
 * @param decode reading files and making them ready, broken ones too
 * @param translate the networks' work
 * @param encode to PNG
 * @param keep hashes, files and moves
 */
public record Costs(int images, long load, long decode, long translate, long encode, long keep)
        implements Serializable {
    /** Nothing done. */
    public static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0);

    /**
     * Both.
     *
     * @param more of other images
     * @return the sums
     */
    public Costs plus(Costs more) {
        return new Costs(
                images + more.images,
                load + more.load,
                decode + more.decode,
                translate + more.translate,
                encode + more.encode,
                keep + more.keep);
    }
}
