package org.ui2i.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run stands after a step.
 *
 * @param step number of the step that just ended, counted over all runs of the training
 * @param steps number of the step that this run ends with
 * @param values the step's loss terms as {@code player/term}, unweighted, and {@code player/total}
 * @param imagesPerSecond images of one domain a second over the last steps, listeners' time not counted
 * @param secondsLeft estimate until the run ends, listeners' time counted
 * @param residentMb resident memory of the process in MB; NaN where the system does not tell
 */
public record Progress(
        long step,
        long steps,
        Map<String, Double> values,
        double imagesPerSecond,
        double secondsLeft,
        double residentMb) {
    /** Copies the values and keeps their order. */
    public Progress {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
