package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Budget;
import org.ui2i.core.Limits;
import org.ui2i.core.Setting;

/** How much a lesson trains on this machine. */
public enum Preset {
    /** All of it, from random weights. */
    LAB,
    /** One core or little memory, as on Binder: a few steps from committed weights, three minutes at most. */
    BINDER;

    /** How long a lesson trains on {@link #BINDER}. */
    public static final Duration MOST = Duration.ofMinutes(3);

    private static final String NAME = "UI2I_PRESET";
    private static final long LAB_MB = 1500; // what a lesson's whole training, its kernel and Lab hold

    /**
     * The preset for this machine: the system property or environment variable {@code UI2I_PRESET} ({@code lab} or
     * {@code binder}); where neither is set, {@link #BINDER} below two cores or 1500 MB, see {@link Limits}.
     *
     * @return the preset
     * @throws IllegalArgumentException if the variable names no preset
     */
    public static Preset here() {
        return of(Setting.of(NAME), Limits.cores(), Limits.memoryMb());
    }

    static Preset of(@Nullable String wish, double cores, long memoryMb) {
        if (wish == null || wish.isBlank()) {
            return cores < 2 || memoryMb < LAB_MB ? BINDER : LAB;
        }
        return Arrays.stream(values())
                .filter(p -> p.toString().equals(wish.strip().toLowerCase(Locale.ROOT)))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        NAME + " is \"" + wish + "\": use lab or binder, or unset it to have it chosen"));
    }

    /**
     * The steps of a lesson's training.
     *
     * @param lab on a machine that trains all of it
     * @param binder on a small one, from committed weights
     * @return steps to take, within {@link Budget}
     */
    public int steps(int lab, int binder) {
        check(binder <= lab, "binder takes %d steps and lab %d: a small machine takes no more", binder, lab);
        return Budget.steps(this == LAB ? lab : binder);
    }

    /**
     * Ends a run that takes too long for a small machine; on {@link #LAB} does nothing.
     *
     * @param training asked to stop after {@link #MOST}
     * @return a listener for {@link Training#run}
     */
    public Listener limit(Training<?> training) {
        return this == LAB ? Listener.all() : new TimeLimit(MOST, training::stop, System::nanoTime);
    }

    /** As the variable spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
