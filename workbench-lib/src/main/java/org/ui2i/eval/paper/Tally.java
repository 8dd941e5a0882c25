package org.ui2i.eval.paper;

import static org.ui2i.core.Check.check;

import java.io.Serializable;
import java.util.List;

/**
 * What one network has seen of an evaluation so far: fixed, small and serialisable, whatever the number of images. Parts that saw
 * other images merge, in any order, into what one pass would have seen, up to rounding in the 9th digit.
 */
public sealed interface Tally extends Serializable permits VectorTally, ClassTally, PairTally {
    /**
     * Of no image yet.
     *
     * @param net whose outputs are to be tallied
     * @return as the network's kind needs it
     */
    static Tally none(NetSpec net) {
        return switch (net.kind().form()) {
            case VECTOR -> VectorTally.NONE;
            case LOGITS -> ClassTally.NONE;
            case MAPS, WEIGHTED_MAPS -> PairTally.NONE;
        };
    }

    /**
     * Takes images.
     *
     * @param net always the same
     * @param chunk of images that it has not seen
     * @return a new tally
     */
    Tally add(FeatureNet net, Chunk chunk);

    /**
     * Joins two parts.
     *
     * @param other of the same network and other images
     * @return of all
     */
    Tally merge(Tally other);

    /**
     * The scores of what was seen.
     *
     * @param net what the network is
     * @return those that have enough images; not in a fixed number
     */
    List<FieldValue> values(NetSpec net);

    /** The other part as one of the same kind. */
    static <T extends Tally> T as(Class<T> type, Tally other) {
        check(
                type.isInstance(other),
                "a %s merges with no %s: join parts of one network",
                type.getSimpleName(),
                other.getClass().getSimpleName());
        return type.cast(other);
    }
}
