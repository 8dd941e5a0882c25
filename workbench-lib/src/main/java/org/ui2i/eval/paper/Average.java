package org.ui2i.eval.paper;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A mean that takes numbers as they come.
 *
 * @param n how many numbers
 * @param sum of them
 */
public record Average(long n, double sum) implements Serializable {
    /** Of no number yet. */
    public static final Average NONE = new Average(0, 0);

    private static final long serialVersionUID = 1;

    /**
     * Takes numbers.
     *
     * @param values in any number
     * @return a new average
     */
    public Average add(double... values) {
        return new Average(n + values.length, sum + Arrays.stream(values).sum());
    }

    /**
     * Joins two parts.
     *
     * @param other of other numbers
     * @return of all
     */
    public Average merge(Average other) {
        return new Average(n + other.n, sum + other.sum);
    }

    /**
     * The mean.
     *
     * @return sum / n; NaN of none
     */
    public double value() {
        return sum / n;
    }
}
