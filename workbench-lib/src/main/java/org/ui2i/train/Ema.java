package org.ui2i.train;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ui2i.nn.Part;
import org.ui2i.tensor.Averages;

/**
 * Exponential moving average of a network's weights in a second network of the same structure; buffers are copied.
 * <pre>target = d target + (1 - d) source,  d = decay, or with warm-up min(decay, (1 + t) / (10 + t)) in update t</pre>
 */
public final class Ema {
    private final Part target;
    private final double decay;
    private final boolean warmUp;
    private final List<NDArray> sourceWeights = new ArrayList<>();
    private final List<NDArray> targetWeights = new ArrayList<>();
    private final List<NDArray> sourceBuffers = new ArrayList<>();
    private final List<NDArray> targetBuffers = new ArrayList<>();
    private long updates;

    private Ema(Part source, Part target, double decay, boolean warmUp) {
        check(decay >= 0 && decay < 1, "decay is %s: use a number in [0, 1), for example 0.999", decay);
        check(source != target, "the average is the source itself: build a second network");
        this.target = target;
        this.decay = decay;
        this.warmUp = warmUp;
        target.load(source.state()); // refuses another structure by name
        Set<String> trained = new HashSet<>(source.weights().keySet());
        Map<String, NDArray> targets = target.state();
        source.state().forEach((name, array) -> {
            (trained.contains(name) ? sourceWeights : sourceBuffers).add(array);
            (trained.contains(name) ? targetWeights : targetBuffers).add(targets.get(name));
        });
    }

    /**
     * An average that starts as a copy of the source.
     *
     * @param source the network that is trained
     * @param target another network of the same configuration; overwritten
     * @param decay d in [0, 1)
     * @return the average
     */
    public static Ema of(Part source, Part target, double decay) {
        return new Ema(source, target, decay, false);
    }

    /**
     * An average that forgets the first, random weights faster.
     *
     * @param source the network that is trained
     * @param target another network of the same configuration; overwritten
     * @param decay the largest d, in [0, 1)
     * @return the average
     */
    public static Ema withWarmUp(Part source, Part target, double decay) {
        return new Ema(source, target, decay, true);
    }

    /**
     * The averaged network.
     *
     * @return the target, for translating and scoring
     */
    public Part target() {
        return target;
    }

    /** One update; a training calls it at the end of a step, see {@link Player#average}. */
    public void update() {
        updates++;
        double d = warmUp ? Math.min(decay, (1.0 + updates) / (10.0 + updates)) : decay;
        Averages.update(targetWeights, sourceWeights, d);
        if (!sourceBuffers.isEmpty()) {
            Averages.update(targetBuffers, sourceBuffers, 0);
        }
    }

    long updates() {
        return updates;
    }

    void setUpdates(long updates) {
        this.updates = updates;
    }
}
