package org.ui2i.data;

import static org.ui2i.core.Check.check;

/**
 * Where an object is and what it is. Coordinates are in pixels from the image's upper left corner; pixel i covers
 * [i, i + 1].
 *
 * @param label number of its class, from 0
 * @param x0 left edge
 * @param y0 upper edge
 * @param x1 right edge, beyond {@code x0}
 * @param y1 lower edge, beyond {@code y0}
 */
public record Box(int label, double x0, double y0, double x1, double y1) {
    /** Checks that the box has an area. */
    public Box {
        check(label >= 0, "class number %d: use 0 or more", label);
        check(x1 > x0 && y1 > y0, "box from (%s, %s) to (%s, %s) is empty: give corners in order", x0, y0, x1, y1);
    }

    /**
     * Width.
     *
     * @return pixels, above 0
     */
    public double width() {
        return x1 - x0;
    }

    /**
     * Height.
     *
     * @return pixels, above 0
     */
    public double height() {
        return y1 - y0;
    }

    /**
     * Middle from left to right.
     *
     * @return pixels
     */
    public double centreX() {
        return (x0 + x1) / 2;
    }

    /**
     * Middle from top to bottom.
     *
     * @return pixels
     */
    public double centreY() {
        return (y0 + y1) / 2;
    }

    /**
     * Area.
     *
     * @return square pixels, above 0
     */
    public double area() {
        return width() * height();
    }

    /**
     * Area that two boxes share.
     *
     * @param other of any class
     * @return square pixels, 0 if they are apart
     */
    public double shared(Box other) {
        double width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        double height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /**
     * Intersection over union.
     * <pre>IoU = |P and Q| / |P or Q|</pre>
     *
     * @param other of any class
     * @return in [0, 1]: 0 apart, 1 equal
     */
    public double iou(Box other) {
        double shared = shared(other);
        return shared / (area() + other.area() - shared);
    }

    /**
     * How large the object is.
     *
     * @return the band of its longer side
     */
    public SizeBand band() {
        return SizeBand.of(Math.max(width(), height()));
    }
}
