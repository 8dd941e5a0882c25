package org.ui2i.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Consumer;

/** White paper, the palette, and pictures below each other. */
final class Sheet {
    // Okabe, Ito 2008: told apart with all common kinds of colour blindness. Their yellow is left out: too faint on
    // white.
    private static final int[] PALETTE = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x000000};

    private Sheet() {}

    static Color colour(int series) {
        return new Color(PALETTE[series % PALETTE.length]);
    }

    /** A line's stroke: solid for the first round of colours, dashed for the second, dotted after. */
    static BasicStroke stroke(int series, float width) {
        int round = series / PALETTE.length;
        float[] dash = round == 0 ? null : round == 1 ? new float[] {7, 4} : new float[] {2, 3};
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    static BufferedImage draw(int width, int height, Consumer<Graphics2D> painter) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, width, height);
            g.setColor(Text.INK);
            painter.accept(g);
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Pictures below each other, left edges aligned. */
    static BufferedImage stack(List<BufferedImage> pictures) {
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElse(1);
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).sum();
        return draw(width, height, g -> {
            int y = 0;
            for (BufferedImage picture : pictures) {
                g.drawImage(picture, 0, y, null);
                y += picture.getHeight();
            }
        });
    }
}
