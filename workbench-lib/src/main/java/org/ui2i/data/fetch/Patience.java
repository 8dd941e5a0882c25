package org.ui2i.data.fetch;

import java.time.Duration;

/**
 * When to give up.
 *
 * @param silence how long fewer than {@link #LEAST} bytes may come, the wait for the first one included
 * @param attempts failures in a row that bring next to nothing new, at least 1
 * @param pause after the first failure; doubled after each further one in a row
 */
record Patience(Duration silence, int attempts, Duration pause) {
    /** What a connection that is alive brings within {@link #silence}. */
    static final long LEAST = 1024;

    static final Patience USUAL = new Patience(Duration.ofSeconds(30), 5, Duration.ofSeconds(1));

    /** How long to wait after so many failures in a row. */
    Duration pauseAfter(int failures) {
        return pause.multipliedBy(1L << Math.min(failures - 1, 5));
    }
}
