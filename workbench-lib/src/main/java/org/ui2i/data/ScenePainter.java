package org.ui2i.data;

import org.ui2i.core.Seeds;

/** Paints layouts: a textured ground under a sky, then the objects, nearer ones over farther ones. */
final class ScenePainter {
    private static final double[] SKY = {0.62, 0.80, 0.96};
    private static final double[][] GROUNDS = { // meadow, sand, street, earth, snow
        {0.52, 0.70, 0.36}, {0.86, 0.77, 0.55}, {0.58, 0.58, 0.60}, {0.63, 0.49, 0.36}, {0.88, 0.91, 0.94}
    };
    private static final double HILLS = 18; // how far the horizon rises and falls, in pixels for a noise of 1

    /** Who draws, and by which light. Factors of red, green, blue: objects keep more light at night than the ground. */
    enum Look {
        NOTO_BY_DAY(new double[] {1, 1, 1}, new double[] {1, 1, 1}) {
            @Override
            Sprite of(SceneEmoji emoji) {
                return emoji.noto();
            }
        },
        TWEMOJI_BY_NIGHT(new double[] {0.22, 0.28, 0.46}, new double[] {0.62, 0.66, 0.85}) {
            @Override
            Sprite of(SceneEmoji emoji) {
                return emoji.twemoji();
            }
        };

        private final double[] ground;
        private final double[] objects;

        Look(double[] ground, double[] objects) {
            this.ground = ground;
            this.objects = objects;
        }

        abstract Sprite of(SceneEmoji emoji);
    }

    private ScenePainter() {}

    /** Red, green and blue planes of a scene of edge x edge pixels. */
    static byte[] paint(SceneLayout layout, Look look, int edge) {
        int plane = edge * edge;
        double[] colours = background(layout.key(), edge);
        for (int i = 0; i < colours.length; i++) {
            colours[i] *= look.ground[i / plane];
        }
        layout.objects().forEach(object -> put(colours, edge, object, look));
        byte[] bytes = new byte[colours.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, colours[i])));
        }
        return bytes;
    }

    private static double[] background(long key, int edge) {
        SceneLayout.Rolls rolls = new SceneLayout.Rolls(Seeds.mix(key, 2));
        double[] ground = GROUNDS[rolls.below(GROUNDS.length)];
        double horizon = edge * (0.2 + 0.3 * rolls.next());
        double tint = 0.9 + 0.15 * rolls.next();
        double[] noise = Texture.of(Seeds.mix(key, 3), edge, edge);
        double[] hills = Texture.of(Seeds.mix(key, 4), edge, 1);
        double[] colours = new double[3 * edge * edge];
        for (int i = 0; i < edge * edge; i++) {
            int y = i / edge;
            double below = Math.max(0, Math.min(1, y - horizon + HILLS * hills[i % edge]));
            double haze = 1 + 0.12 * y / horizon; // the sky is paler further down
            for (int c = 0; c < 3; c++) {
                double sky = SKY[c] * haze * (1 + 0.3 * noise[i]);
                double colour = (1 - below) * sky + below * ground[c] * tint * (1 + noise[i]);
                colours[c * edge * edge + i] = Math.max(0, Math.min(1, colour));
            }
        }
        return colours;
    }

    /** Puts an object into its box. */
    private static void put(double[] colours, int edge, SceneLayout.Placed object, Look look) {
        Sprite sprite = look.of(object.emoji());
        Box box = object.box(), extent = object.emoji().extent();
        double scale = box.width() / extent.width();
        double left = box.x0() - scale * extent.x0(), top = box.y0() - scale * extent.y0();
        int plane = edge * edge, side = (int) Math.ceil(scale * sprite.edge()) + 1;
        double[] layer = shrunk(sprite, scale, left - Math.floor(left), top - Math.floor(top), side);
        for (int i = 0; i < side * side; i++) {
            int x = (int) Math.floor(left) + i % side, y = (int) Math.floor(top) + i / side;
            double cover = Math.min(1, layer[3 * side * side + i]);
            for (int c = 0; c < 3 && cover > 0 && x >= 0 && x < edge && y >= 0 && y < edge; c++) {
                int at = c * plane + y * edge + x;
                colours[at] = (1 - cover) * colours[at] + look.objects[c] * layer[c * side * side + i];
            }
        }
    }

    /** A sprite on side x side pixels: each of its small squares is shared out over the pixels that it lies on. */
    private static double[] shrunk(Sprite sprite, double scale, double left, double top, int side) {
        int small = sprite.edge() * sprite.edge();
        double[] layer = new double[4 * side * side];
        for (int i = 0; i < small; i++) {
            int column = i % sprite.edge(), row = i / sprite.edge();
            double x = left + scale * column, y = top + scale * row;
            for (int py = (int) y; py < y + scale && py < side && sprite.cover(i) > 0; py++) {
                for (int px = (int) x; px < x + scale && px < side; px++) {
                    double part = length(px, x, scale) * length(py, y, scale);
                    for (int c = 0; c < 4; c++) {
                        layer[(c * side + py) * side + px] += part * sprite.planes()[c * small + i];
                    }
                }
            }
        }
        return layer;
    }

    /** How much of [from, from + size] lies in pixel p. */
    private static double length(int p, double from, double size) {
        return Math.max(0, Math.min(p + 1, from + size) - Math.max(p, from));
    }
}
