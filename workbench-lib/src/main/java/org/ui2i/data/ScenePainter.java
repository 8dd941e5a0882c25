package org.ui2i.data;

import org.ui2i.core.Seeds;

/** Paints layouts: a textured ground under a sky, then the objects, nearer ones over farther ones. */
final class ScenePainter {
    private static final double[] SKY = {0.62, 0.80, 0.96};
    private static final double[][] GROUNDS = { // meadow, sand, street, earth, snow
        {0.52, 0.70, 0.36}, {0.86, 0.77, 0.55}, {0.58, 0.58, 0.60}, {0.63, 0.49, 0.36}, {0.88, 0.91, 0.94}
    };
    private static final double[] OCTAVES = {0.10, 0.07, 0.05}; // strength of noise of 16, 8, 4 pixels

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
        double[] colours = new double[3 * edge * edge];
        for (int i = 0; i < edge * edge; i++) {
            int x = i % edge, y = i / edge;
            double noise = noise(key, x, y);
            double below = Math.max(0, Math.min(1, y - horizon + 18 * noise(key + 1, x, 0))); // a hilly horizon
            double haze = 1 + 0.12 * y / horizon; // the sky is paler further down
            for (int c = 0; c < 3; c++) {
                double sky = SKY[c] * haze * (1 + 0.3 * noise);
                double colour = (1 - below) * sky + below * ground[c] * tint * (1 + noise);
                colours[c * edge * edge + i] = Math.max(0, Math.min(1, colour));
            }
        }
        return colours;
    }

    /** Value noise: random numbers on lattices, smoothly joined; about -0.2 to 0.2. */
    private static double noise(long key, int x, int y) {
        double sum = 0;
        for (int o = 0; o < OCTAVES.length; o++) {
            int step = 16 >> o;
            long lattice = Seeds.mix(key, 3, o);
            double u = smooth((double) (x % step) / step), v = smooth((double) (y % step) / step);
            double upper = (1 - u) * node(lattice, x / step, y / step) + u * node(lattice, x / step + 1, y / step);
            double lower =
                    (1 - u) * node(lattice, x / step, y / step + 1) + u * node(lattice, x / step + 1, y / step + 1);
            sum += OCTAVES[o] * ((1 - v) * upper + v * lower);
        }
        return sum;
    }

    private static double node(long lattice, int x, int y) {
        return 2 * Seeds.uniform(lattice, 1000L * y + x) - 1;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    /** Puts an object into its box. Each of its small squares is shared out over the pixels that it lies on. */
    private static void put(double[] colours, int edge, SceneLayout.Placed object, Look look) {
        Sprite sprite = look.of(object.emoji());
        Box box = object.box(), extent = object.emoji().extent();
        double scale = box.width() / extent.width();
        double left = box.x0() - scale * extent.x0(), top = box.y0() - scale * extent.y0();
        int plane = edge * edge, small = sprite.edge() * sprite.edge();
        double[] layer = new double[4 * plane];
        for (int i = 0; i < small; i++) {
            double x = left + scale * (i % sprite.edge()), y = top + scale * (i / sprite.edge());
            for (int py = (int) Math.max(0, y); py < Math.min(edge, y + scale); py++) {
                for (int px = (int) Math.max(0, x); px < Math.min(edge, x + scale); px++) {
                    double part = length(px, x, scale) * length(py, y, scale);
                    for (int c = 0; c < 4; c++) {
                        layer[c * plane + py * edge + px] += part * sprite.planes()[c * small + i];
                    }
                }
            }
        }
        for (int i = 0; i < colours.length; i++) {
            double cover = Math.min(1, layer[3 * plane + i % plane]);
            colours[i] = (1 - cover) * colours[i] + look.objects[i / plane] * layer[i];
        }
    }

    /** How much of [from, from + size] lies in pixel p. */
    private static double length(int p, double from, double size) {
        return Math.max(0, Math.min(p + 1, from + size) - Math.max(p, from));
    }
}
