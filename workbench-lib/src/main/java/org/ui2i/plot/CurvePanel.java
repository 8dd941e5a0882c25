package org.ui2i.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One coordinate system with its legend. */
final class CurvePanel {
    private static final int SIZE = 12;
    private static final int ROW = 19;
    private static final int SWATCH = 22;
    private static final int MOST_POINTS = 600;
    private static final double LOG_SPAN = 30;

    private record Line(String name, double[] x, double[] raw, double[] smoothed, double last) {}

    private final List<Line> lines = new ArrayList<>();
    private final boolean smooth;
    private final boolean log;
    private final String xLabel;
    private final String yLabel;

    CurvePanel(
            Map<String, double[]> terms,
            double[] steps,
            double smooth,
            @Nullable Boolean log,
            String xLabel,
            String yLabel) {
        terms.forEach((name, values) -> lines.add(line(name, steps, values, smooth)));
        this.smooth = smooth > 0;
        this.log = log != null ? log && anyPositive() : logHelps();
        this.xLabel = xLabel;
        this.yLabel = this.log ? yLabel + " (log)" : yLabel;
    }

    private static Line line(String name, double[] steps, double[] values, double a) {
        double[] x = new double[steps.length], raw = new double[steps.length], smoothed = new double[steps.length];
        double s = 0;
        int n = 0;
        for (int i = 0; i < steps.length; i++) {
            if (Double.isFinite(values[i])) {
                s = a * s + (1 - a) * values[i];
                x[n] = steps[i];
                raw[n] = values[i];
                smoothed[n] = s / (1 - Math.pow(a, n + 1));
                n++;
            }
        }
        double last = n == 0 ? Double.NaN : smoothed[n - 1];
        return new Line(name, Arrays.copyOf(x, n), Arrays.copyOf(raw, n), Arrays.copyOf(smoothed, n), last);
    }

    private boolean anyPositive() {
        return lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.smoothed))
                .anyMatch(v -> v > 0);
    }

    private boolean logHelps() {
        double low = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.raw))
                .min()
                .orElse(0);
        double[] all = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.smoothed))
                .sorted()
                .toArray();
        return low > 0 && all[all.length - 1] / all[0] >= LOG_SPAN;
    }

    String yLabel() {
        return yLabel;
    }

    List<Double> last() {
        return lines.stream().map(Line::last).toList();
    }

    int height(int usual) {
        return Math.max(usual, lines.size() * ROW + 50);
    }

    int legendWidth() {
        return lines.stream()
                .mapToInt(line ->
                        SWATCH + 22 + Text.system().width(line.name + "     " + AltText.number(line.last), SIZE, false))
                .max()
                .orElse(0);
    }

    void paint(Graphics2D g, int top, int width, int height, int legend) {
        Graphics2D inner = (Graphics2D) g.create(0, top, width - legend, height);
        try {
            new Traces(traces(), log, xLabel, yLabel).paint(inner, width - legend, height);
        } finally {
            inner.dispose();
        }
        for (int i = 0; i < lines.size(); i++) {
            entry(g, i, width - legend + 8, top + 22 + i * ROW, width - 8);
        }
        g.setStroke(new BasicStroke(1));
        g.setColor(Text.INK);
    }

    private void entry(Graphics2D g, int i, int left, int y, int right) {
        g.setColor(Sheet.colour(i));
        g.setStroke(Sheet.stroke(i, 3));
        g.drawLine(left, y - 4, left + SWATCH, y - 4);
        g.setColor(Text.INK);
        Text.system().draw(g, lines.get(i).name, left + SWATCH + 6, y, SIZE, false);
        g.setColor(Text.FAINT);
        Text.system().endingAt(g, AltText.number(lines.get(i).last), right, y, SIZE, false);
    }

    private List<Traces.Trace> traces() {
        List<Traces.Trace> traces = new ArrayList<>();
        for (int i = 0; smooth && i < lines.size(); i++) { // all faint lines first, so that none hides a strong one
            Color colour = Sheet.colour(i);
            Color faint = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 60);
            traces.add(trace(i, lines.get(i).raw, faint, 1));
        }
        for (int i = 0; i < lines.size(); i++) {
            traces.add(trace(i, smooth ? lines.get(i).smoothed : lines.get(i).raw, Sheet.colour(i), 2));
        }
        return traces.stream().filter(trace -> trace.x().length > 0).toList();
    }

    private Traces.Trace trace(int i, double[] values, Color colour, float width) {
        double[][] xy = thin(lines.get(i).x, values);
        return new Traces.Trace(xy[0], xy[1], colour, Sheet.stroke(i, width));
    }

    /** At most some hundred points: of each bucket its lowest and highest value in their order, so that no peak is lost. */
    private double[][] thin(double[] x, double[] y) {
        int[] keep = new int[x.length];
        int n = 0;
        double bucket = Math.max(1, 2.0 * x.length / MOST_POINTS);
        for (int b = 0; b * bucket < x.length; b++) {
            int from = (int) (b * bucket), to = (int) Math.min(x.length, (long) ((b + 1) * bucket));
            int low = -1, high = -1;
            for (int i = from; i < to; i++) {
                if (!log || y[i] > 0) {
                    low = low < 0 || y[i] < y[low] ? i : low;
                    high = high < 0 || y[i] > y[high] ? i : high;
                }
            }
            if (low >= 0) {
                keep[n++] = Math.min(low, high);
                if (low != high) {
                    keep[n++] = Math.max(low, high);
                }
            }
        }
        int[] kept = Arrays.copyOf(keep, n);
        return new double[][] {
            Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
            Arrays.stream(kept).mapToDouble(i -> y[i]).toArray()
        };
    }
}
