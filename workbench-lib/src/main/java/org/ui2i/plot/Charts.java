package org.ui2i.plot;

import java.awt.image.BufferedImage;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** A student's own XChart charts as pictures with a text. */
public final class Charts {
    private Charts() {}

    /**
     * The type of all charts.
     *
     * @return XChart's base class
     */
    public static Class<?> type() {
        return Chart.class;
    }

    /**
     * Draws a chart.
     *
     * @param chart of {@link #type}
     * @return the picture with its {@link #text}
     */
    public static BufferedImage image(Object chart) {
        return AltText.with(BitmapEncoder.getBufferedImage((Chart<?, ?>) chart), text(chart));
    }

    /**
     * What a chart says without being drawn.
     *
     * @param chart of {@link #type}
     * @return its title and the names of its series
     */
    public static String text(Object chart) {
        Chart<?, ?> drawn = (Chart<?, ?>) chart;
        String title = drawn.getTitle() == null || drawn.getTitle().isBlank() ? "Chart" : drawn.getTitle();
        String series = String.join(", ", drawn.getSeriesMap().keySet());
        return title + (series.isEmpty() ? "" : ": " + series);
    }
}
