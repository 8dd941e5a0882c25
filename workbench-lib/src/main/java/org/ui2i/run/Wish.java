package org.ui2i.run;

import static org.ui2i.core.Check.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the user wants images to be drawn; a model refuses what it does not know.
 *
 * @param direction from which domain into which
 * @param style an image of the target domain whose style is taken, if given
 * @param styleSeed draws a random style, if given
 * @param classImages images of the class to draw in, if given
 * @param labels numbers of the label by name, if given: the wanted label, or the change of attributes
 */
public record Wish(
        Direction direction,
        @Nullable Path style,
        @Nullable Long styleSeed,
        List<Path> classImages,
        Map<String, Double> labels) {
    /**
     * Without labels.
     *
     * @param direction from which domain into which
     * @param style an image of the target domain whose style is taken, if given
     * @param styleSeed draws a random style, if given
     * @param classImages images of the class to draw in, if given
     */
    public Wish(Direction direction, @Nullable Path style, @Nullable Long styleSeed, List<Path> classImages) {
        this(direction, style, styleSeed, classImages, Map.of());
    }

    /** From which domain into which. */
    public enum Direction {
        /** images of domain A, drawn in B */
        A2B,
        /** images of domain B, drawn in A */
        B2A
    }

    /**
     * Images of A, drawn in B.
     *
     * @return in a random style, if the model has styles
     */
    public static Wish a2b() {
        return new Wish(Direction.A2B, null, null, List.of());
    }

    /**
     * Images of B, drawn in A.
     *
     * @return in a random style, if the model has styles
     */
    public static Wish b2a() {
        return new Wish(Direction.B2A, null, null, List.of());
    }

    /**
     * Images drawn in a class.
     *
     * @param images of the class, one or more
     * @return for FUNIT
     */
    public static Wish like(Path... images) {
        return new Wish(Direction.A2B, null, null, List.of(images));
    }

    /**
     * Images drawn with a label.
     *
     * @param labels its numbers by name; those that are not given are 0
     * @return for StarGAN the wanted label, for RelGAN the change of attributes
     */
    public static Wish labelled(Map<String, Double> labels) {
        return new Wish(Direction.A2B, null, null, List.of(), labels);
    }

    /**
     * With the style of an image.
     *
     * @param image of the domain that is drawn in
     * @return for MUNIT
     */
    public Wish styledLike(Path image) {
        return new Wish(direction, image, null, classImages, labels);
    }

    boolean toB() {
        return direction == Direction.A2B;
    }

    void refuseStyle(String model) {
        check(
                style == null && styleSeed == null,
                "%s draws one answer an image: leave out --style and --style-seed",
                model);
    }

    void refuseClass(String model) {
        check(classImages.isEmpty(), "%s draws in one of its two domains: leave out --class", model);
    }
}
