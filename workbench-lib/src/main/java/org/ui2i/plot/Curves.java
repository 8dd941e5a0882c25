package org.ui2i.plot;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ui2i.train.History;
import tech.tablesaw.api.Table;

/**
 * Loss curves. Each term is drawn twice: as it was (faint) and smoothed (strong). Terms named {@code player/term} get one
 * panel a player. The legend stands beside the lines and gives each term's last smoothed value.
 *
 * <pre>s_0 = 0,  s_t = a s_(t-1) + (1 - a) v_t,  smoothed_t = s_t / (1 - a^t)</pre>
 * with {@code a} = {@link #smooth}, {@code v} the values of the term where it has one.
 */
public final class Curves {
    private static final int TITLE = 15;
    private final double[] steps;
    private final Map<String, double[]> terms;
    private String title = "";
    private String xLabel = "step";
    private String yLabel = "loss";
    private int width = 700;
    private double smooth = 0.9;
    private @Nullable Boolean log;

    private Curves(double[] steps, Map<String, double[]> terms) {
        check(!terms.isEmpty(), "there is no term to draw: give at least one");
        terms.forEach((name, values) -> check(
                values.length == steps.length,
                "\"%s\" has %d values for %d steps: give one a step, NaN where there is none",
                name,
                values.length,
                steps.length));
        this.steps = steps;
        this.terms = terms;
    }

    /**
     * Curves from a history.
     *
     * @param history a column {@code step} and a numeric column a term; missing values are skipped
     * @return curves with the usual settings
     * @throws IllegalArgumentException if there is no column {@code step} or no other numeric column
     */
    public static Curves of(Table history) {
        Map<String, double[]> terms = History.numbers(history);
        double[] steps = present(
                terms.remove("step"), "the table has no column \"step\" among %s: hand over a history", terms.keySet());
        return new Curves(steps, terms);
    }

    /**
     * Curves from numbers.
     *
     * @param steps the x values, ascending
     * @param terms values by name, one a step; NaN where a term has none
     * @return curves with the usual settings
     */
    public static Curves of(double[] steps, Map<String, double[]> terms) {
        return new Curves(steps.clone(), new LinkedHashMap<>(terms));
    }

    /**
     * Keeps some of the terms.
     *
     * @param names their full names, in the order of drawing
     * @return new curves of these terms with the same settings
     */
    public Curves only(String... names) {
        Map<String, double[]> some = new LinkedHashMap<>();
        for (String name : names) {
            some.put(name, present(terms.get(name), "no term is named \"%s\": use one of %s", name, terms.keySet()));
        }
        Curves curves = new Curves(steps, some);
        curves.title = title;
        curves.xLabel = xLabel;
        curves.yLabel = yLabel;
        curves.width = width;
        curves.smooth = smooth;
        curves.log = log;
        return curves;
    }

    /**
     * Sets the title.
     *
     * @param text what is drawn, empty for none
     * @return this
     */
    public Curves title(String text) {
        title = text;
        return this;
    }

    /**
     * Names the axes.
     *
     * @param x what and unit, usually {@code step}
     * @param y what and unit, usually {@code loss}
     * @return this
     */
    public Curves axes(String x, String y) {
        xLabel = x;
        yLabel = y;
        return this;
    }

    /**
     * Sets the picture's width; its height follows.
     *
     * @param pixels at least 400, usually 700
     * @return this
     */
    public Curves width(int pixels) {
        check(pixels >= 400, "width is %d: use at least 400 pixels, or the legend leaves no room", pixels);
        width = pixels;
        return this;
    }

    /**
     * Sets the smoothing.
     *
     * @param a weight of the past in [0, 1), usually 0.9; 0 draws the values alone
     * @return this
     */
    public Curves smooth(double a) {
        check(a >= 0 && a < 1, "smoothing is %s: use a number in [0, 1), 0 for none", a);
        smooth = a;
        return this;
    }

    /**
     * Forces the scale. Without this call a panel is logarithmic if all its values are positive and its smoothed lines span
     * a factor of 30 or more.
     *
     * @param logarithmic values of 0 or less are then left out
     * @return this
     */
    public Curves log(boolean logarithmic) {
        log = logarithmic;
        return this;
    }

    /**
     * Draws.
     *
     * @return the picture, with its text for readers who cannot see it
     */
    public BufferedImage image() {
        List<CurvePanel> panels = panels();
        int head = title.isEmpty() ? 4 : TITLE + 13;
        int legend = Math.min(
                width * 2 / 5,
                panels.stream().mapToInt(CurvePanel::legendWidth).max().orElse(0));
        int each = panels.size() == 1 ? 300 : 215;
        int height =
                head + panels.stream().mapToInt(panel -> panel.height(each)).sum();
        BufferedImage image = Sheet.draw(width, height, g -> paint(g, panels, head, legend, each));
        return AltText.with(image, alt(panels));
    }

    private void paint(Graphics2D g, List<CurvePanel> panels, int head, int legend, int each) {
        Text.system().draw(g, title, 10, TITLE + 5, TITLE, true);
        int y = head;
        for (CurvePanel panel : panels) {
            int height = panel.height(each);
            panel.paint(g, y, width, height, legend);
            y += height;
        }
    }

    private List<CurvePanel> panels() {
        Map<String, Map<String, double[]>> players = new LinkedHashMap<>();
        terms.forEach((name, values) -> players.computeIfAbsent(player(name), p -> new LinkedHashMap<>())
                .put(name.substring(name.indexOf('/') + 1), values));
        List<CurvePanel> panels = new ArrayList<>();
        players.forEach((player, some) -> {
            boolean last = panels.size() == players.size() - 1;
            String y = player.isEmpty() ? yLabel : player + ": " + yLabel;
            panels.add(new CurvePanel(some, steps, smooth, log, last ? xLabel : "", y));
        });
        return panels;
    }

    private static String player(String name) {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    private String alt(List<CurvePanel> panels) {
        Map<String, Double> last = new LinkedHashMap<>();
        List<Double> values = new ArrayList<>();
        panels.forEach(panel -> values.addAll(panel.last()));
        int i = 0;
        for (String name : namesByPlayer()) {
            last.put(name, values.get(i++));
        }
        String text = AltText.curves(yLabel, xLabel, steps.length == 0 ? 0 : steps[steps.length - 1], last);
        return title.isEmpty() ? text : title + ". " + text;
    }

    private List<String> namesByPlayer() {
        Map<String, List<String>> players = new LinkedHashMap<>();
        terms.keySet().forEach(name -> players.computeIfAbsent(player(name), p -> new ArrayList<>())
                .add(name));
        return players.values().stream().flatMap(List::stream).toList();
    }
}
