package org.ui2i.plot;

import java.awt.image.BufferedImage;

/**
 * A place where pictures and short texts appear while a program runs: a notebook's page or a terminal.
 *
 * <p>What was shown stays replaceable through its handle, so that a live plot redraws in place. Implementations are
 * safe to call from the thread that runs the cell or the command; a handle may be updated from a later cell too.
 */
public interface Display {

    /**
     * Shows a picture.
     *
     * @param image any size and type
     * @param altText what the picture says, for readers who cannot see it: not blank
     * @return the handle that replaces this picture
     * @throws IllegalArgumentException if the text is blank
     */
    Handle show(BufferedImage image, String altText);

    /**
     * Shows one line of plain text that can be replaced, such as a progress line.
     *
     * @param text without markup; shown as it stands
     * @return the handle that replaces this line
     */
    Line line(String text);

    /**
     * Shows a fragment of HTML, such as a table. A terminal shows its text without the tags.
     *
     * @param html a well-formed fragment; a picture in it carries its own {@code alt}
     */
    void html(String html);

    /** A picture that was shown. */
    interface Handle {
        /**
         * Puts another picture in the place of this one.
         *
         * @param image any size and type
         * @param altText what the picture says: not blank
         */
        void update(BufferedImage image, String altText);
    }

    /** A line of text that was shown. */
    interface Line {
        /**
         * Puts another text in the place of this one.
         *
         * @param text without markup
         */
        void update(String text);
    }
}
