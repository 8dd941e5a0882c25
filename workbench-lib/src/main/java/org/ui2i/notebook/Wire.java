package org.ui2i.notebook;

import java.util.function.Function;

/** What a kernel must be able to do for us. One implementation for each kernel, none of them keeps state of its own. */
interface Wire {
    /**
     * Shows something under a name.
     *
     * @param id the name, for {@link #update}
     * @param html what a browser shows
     * @param plain what a plain reader shows
     */
    void show(String id, String html, String plain);

    /**
     * Replaces what was shown under a name. Does nothing while no cell runs: then there is nobody to tell.
     *
     * @param id the name given to {@link #show}
     * @param html what a browser shows
     * @param plain what a plain reader shows
     */
    void update(String id, String html, String plain);

    /**
     * Sets how values of a type look that end a cell.
     *
     * @param type theirs, or one above it
     * @param html from a value to HTML
     * @param plain from a value to plain text
     * @param <T> the type
     */
    <T> void render(Class<T> type, Function<? super T, String> html, Function<? super T, String> plain);
}
