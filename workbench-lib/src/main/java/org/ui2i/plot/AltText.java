package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.image.BufferedImage;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** Says what curves show: "Loss up to step 120: gen/gan 1.23, gen/total 4.56". */
    static String curves(String what, String unit, double step, Map<String, Double> last) {
        String values = last.entrySet().stream()
                .map(e -> e.getKey() + " " + number(e.getValue()))
                .collect(Collectors.joining(", "));
        String head = what.isEmpty() ? "Curves" : what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        return head + " up to " + unit + " " + number(step) + ": " + values;
    }

    /** A number with three digits that count, whole numbers in full. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "none";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e5 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
