package org.ui2i.train;

import static org.ui2i.core.Check.check;

/** A learning rate over time, as a factor on the optimizer's first rate; it depends on the step alone. */
@FunctionalInterface
public interface Schedule {
    /**
     * The factor of a step.
     *
     * @param step the step's number, from 1
     * @return at least 0
     */
    double factor(long step);

    /**
     * Two schedules at once.
     *
     * @param other the second
     * @return the product of the factors
     */
    default Schedule times(Schedule other) {
        return step -> factor(step) * other.factor(step);
    }

    /**
     * Halves the rate besides.
     *
     * @param every steps between two halvings; 0 for never
     * @return this, or the product of both
     */
    default Schedule halvedEvery(int every) {
        return every == 0 ? this : times(steps(every, 0.5));
    }

    /**
     * The rate stays.
     *
     * @return factor 1
     */
    static Schedule constant() {
        return step -> 1;
    }

    /**
     * Multiplies the rate again and again.
     * <pre>factor = gamma^floor((step - 1) / every)</pre>
     *
     * @param every steps between two changes, at least 1
     * @param gamma for example 0.5, in (0, 1]
     * @return the schedule
     */
    static Schedule steps(int every, double gamma) {
        check(every >= 1, "the rate changes every %d steps: use at least 1", every);
        check(gamma > 0 && gamma <= 1, "gamma is %s: use a number in (0, 1]", gamma);
        return step -> {
            long falls = (step - 1) / every;
            return Math.pow(gamma, (double) falls);
        };
    }

    /**
     * Keeps the rate, then lowers it on a line that reaches 0 after the last step.
     * <pre>factor = 1 up to step from, then (to + 1 - step) / (to + 1 - from)</pre>
     *
     * @param from last step with the full rate, at least 1
     * @param to last step of the run, above {@code from}; after it the factor is 0
     * @return the schedule
     */
    static Schedule linearToZero(long from, long to) {
        check(from >= 1 && to > from, "the rate falls from step %d to step %d: use 1 <= from < to", from, to);
        return step -> step <= from ? 1 : Math.max(0, (double) (to + 1 - step) / (to + 1 - from));
    }

    /**
     * Keeps the rate, then lowers it to 0 over the last part of a run.
     *
     * @param share of the steps in which it falls, in [0, 1]; 0 keeps it to the end
     * @param steps of the run
     * @return the schedule
     */
    static Schedule fallingIn(double share, long steps) {
        check(share >= 0 && share <= 1, "the rate falls in a share of %s: use a number in [0, 1]", share);
        long from = Math.round(steps * (1 - share));
        return from < 1 || from >= steps ? constant() : linearToZero(from, steps);
    }
}
