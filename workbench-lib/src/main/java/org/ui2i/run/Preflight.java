package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ui2i.core.Limits;
import org.ui2i.core.ResidentMemory;
import org.ui2i.train.Listener;
import org.ui2i.train.Progress;

/**
 * What a training will cost, from its first steps on this machine: they are taken, measured and thrown away.
 *
 * @param summary what would be trained on what
 * @param steps that are planned
 * @param secondsPerStep mean over the measured steps
 * @param residentMb most memory that the process held in them
 * @param limitMb memory that it may hold
 */
public record Preflight(String summary, int steps, double secondsPerStep, double residentMb, long limitMb) {
    private static final int WARM_UP = 2; // the engine's first steps are slow
    private static final int MEASURED = 5; // at least, and whole periods
    private static final double LONG_MINUTES = 30;
    private static final double ROOM = 0.9; // of the limit: a training's memory still grows a little

    /** Checks the ranges. */
    public Preflight {
        check(steps >= 1, "steps is %d: plan at least 1", steps);
    }

    /**
     * Measures.
     *
     * @param run the training
     * @param steps that are planned
     * @return the cost
     * @throws IllegalArgumentException if its memory cannot fit, with an estimate and the nearest training that fits; no
     *     step of it is taken then
     */
    public static Preflight of(ModelRun run, int steps) {
        Fit.checkFits(run);
        Session<?> session = run.allPlayers().session(steps);
        int measured = (MEASURED + run.period() - 1) / run.period() * run.period();
        Meter meter = new Meter();
        boolean within = ResidentMemory.forgetPeak();
        session.train(WARM_UP + measured, meter);
        double mb = within ? ResidentMemory.peakMb() : meter.residentMb;
        return new Preflight(session.summary(), steps, meter.seconds() / measured, mb, Limits.memoryMb());
    }

    /**
     * Refuses a training whose memory cannot fit here, before its first step.
     *
     * @param run the training
     * @throws IllegalArgumentException with an estimate and the nearest training that fits
     */
    public static void checkFits(ModelRun run) {
        Fit.checkFits(run);
    }

    /** Measures the steps after the first ones. */
    private static final class Meter implements Listener {
        private final List<Long> times = new ArrayList<>();
        private double residentMb;

        @Override
        public void stepped(Progress progress) {
            times.add(System.nanoTime());
            residentMb = Math.max(residentMb, progress.residentMb());
        }

        double seconds() {
            return (times.get(times.size() - 1) - times.get(WARM_UP - 1)) / 1e9;
        }
    }

    /**
     * How long all steps take at this pace.
     *
     * @return minutes
     */
    public double minutes() {
        return steps * secondsPerStep / 60;
    }

    /**
     * Whether there is memory for it.
     *
     * @return whether it stays well below the limit
     */
    public boolean fits() {
        return !(residentMb >= ROOM * limitMb); // NaN where the system does not tell
    }

    /**
     * The estimate and what to do about it, a line each.
     *
     * @return for a terminal or a page
     */
    @Override
    public String toString() {
        String cost = String.format(
                Locale.ROOT,
                "%s%n%d steps: about %.1f minutes (%.3f s a step), %.0f MB of the %d MB there are%n",
                summary,
                steps,
                minutes(),
                secondsPerStep,
                residentMb,
                limitMb);
        if (!fits()) {
            return cost + "too much memory: halve the batch or the size, or take the preset tiny";
        }
        if (minutes() > LONG_MINUTES) {
            return cost
                    + "long: it may be stopped and resumed at any time; else fewer steps, a smaller size, fewer filters";
        }
        return cost + "it fits this machine";
    }
}
