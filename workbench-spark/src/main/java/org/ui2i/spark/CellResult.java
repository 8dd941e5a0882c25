package org.ui2i.spark;

import java.io.Serializable;
import java.util.Map;

/**
 * What became of a cell.
 *
 * @param steps that were trained
 * @param seconds that they took, those before an interruption counted
 * @param host which computed the last of them
 * @param attempt 1, or more if executors were lost with the cell
 * @param scores by name; none if the data have no truth
 * @param failure why there are none, in a line; blank if all is well
 */
record CellResult(int steps, double seconds, String host, int attempt, Map<String, Double> scores, String failure)
        implements Serializable {
    static CellResult failed(String host, int attempt, String failure) {
        return new CellResult(0, 0, host, attempt, Map.of(), failure);
    }

    boolean ok() {
        return failure.isEmpty();
    }
}
