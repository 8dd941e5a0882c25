package org.ui2i.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a replay found.
 *
 * @param same whether the run was trained again as it should be
 * @param line says so, with the first thing that is not the same
 */
public record Verdict(boolean same, String line) {
    /**
     * Judges.
     *
     * @param steps that were trained again
     * @param losses how far they are off
     * @param weights whether they are the same, where they can be compared
     * @param samples whether they are the same, where they can be compared
     * @param differences between then and here, which excuse small ones
     */
    static Verdict of(
            long steps,
            Comparison losses,
            Optional<Boolean> weights,
            Optional<Boolean> samples,
            List<String> differences) {
        String excuse = differences.isEmpty() ? "" : "; not as in the run: " + String.join(", ", differences);
        String first = firstDifference(losses, weights, samples);
        if (first.isEmpty()) {
            return new Verdict(true, "equal bit for bit: " + steps + " steps, " + compared(weights, samples) + excuse);
        }
        if (differences.isEmpty()) {
            return new Verdict(false, "NOT equal: " + first);
        }
        Comparison.Difference largest = losses.largest();
        boolean within = largest == null || largest.share() <= Replay.TOLERANCE;
        String furthest = largest == null ? first : "furthest off in " + largest;
        String line = (within ? "equal within " + Replay.TOLERANCE + ": " + steps + " steps, " : "NOT equal: ");
        return new Verdict(within, line + furthest + excuse);
    }

    private static String firstDifference(Comparison losses, Optional<Boolean> weights, Optional<Boolean> samples) {
        if (losses.first() != null) {
            return String.valueOf(losses.first());
        }
        if (!weights.orElse(true)) {
            return "the losses are the same, the weights at the end are not";
        }
        return samples.orElse(true) ? "" : "losses and weights are the same, the samples at the end are not";
    }

    private static String compared(Optional<Boolean> weights, Optional<Boolean> samples) {
        List<String> what = new ArrayList<>(List.of("losses"));
        weights.ifPresent(same -> what.add("weights"));
        samples.ifPresent(same -> what.add("samples"));
        return String.join(", ", what);
    }
}
