package org.ui2i.plot;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures of any shapes for one {@link Grid}: each is whole, in the middle of a white square. */
public final class Tiles {
    private Tiles() {}

    /**
     * Tiles of a batch.
     *
     * @param images (B, C, H, W) with C = 1 or 3, values in [-1, 1]; what lies outside is cut
     * @param edge of the squares in pixels
     * @return one an image
     */
    public static List<BufferedImage> of(NDArray images, int edge) {
        return Pixels.of(images).stream().map(image -> tile(image, edge)).toList();
    }

    private static BufferedImage tile(BufferedImage image, int edge) {
        check(edge >= 8, "edge is %d: use at least 8 pixels", edge);
        int longer = Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, image.getWidth() * edge / longer),
                height = Math.max(1, image.getHeight() * edge / longer);
        Image small = image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        return Sheet.draw(edge, edge, g -> g.drawImage(small, (edge - width) / 2, (edge - height) / 2, null));
    }
}
