package org.ui2i;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries out bad input, case by case. A case may work, or be refused with one message that names the file; a stack trace, a
 * raw message of the platform, an error such as OutOfMemoryError, or more than {@link #MOST_SECONDS} seconds is a fault.
 */
public final class Hostile {
    private static final int MOST_SECONDS = 30;
    private static final int MOST_TEXT = 4000;
    /** What a message says that no one wrote for its reader. */
    private static final List<String> RAW = List.of(
            "Exception",
            "\tat ",
            "at org.ui2i",
            "Cannot invoke",
            "Cannot load",
            "Cannot read the array",
            "out of bounds for length",
            "For input string",
            "(null)",
            ": null",
            "Error:");

    private final Map<String, int[]> outcomes = new TreeMap<>(); // by kind: worked, refused
    private final List<String> faults = new ArrayList<>();
    private double slowest;
    private String slowestName = "";

    /** What is done with the bad input; what it throws is judged. */
    public interface Attempt {
        /**
         * Reads the bad input.
         *
         * @throws Exception for the judge
         */
        void run() throws Exception;
    }

    /**
     * Tries out one case.
     *
     * @param kind under which it is counted
     * @param name tells it from the others, so that it can be made again
     * @param mentioned what a refusal must name, such as the file; blank for nothing
     * @param attempt reads it
     */
    public void tryOut(String kind, String name, String mentioned, Attempt attempt) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            attempt.run();
            return true;
        });
        Thread thread = new Thread(task, kind + " " + name);
        thread.setDaemon(true);
        long start = System.nanoTime();
        thread.start();
        int[] counts = outcomes.computeIfAbsent(kind, k -> new int[2]);
        try {
            task.get(MOST_SECONDS, TimeUnit.SECONDS);
            counts[0]++;
        } catch (ExecutionException e) {
            counts[1]++;
            judge(kind + " " + name, mentioned, e.getCause());
        } catch (TimeoutException e) {
            faults.add(kind + " " + name + ": not done after " + MOST_SECONDS + " s, in "
                    + List.of(thread.getStackTrace()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seconds > slowest) {
            slowest = seconds;
            slowestName = kind + " " + name;
        }
    }

    private void judge(String name, String mentioned, Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        boolean kind = thrown instanceof IllegalArgumentException
                || thrown instanceof IOException
                || thrown instanceof UncheckedIOException;
        boolean plain = RAW.stream().noneMatch(text::contains) && text.length() > 15 && text.length() < MOST_TEXT;
        boolean tame = text.chars().allMatch(c -> c >= ' ' || c == '\n');
        if (!kind || !plain || !tame || !text.contains(mentioned)) {
            StackTraceElement[] trace = thrown.getStackTrace();
            faults.add(
                    name + ": " + thrown.getClass().getName() + ": " + text.substring(0, Math.min(300, text.length()))
                            + (kind ? "" : " at " + List.of(trace).subList(0, Math.min(6, trace.length))));
        }
    }

    /**
     * How many cases worked.
     *
     * @param kinds under which they were counted
     * @return cases
     */
    public int worked(String... kinds) {
        return Arrays.stream(kinds)
                .mapToInt(kind -> outcomes.getOrDefault(kind, new int[1])[0])
                .sum();
    }

    /**
     * Adds the figures, and fails if there was a fault.
     *
     * @param subject what was bad
     */
    public void report(String subject) {
        int worked = outcomes.values().stream().mapToInt(c -> c[0]).sum();
        int refused = outcomes.values().stream().mapToInt(c -> c[1]).sum();
        List<String> kinds = new ArrayList<>();
        outcomes.forEach((kind, c) -> kinds.add(String.format("%s %d + %d", kind, c[0], c[1])));
        String distribution = String.join(", ", kinds);
        FaultCounts.figure(
                "bad input, %s: %d cases, %d worked, %d refused with one message, %d faults; the slowest"
                        + " (%s) took %.1f s; worked + refused by kind: %s",
                subject, worked + refused, worked, refused, faults.size(), slowestName, slowest, distribution);
        assertEquals(List.of(), faults);
    }
}
