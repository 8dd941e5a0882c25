package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Images in rows with captions, each pixel enlarged to a square of whole size, thin gaps between.
 *
 * <pre>{@code
 * Grid.titled("regular to bold italic").row("x_A", xA).row("x_AB", xAB).row("truth", xB).image()
 * }</pre>
 */
public final class Grid {
    private static final int SIZE = 13;
    private static final int TITLE = 15;
    private static final int GAP = 2;
    private static final int EDGE = 8;
    private static final int LARGEST_TILE = 128;
    private static final Color LINE = new Color(0xD0D0D0);

    private final String title;
    private final Map<String, List<BufferedImage>> rows = new LinkedHashMap<>();
    private List<String> columns = List.of();
    private String finding = "";
    private int width = 700;
    private int scale;

    private Grid(String title) {
        this.title = title;
    }

    /**
     * An empty grid.
     *
     * @param title stands above it, empty for none; also the start of its text for readers who cannot see it
     * @return a grid to add rows to
     */
    public static Grid titled(String title) {
        return new Grid(title);
    }

    /**
     * One image a step of an interpolation.
     *
     * @param title stands above
     * @param from caption of the first image
     * @param to caption of the last image
     * @param images (B, C, H, W) in [-1, 1], at least 2
     * @return a grid of one row without a caption
     */
    public static Grid strip(String title, String from, String to, NDArray images) {
        List<String> captions =
                new ArrayList<>(Collections.nCopies(Pixels.of(images).size(), ""));
        check(captions.size() >= 2, "an interpolation of %d images: use at least 2", captions.size());
        captions.set(0, from);
        captions.set(captions.size() - 1, to);
        return titled(title).row("", images).columns(captions);
    }

    /**
     * Adds a row.
     *
     * @param caption stands left of it, empty for none; each row has its own
     * @param images (B, C, H, W) with C = 1 or 3, values in [-1, 1]; what lies outside is cut
     * @return this
     */
    public Grid row(String caption, NDArray images) {
        return row(caption, Pixels.of(images));
    }

    /**
     * Adds a row.
     *
     * @param caption stands left of it, empty for none; each row has its own
     * @param images at least one, all of the size of the first row's
     * @return this
     */
    public Grid row(String caption, List<BufferedImage> images) {
        check(!images.isEmpty(), "row \"%s\" has no image: give at least one", caption);
        BufferedImage first = rows.isEmpty() ? images.get(0) : firstTile();
        images.forEach(image -> check(
                image.getWidth() == first.getWidth() && image.getHeight() == first.getHeight(),
                "row \"%s\" has an image of %d x %d among images of %d x %d: resize it first",
                caption,
                image.getWidth(),
                image.getHeight(),
                first.getWidth(),
                first.getHeight()));
        check(
                rows.putIfAbsent(caption, List.copyOf(images)) == null,
                "two rows are called \"%s\": rename one",
                caption);
        return this;
    }

    /**
     * Names the columns. Captions that do not fit above a column are written upwards, all of them; but captions of the two ends
     * alone run from the ends inwards, where they fit.
     *
     * @param captions one a column
     * @return this
     */
    public Grid columns(List<String> captions) {
        columns = List.copyOf(captions);
        return this;
    }

    /**
     * Says what the picture shows, for readers who cannot see it: the end of its text.
     *
     * @param words such as {@code the stems grow heavier from left to right}; nothing of it is drawn
     * @return this
     */
    public Grid finding(String words) {
        finding = words;
        return this;
    }

    /**
     * Sets the width to fill; the pixels' size follows, at least 1.
     *
     * @param pixels usually 700; a grid of many images may be wider
     * @return this
     */
    public Grid width(int pixels) {
        check(pixels >= 100, "width is %d: use at least 100 pixels", pixels);
        width = pixels;
        return this;
    }

    /**
     * Sets the size of a pixel instead.
     *
     * @param factor 1 or more
     * @return this
     */
    public Grid scale(int factor) {
        check(factor >= 1, "scale is %d: use 1 or more", factor);
        scale = factor;
        return this;
    }

    /**
     * Draws.
     *
     * @return the picture, with its text for readers who cannot see it
     */
    public BufferedImage image() {
        check(!rows.isEmpty(), "the grid \"%s\" has no row: add at least one", title);
        int count = rows.values().stream().mapToInt(List::size).max().orElseThrow();
        check(
                columns.isEmpty() || columns.size() == count,
                "%d captions for %d columns: give one each",
                columns.size(),
                count);
        Layout at = layout(count);
        List<String> heading =
                title.isEmpty() ? List.of() : Text.system().wrap(title, at.width() - 2 * EDGE, TITLE, true);
        int head = heading.size() * (TITLE + 5) + (heading.isEmpty() ? 0 : 5);
        int total = head + at.captions + rows.size() * (at.tileHeight + GAP) + 2 * EDGE;
        return AltText.with(
                Sheet.draw(at.width(), total, g -> paint(g, at, heading, head + at.captions + EDGE)), alt(count));
    }

