package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.eval.Claim;
import org.ui2i.eval.Interval;

/**
 * Values with their intervals, a line each, against a baseline: how claims are shown. A value without an interval (one
 * seed) is a hollow point.
 *
 * <pre>{@code
 * Points.titled("L1 to the truth, lower is better").add("sharing, GAN", .054, .051, .057).baseline("input", .078).image()
 * }</pre>
 */
public final class Points {
    private static final int SIZE = 13;
    private static final int ROW = 28;
    private static final int EDGE = 10;

    private record Arm(String name, double value, double low, double high) {
        boolean interval() {
            return high > low;
        }

        String words(String format) {
            String[] texts = DoubleStream.of(value, low, high)
                    .mapToObj(v -> String.format(Locale.ROOT, format, v))
                    .toArray(String[]::new);
            return interval() ? texts[0] + " [" + texts[1] + ", " + texts[2] + "]" : texts[0];
        }
    }

    private record Baseline(String name, double value) {}

    private final String title;
    private final List<Arm> arms = new ArrayList<>();
    private @Nullable Baseline baseline;
    private int width = 700;

    private Points(String title) {
        this.title = title;
    }

    /**
     * An empty chart.
     *
     * @param title the quantity, its unit, and which way is better
     * @return a chart to add arms to
     */
    public static Points titled(String title) {
        return new Points(title);
    }

    /**
     * Adds a value with its interval.
     *
     * @param name of the arm
     * @param value finite
     * @param low lower end, at most {@code value}
     * @param high upper end, at least {@code value}
     * @return this
     */
    public Points add(String name, double value, double low, double high) {
        check(Double.isFinite(value), "\"%s\" is %s: a point needs a finite number", name, value);
        check(low <= value && value <= high, "\"%s\": %s lies outside [%s, %s]", name, value, low, high);
        arms.add(new Arm(name, value, low, high));
        return this;
    }

    /**
     * Adds a value without an interval.
     *
     * @param name of the arm
     * @param value finite
     * @return this
     */
    public Points add(String name, double value) {
        return add(name, value, value, value);
    }

    /**
     * Adds a claim's value with its interval.
     *
     * @param claim named in the chart by its arm, without the baseline
     * @return this
     */
    public Points add(Claim claim) {
        String name = claim.arm().replaceFirst("; baseline: .*", "");
        Interval value = claim.interval();
        return value.known() ? add(name, claim.value(), value.low(), value.high()) : add(name, claim.value());
    }

    /**
     * Sets the line to compare with.
     *
     * @param name what it is
     * @param value finite
     * @return this
     */
    public Points baseline(String name, double value) {
        check(Double.isFinite(value), "baseline \"%s\" is %s: use a finite number", name, value);
        baseline = new Baseline(name, value);
        return this;
    }

    /**
     * Sets the picture's width; its height follows.
     *
     * @param pixels at least 400, usually 700
     * @return this
     */
    public Points width(int pixels) {
        check(pixels >= 400, "width is %d: use at least 400 pixels", pixels);
        width = pixels;
        return this;
    }

    /**
     * Draws.
     *
     * @return the picture, with its text for readers who cannot see it
     */
    public BufferedImage image() {
        check(!arms.isEmpty(), "\"%s\" has no value: add at least one", title);
        List<String> heading = Text.system().wrap(title, width - 2 * EDGE, 15, true);
        int top = heading.size() * 20 + 12 + (baseline == null ? 0 : 20);
        int height = top + arms.size() * ROW + 34;
        return AltText.with(Sheet.draw(width, height, g -> paint(g, heading, top, height)), alt());
    }

    private void paint(Graphics2D g, List<String> heading, int top, int height) {
        for (int i = 0; i < heading.size(); i++) {
            Text.system().draw(g, heading.get(i), EDGE, 20 * (i + 1), 15, true);
        }
        int left = EDGE + 14 + widest(arms.stream().map(Arm::name).toList());
        int right = width
                - EDGE
                - 14
                - widest(arms.stream().map(arm -> arm.words(format())).toList());
        check(right - left >= 100, "the names leave %d pixels for the points: shorten them", right - left);
        Axis axis = Axis.covering(numbers(), left, right);
        grid(g, axis, top, height - 30);
        Baseline line = baseline;
        if (line != null) {
            baseline(g, axis, line, top, height - 30);
        }
        for (int i = 0; i < arms.size(); i++) {
            arm(g, axis, arms.get(i), top + i * ROW + ROW / 2);
        }
    }

    private static void grid(Graphics2D g, Axis axis, int top, int bottom) {
        for (double tick : axis.ticks()) {
            int x = axis.at(tick);
            g.setColor(new Color(0xE0E0E0));
            g.drawLine(x, top, x, bottom);
            g.setColor(Text.INK);
            Text.system().centred(g, axis.label(tick), x, bottom + 18, 12, false);
        }
    }

    private void baseline(Graphics2D g, Axis axis, Baseline line, int top, int bottom) {
        int x = axis.at(line.value);
        g.setColor(Text.INK);
        g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
        g.drawLine(x, top - 4, x, bottom);
        g.setStroke(new BasicStroke(1));
        String words = line.name + " " + String.format(Locale.ROOT, format(), line.value);
        int half = Text.system().width(words, 12, false) / 2;
        Text.system().centred(g, words, Math.max(EDGE + half, Math.min(width - EDGE - half, x)), top - 9, 12, false);
    }

    private void arm(Graphics2D g, Axis axis, Arm arm, int y) {
        Text.system().endingAt(g, arm.name, axis.left() - 14, y + 5, SIZE, false);
        Text.system().endingAt(g, arm.words(format()), width - EDGE, y + 5, SIZE, false);
        int x = axis.at(arm.value);
        g.setColor(Sheet.colour(0));
        g.setStroke(new BasicStroke(2.5f));
        if (arm.interval()) {
            g.drawLine(axis.at(arm.low), y, axis.at(arm.high), y);
            g.drawLine(axis.at(arm.low), y - 5, axis.at(arm.low), y + 5);
            g.drawLine(axis.at(arm.high), y - 5, axis.at(arm.high), y + 5);
            g.fillOval(x - 5, y - 5, 11, 11);
        } else {
            g.drawOval(x - 5, y - 5, 10, 10);
        }
        g.setColor(Text.INK);
        g.setStroke(new BasicStroke(1));
    }

    private double[] numbers() {
        List<Double> all = new ArrayList<>();
        arms.forEach(arm -> all.addAll(List.of(arm.low, arm.high)));
        Baseline line = baseline;
        if (line != null) {
            all.add(line.value);
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int widest(List<String> words) {
        return words.stream()
                .mapToInt(w -> Text.system().width(w, SIZE, false))
                .max()
                .orElse(0);
    }

    /** As many decimals for all numbers as the largest one needs. */
    private String format() {
        double largest = Arrays.stream(numbers()).map(Math::abs).max().orElse(1);
        return largest >= 10 ? "%.1f" : "%.3f";
    }

    private String alt() {
        StringBuilder words = new StringBuilder(title).append(": ");
        arms.forEach(arm ->
                words.append(arm.name).append(' ').append(arm.words(format())).append("; "));
        Baseline line = baseline;
        return line == null
                ? words.substring(0, words.length() - 2)
                : words + "baseline " + line.name + " " + String.format(Locale.ROOT, format(), line.value);
    }
}
