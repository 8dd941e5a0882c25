package org.ui2i.train;

import java.nio.file.Path;
import java.util.List;

/**
 * Watches a run: plots, progress, periodic scores. Called on the training's own thread between steps, so a slow listener
 * slows the run and an exception from it ends the run. All methods do nothing by default.
 */
public interface Listener {
    /**
     * A run begins.
     *
     * @param history all steps so far; it grows while the run goes on
     * @param first number of the run's first step
     * @param last number of its last step
     */
    default void started(History history, long first, long last) {}

    /**
     * A step has ended.
     *
     * @param progress numbers of the step
     */
    default void stepped(Progress progress) {}

    /**
     * A checkpoint was written.
     *
     * @param checkpoint the file
     */
    default void saved(Path checkpoint) {}

    /**
     * The run is over: done, interrupted or failed.
     *
     * @param history all steps so far
     */
    default void finished(History history) {}

    /**
     * Several listeners as one.
     *
     * @param listeners called in this order
     * @return the group; with none, a listener that does nothing
     */
    static Listener all(Listener... listeners) {
        return new Listeners(List.of(listeners));
    }
}
