package org.ui2i.run;

import static org.ui2i.core.Check.check;

/**
 * How long a paper trains: in steps, or in passes through the larger domain.
 *
 * @param steps 0 where epochs are counted
 * @param epochs 0 where steps are counted
 */
public record Length(int steps, int epochs) {
    /** Checks that one of both is given. */
    public Length {
        check(
                steps >= 0 && epochs >= 0 && (steps == 0) != (epochs == 0),
                "%d steps and %d epochs: give one of both",
                steps,
                epochs);
    }

    static Length steps(int steps) {
        return new Length(steps, 0);
    }

    static Length epochs(int epochs) {
        return new Length(0, epochs);
    }

    @Override
    public String toString() {
        return steps > 0 ? steps + " steps" : epochs + " epochs";
    }
}
