package org.ui2i.data.build;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Letters as black ink on white, 64x64. All cuts of a family get one scale and one baseline, so that a letter's true
 * counterpart in another cut lies where it should; a glyph is centred horizontally and only a too wide one is squeezed.
 */
final class GlyphRenderer {
    /** Edge of a tile in pixels. */
    static final int TILE = 64;

    private static final int BASELINE = 46; // row 23 of a 32-pixel tile
    private static final int ASCENT = 44;
    private static final int DESCENT = 16;
    private static final int WIDTH = 60;
    private static final int FINE = 4; // subpixels a pixel, each edge
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final List<Font> cuts;
    private final double scale;

    /** The cuts of one family (a single font is a family of one). */
    GlyphRenderer(List<Path> files) {
        cuts = files.stream().map(GlyphRenderer::load).toList();
        double ascent = 0, descent = 0;
        for (Font font : cuts) {
            for (String letter : Letters.ALL) {
                Rectangle2D box = outline(font, letter).getBounds2D();
                ascent = Math.max(ascent, -box.getMinY());
                descent = Math.max(descent, box.getMaxY());
            }
        }
        scale = Math.min(ASCENT / ascent, DESCENT / Math.max(descent, 1e-9));
    }

    /** One tile: 64*64 grey bytes, row by row, 0 = ink, in 16 levels (multiples of 17). */
    byte[] tile(int cut, String letter) {
        Shape outline = outline(cuts.get(cut), letter);
        Rectangle2D box = outline.getBounds2D();
        double squeeze = Math.min(1, WIDTH / (box.getWidth() * scale));
        AffineTransform place = AffineTransform.getScaleInstance(FINE, FINE);
        place.translate(TILE / 2.0, BASELINE);
        place.scale(scale * squeeze, scale);
        place.translate(-box.getCenterX(), 0);
        return shrink(ink(place.createTransformedShape(outline)));
    }

    private static BufferedImage ink(Shape shape) {
        // Not TYPE_BYTE_GRAY: Java's grey colour space is linear and would change the anti-aliased edge.
        BufferedImage image = new BufferedImage(TILE * FINE, TILE * FINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, TILE * FINE, TILE * FINE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.BLACK);
        g.fill(shape);
        g.dispose();
        return image;
    }

    private static byte[] shrink(BufferedImage fine) {
        byte[] tile = new byte[TILE * TILE];
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                int sum = 0;
                for (int i = 0; i < FINE * FINE; i++) {
                    sum += fine.getRGB(x * FINE + i % FINE, y * FINE + i / FINE) & 255;
                }
                tile[y * TILE + x] = GreySheet.level(sum / (double) (FINE * FINE));
            }
        }
        return tile;
    }

    private static Shape outline(Font font, String letter) {
        return font.createGlyphVector(CONTEXT, letter).getOutline();
    }

    private static Font load(Path file) {
        try {
            return Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont(1000f);
        } catch (FontFormatException e) {
            throw new IllegalArgumentException(file + " is no font that Java reads: choose a .ttf or .otf file", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + file, e);
        }
    }
}
