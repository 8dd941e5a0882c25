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
     * Draws a chart. Its text is its title and the names of its series.
     *
     * @param chart of {@link #type}
     * @return the picture
     */
    public static BufferedImage image(Object chart) {
        Chart<?, ?> drawn = (Chart<?, ?>) chart;
        String title = drawn.getTitle() == null || drawn.getTitle().isBlank() ? "Chart" : drawn.getTitle();
        String series = String.join(", ", drawn.getSeriesMap().keySet());
        return AltText.with(BitmapEncoder.getBufferedImage(drawn), title + (series.isEmpty() ? "" : ": " + series));
    }
}
