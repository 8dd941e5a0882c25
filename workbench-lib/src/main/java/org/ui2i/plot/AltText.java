package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.util.Hashtable;

/**
 * The alternative text of a picture, carried by the picture itself.
 *
 * <p>A function that draws knows best what its picture shows. It hands the text over with the picture, so that a
 * notebook cell that ends in a {@code BufferedImage} shows it with a text for readers who cannot see it.
 */
public final class AltText {
    private static final String KEY = "ui2i.alt";

    private AltText() {}

    /**
     * Attaches a text.
     *
     * @param image any size and type
     * @param text what the picture says: not blank
     * @return a picture that shares the pixels of {@code image} and carries the text
     * @throws IllegalArgumentException if the text is blank
     */
    // BufferedImage takes its properties as a Hashtable and offers no other way to set one.
    @SuppressWarnings("JdkObsolete")
    public static BufferedImage with(BufferedImage image, String text) {
        check(
                !text.isBlank(),
                "the text for a picture of %d x %d is blank: say what it shows",
                image.getWidth(),
                image.getHeight());
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(KEY, text);
        return new BufferedImage(image.getColorModel(), image.getRaster(), image.isAlphaPremultiplied(), properties);
    }

    /**
     * Reads the text.
     *
     * @param image any picture
     * @return the attached text, or an empty one where none was attached
     */
    public static String of(BufferedImage image) {
        return image.getProperty(KEY) instanceof String text ? text : "";
    }
}