    private enum Captions {
        ABOVE,
        INWARDS,
        UPWARDS
    }

    private record Layout(
            int left, int count, int factor, int tileWidth, int tileHeight, int captions, Captions written) {
        int width() {
            return left + count * (tileWidth + GAP) + EDGE;
        }
    }

    private Layout layout(int count) {
        int words = rows.keySet().stream()
                .mapToInt(c -> Text.system().width(c, SIZE, false))
                .max()
                .orElse(0);
        int left = EDGE + (words == 0 ? 0 : words + 8);
        BufferedImage tile = firstTile();
        int fits = (width - left - EDGE) / count - GAP;
        int largest = Math.max(1, LARGEST_TILE / tile.getWidth());
        int factor = scale > 0 ? scale : Math.max(1, Math.min(largest, fits / tile.getWidth()));
        int tileWidth = tile.getWidth() * factor;
        int longest = columns.stream()
                .mapToInt(c -> Text.system().width(c, SIZE, false))
                .max()
                .orElse(0);
        Captions written = written(longest, tileWidth + GAP);
        int captions = columns.isEmpty() ? 0 : written == Captions.UPWARDS ? longest + 6 : SIZE + 6;
        return new Layout(left, count, factor, tileWidth, tile.getHeight() * factor, captions, written);
    }

    private Captions written(int longest, int column) {
        if (longest <= column) {
            return Captions.ABOVE;
        }
        int last = columns.size() - 1;
        boolean ends = last >= 1 && columns.subList(1, last).stream().allMatch(String::isEmpty);
        return ends && captionWidth(0) + captionWidth(last) + SIZE <= columns.size() * column
                ? Captions.INWARDS
                : Captions.UPWARDS;
    }

    private int captionWidth(int i) {
        return Text.system().width(columns.get(i), SIZE, false);
    }

    private void paint(Graphics2D g, Layout at, List<String> heading, int top) {
        for (int i = 0; i < heading.size(); i++) {
            Text.system().draw(g, heading.get(i), EDGE, (i + 1) * (TITLE + 5), TITLE, true);
        }
        for (int i = 0; i < columns.size(); i++) {
            column(g, at, i, top - 5);
        }
        int y = top;
        for (Map.Entry<String, List<BufferedImage>> row : rows.entrySet()) {
            Text.system().endingAt(g, row.getKey(), at.left - 8, y + at.tileHeight / 2 + SIZE / 3, SIZE, false);
            for (int i = 0; i < row.getValue().size(); i++) {
                tile(g, row.getValue().get(i), at.left + i * (at.tileWidth + GAP), y, at);
            }
            y += at.tileHeight + GAP;
        }
    }

    private static void tile(Graphics2D g, BufferedImage image, int x, int y, Layout at) {
        g.setColor(LINE); // the gap's colour: white images stay apart on white paper
        g.fillRect(x - GAP / 2, y - GAP / 2, at.tileWidth + GAP, at.tileHeight + GAP);
        Pixels.enlarge(g, image, x, y, at.factor);
        g.setColor(Text.INK);
    }

    private void column(Graphics2D g, Layout at, int i, int y) {
        String caption = columns.get(i);
        int left = at.left + i * (at.tileWidth + GAP), x = left + at.tileWidth / 2;
        if (at.written == Captions.ABOVE) {
            Text.system().centred(g, caption, x, y, SIZE, false);
        } else if (at.written == Captions.INWARDS) {
            Text.system().draw(g, caption, i == 0 ? left : left + at.tileWidth - captionWidth(i), y, SIZE, false);
        } else {
            AffineTransform before = g.getTransform();
            g.rotate(-Math.PI / 2, x, y);
            Text.system().draw(g, caption, x, y + SIZE / 3, SIZE, false);
            g.setTransform(before);
        }
    }

    private BufferedImage firstTile() {
        return rows.values().iterator().next().get(0);
    }

    private String alt(int count) {
        String captions = together(List.copyOf(rows.keySet())), named = together(columns);
        return (title.isEmpty() ? "Images" : title)
                + String.format(": %d %s of up to %d images", rows.size(), rows.size() == 1 ? "row" : "rows", count)
                + (captions.isEmpty() ? "" : "; rows " + captions)
                + (named.isEmpty() ? "" : "; columns " + named)
                + (finding.isEmpty() ? "" : ". " + finding);
    }

    /** Set apart by commas, or by semicolons where a caption has a comma itself. */
    private static String together(List<String> captions) {
        String between = captions.stream().anyMatch(c -> c.contains(",")) ? "; " : ", ";
        return captions.stream().filter(c -> !c.isEmpty()).collect(Collectors.joining(between));
    }
}
