package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Points in the plane, a colour a group: how codes lie to each other.
 *
 * <pre>{@code
 * Scatter.titled("Style codes").axes("first axis", "second axis").add("digits", xy).image()
 * }</pre>
 */
public final class Scatter {
    private static final int WIDTH = 700, HEIGHT = 440, SIZE = 13, ROW = 19, TOP = 28, OPAQUE = 170;

    private final String title;
    private final Map<String, double[][]> groups = new LinkedHashMap<>();
    private String xLabel = "x";
    private String yLabel = "y";

    private Scatter(String title) {
        this.title = title;
    }

    /**
     * An empty picture.
     *
     * @param title what the points are
     * @return a picture to add groups to
     */
    public static Scatter titled(String title) {
        return new Scatter(title);
    }

    /**
     * Names the axes.
     *
     * @param x the horizontal one, with its unit
     * @param y the vertical one, with its unit
     * @return this
     */
    public Scatter axes(String x, String y) {
        xLabel = x;
        yLabel = y;
        return this;
    }

    /**
     * Adds a group.
     *
     * @param name for the legend, each once
     * @param points (n, 2), x and y of one point or more, finite
     * @return this
     */
    public Scatter add(String name, double[][] points) {
        check(!groups.containsKey(name), "group \"%s\" is there already: give each its own name", name);
        check(points.length >= 1, "group \"%s\" has no points: leave it out", name);
        check(
                Arrays.stream(points).allMatch(p -> p.length == 2 && Double.isFinite(p[0]) && Double.isFinite(p[1])),
                "group \"%s\" holds a point that is not two finite numbers: give x and y",
                name);
        groups.put(name, points);
        return this;
    }

    /**
     * Draws.
     *
     * @return the picture, with its text for readers who cannot see it
     */
    public BufferedImage image() {
        check(!groups.isEmpty(), "\"%s\" has no group: add at least one", title);
        return AltText.with(Sheet.draw(WIDTH, HEIGHT, this::paint), alt());
    }

    private void paint(Graphics2D g) {
        Text.system().draw(g, title, 10, 20, 15, true);
        int legend = 36
                + groups.keySet().stream()
                        .mapToInt(name -> Text.system().width(name, SIZE, false))
                        .max()
                        .orElse(0);
        Traces traces = new Traces(traces(), false, xLabel, yLabel);
        Graphics2D inner = (Graphics2D) g.create(0, TOP, WIDTH - legend, HEIGHT - TOP);
        try {
            traces.paint(inner, WIDTH - legend, HEIGHT - TOP);
        } finally {
            inner.dispose();
        }
        int row = 0;
        for (String name : groups.keySet()) {
            int y = TOP + 22 + row * ROW;
            g.setColor(Sheet.colour(row++));
            g.fillOval(WIDTH - legend + 8, y - 9, 9, 9);
            g.setColor(Text.INK);
            Text.system().draw(g, name, WIDTH - legend + 24, y, SIZE, false);
        }
    }

    private List<Traces.Trace> traces() {
        List<Traces.Trace> traces = new ArrayList<>();
        for (double[][] points : groups.values()) {
            Color c = Sheet.colour(traces.size());
            traces.add(new Traces.Trace(
                    column(points, 0),
                    column(points, 1),
                    new Color(c.getRed(), c.getGreen(), c.getBlue(), OPAQUE),
                    null));
        }
        return traces;
    }

    private static double[] column(double[][] points, int k) {
        return Arrays.stream(points).mapToDouble(p -> p[k]).toArray();
    }

    private String alt() {
        return title + ", " + xLabel + " against " + yLabel + ": "
                + groups.entrySet().stream()
                        .map(e -> e.getKey() + ", " + e.getValue().length + " points around (" + centre(e.getValue(), 0)
                                + ", " + centre(e.getValue(), 1) + ")")
                        .collect(Collectors.joining("; "));
    }

    private static String centre(double[][] points, int k) {
        return AltText.number(Arrays.stream(column(points, k)).average().orElseThrow());
    }
}
