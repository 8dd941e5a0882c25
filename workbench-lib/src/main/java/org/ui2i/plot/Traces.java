package org.ui2i.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines or points in a coordinate system: by XChart, or plainly where the system has no font, which XChart cannot do without. */
record Traces(List<Trace> traces, boolean log, String xLabel, String yLabel) {
    private static final int SIZE = 12;
    private static final int MOST_TICKS = 8;
    private static final int MARKER = 7;
    private static final Color GRID = new Color(0xE6E6E6);
    private static final Color BORDER = new Color(0xBBBBBB);

    /** One line, or points if it has no stroke; on a logarithmic scale all y are positive. */
    record Trace(double[] x, double[] y, Color colour, @Nullable BasicStroke stroke) {
        boolean points() { // one value is no line yet
            return stroke == null || x.length == 1;
        }
    }

    void paint(Graphics2D g, int width, int height) {
        if (Text.system() instanceof Text.SystemText) {
            chart(width, height).paint(g, width, height);
        } else {
            plain(g, width, height); // XChart measures letters even where it draws none
        }
    }

    XYChart chart(int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        style(chart.getStyler());
        for (int i = 0; i < traces.size(); i++) {
            add(chart, Integer.toString(i), traces.get(i));
        }
        uneven(chart);
        if (traces.isEmpty()) { // XChart draws no axes without a series
            add(chart, "empty", new Trace(new double[] {0, 1}, new double[] {1, 2}, Color.WHITE, new BasicStroke(1)));
        }
        return chart;
    }

    /** Values at even distances become XChart's ticks themselves, as in 1, 12, 23; one more, unseen, gives round ticks. */
    private void uneven(XYChart chart) {
        traces.stream()
                .filter(trace -> trace.stroke != null && trace.x.length > MOST_TICKS)
                .findFirst()
                .ifPresent(trace -> {
                    double[] between = {trace.x[0] + (trace.x[1] - trace.x[0]) / 3};
                    chart.addSeries("uneven", between, new double[] {trace.y[0]})
                            .setEnabled(false);
                });
    }

    private static void add(XYChart chart, String name, Trace trace) {
        XYSeries series = chart.addSeries(name, trace.x, trace.y);
        series.setLineColor(trace.colour);
        if (trace.stroke == null) {
            series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        } else {
            series.setLineStyle(trace.stroke);
        }
        series.setMarker(trace.points() ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(trace.colour);
    }

    private void style(XYStyler styler) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, SIZE);
        styler.setLegendVisible(false);
        styler.setYAxisLogarithmic(log);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderColor(BORDER);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTicksLineVisible(false);
        styler.setChartPadding(6);
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setChartFontColor(Text.INK);
        styler.setAxisTickLabelsColor(Text.INK);
        styler.setXAxisDecimalPattern("0.##");
        styler.setYAxisDecimalPattern("0.####");
        styler.setXAxisMaxLabelCount(MOST_TICKS);
        styler.setMarkerSize(MARKER);
    }

    void plain(Graphics2D g, int width, int height) {
        int left = 70, right = width - 8, top = 24, bottom = height - 34;
        Axis x = Axis.covering(values(traces.stream().map(Trace::x)), left, right);
        Axis y = Axis.covering(values(traces.stream().map(Trace::y).map(this::scaled)), bottom, top);
        g.setColor(BORDER);
        g.drawRect(left, top, right - left, bottom - top);
        for (double tick : x.ticks()) {
            mark(g, x.at(tick), top, x.at(tick), bottom);
            Text.system().centred(g, x.label(tick), x.at(tick), bottom + 13, SIZE, false);
        }
        for (double tick : y.ticks()) {
            mark(g, left, y.at(tick), right, y.at(tick));
            String label = log ? String.format(Locale.ROOT, "%.2g", Math.pow(10, tick)) : y.label(tick);
            Text.system().endingAt(g, label, left - 5, y.at(tick) + 4, SIZE, false);
        }
        Text.system().draw(g, yLabel, 8, top - 8, SIZE, false);
        Text.system().centred(g, xLabel, (left + right) / 2, height - 6, SIZE, false);
        traces.forEach(trace -> line(g, trace, x, y));
    }

    private static void mark(Graphics2D g, int x, int y, int toX, int toY) {
        g.setColor(GRID);
        g.drawLine(x, y, toX, toY);
        g.setColor(Text.INK);
    }

    private void line(Graphics2D g, Trace trace, Axis x, Axis y) {
        double[] heights = scaled(trace.y);
        g.setColor(trace.colour);
        for (int i = 0; trace.points() && i < heights.length; i++) {
            g.fillOval(x.at(trace.x[i]) - 4, y.at(heights[i]) - 4, 8, 8);
        }
        if (trace.stroke == null) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(x.at(trace.x[0]), y.at(heights[0]));
        for (int i = 1; i < heights.length; i++) {
            path.lineTo(x.at(trace.x[i]), y.at(heights[i]));
        }
        g.setStroke(trace.stroke);
        g.draw(path);
        g.setStroke(new BasicStroke(1));
    }

    private double[] scaled(double[] y) {
        return log ? Arrays.stream(y).map(Math::log10).toArray() : y;
    }

    private static double[] values(Stream<double[]> arrays) {
        return arrays.flatMapToDouble(Arrays::stream).toArray();
    }
}
