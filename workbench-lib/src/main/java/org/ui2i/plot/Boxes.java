package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.ui2i.data.Box;

/** Images with the boxes of their objects, a colour a class, for the rows of a {@link Grid}. */
public final class Boxes {
    private Boxes() {}

    /**
     * Draws boxes over enlarged images.
     *
     * @param images (B, C, H, W) with C = 1 or 3, values in [-1, 1]
     * @param boxes of each image, in its pixels
     * @param factor how much to enlarge, 1 or more; 3 leaves room for thin lines
     * @return B pictures of factor W x factor H
     */
    public static List<BufferedImage> on(NDArray images, List<List<Box>> boxes, int factor) {
        List<BufferedImage> plain = Pixels.of(images);
        check(plain.size() == boxes.size(), "%d images, %d lists of boxes: give one each", plain.size(), boxes.size());
        check(factor >= 1, "factor is %d: use 1 or more", factor);
        List<BufferedImage> drawn = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            BufferedImage image = plain.get(i);
            List<Box> here = boxes.get(i);
            drawn.add(Sheet.draw(factor * image.getWidth(), factor * image.getHeight(), g -> {
                Pixels.enlarge(g, image, 0, 0, factor);
                here.forEach(box -> frame(g, box, factor));
            }));
        }
        return drawn;
    }

    /** A coloured line on a wider white one: seen on bright and on dark scenes. */
    private static void frame(Graphics2D g, Box box, int factor) {
        Rectangle2D frame = new Rectangle2D.Double(
                factor * box.x0(), factor * box.y0(), factor * box.width(), factor * box.height());
        g.setStroke(new BasicStroke(3));
        g.setColor(Color.WHITE);
        g.draw(frame);
        g.setStroke(new BasicStroke(1.5f));
        g.setColor(Sheet.colour(box.label()));
        g.draw(frame);
    }
}
