package org.ui2i.train;

import static org.ui2i.core.Check.check;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is needed to train a run again: {@code manifest.json} in its folder.
 *
 * @param model which networks, as in {@code train unit}
 * @param seed decides initial weights and every draw
 * @param dataHash SHA-256 over the data as they were read, in hex
 * @param config YAML of everything else that decides the result
 * @param legs the trainings that follow each other: one, and one more for each time that it was resumed
 */
public record RunRecord(String model, long seed, String dataHash, String config, List<Leg> legs) {
    /**
     * One training, to its end or until it was broken off.
     *
     * @param after the last step before it, 0 for the first leg
     * @param planned steps in all, those before counted, which schedules follow
     * @param command what was typed
     * @param started when, in UTC
     * @param versions of what it was made with: workbench, engine, java
     * @param machine system, os_version, cpu, processors, device, threads
     */
    public record Leg(
            long after,
            long planned,
            String command,
            String started,
            Map<String, String> versions,
            Map<String, String> machine) {
        /**
         * A leg that begins now, here.
         *
         * @param after the last step before it
         * @param planned steps in all
         * @param command what was typed
         * @return with this process' versions and machine
         */
        public static Leg now(long after, long planned, String command) {
            String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            return new Leg(after, planned, command, started, Versions.all(), Versions.machine());
        }
    }

    /** Copies the legs. */
    public RunRecord {
        legs = List.copyOf(legs);
        check(!legs.isEmpty() && legs.get(0).after() == 0, "its first leg does not begin at step 0");
    }

    /**
     * Gone on with.
     *
     * @param leg the next one; legs that began at its first step or later are forgotten, as their steps are
     * @return a changed copy
     */
    public RunRecord with(Leg leg) {
        List<Leg> kept = legs.stream()
                .filter(each -> each.after() == 0 || each.after() < leg.after())
                .toList();
        return new RunRecord(
                model,
                seed,
                dataHash,
                config,
                Stream.concat(kept.stream(), Stream.of(leg)).toList());
    }

    /**
     * The last leg.
     *
     * @return what was typed last, and where
     */
    public Leg last() {
        return legs.get(legs.size() - 1);
    }
}
