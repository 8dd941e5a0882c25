package org.ui2i.core;

import static org.ui2i.core.Check.check;

/** How many steps a run may take: tests and slow machines cap it with {@code UI2I_MAX_STEPS}. */
public final class Budget {
    private static final String NAME = "UI2I_MAX_STEPS";

    private Budget() {}

    /**
     * The smaller of the wish and the cap, which is the system property or environment variable {@code UI2I_MAX_STEPS}.
     *
     * @param wanted steps, at least 1
     * @return steps to take
     * @throws IllegalArgumentException if the cap is no positive number
     */
    public static int steps(int wanted) {
        check(wanted >= 1, "%d steps asked for: use at least 1", wanted);
        String cap = Setting.of(NAME);
        return cap == null ? wanted : Math.min(wanted, parse(cap));
    }

    private static int parse(String cap) {
        try {
            int steps = Integer.parseInt(cap.strip());
            check(steps >= 1, "%s is %d: use at least 1, or unset it", NAME, steps);
            return steps;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(NAME + " is \"" + cap + "\", not a whole number: use e.g. 20", e);
        }
    }
}
