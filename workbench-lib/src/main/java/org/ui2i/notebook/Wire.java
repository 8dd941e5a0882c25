package org.ui2i.notebook;

import java.awt.image.BufferedImage;
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
     * Sets how a picture looks that ends a cell.
     *
     * @param html from a picture to HTML
     * @param plain from a picture to plain text
     */
    void renderImages(Function<BufferedImage, String> html, Function<BufferedImage, String> plain);
}
