package org.ui2i.data;

/**
 * An emoji cut off its white ground: premultiplied red, green, blue and the cover in [0, 1], planes one after the
 * other. The bundled pictures lie on white, so the cover is found: white that touches the rim is ground; a pixel next
 * to ground is a mixture of white and the colour further inside.
 *
 * @param edge width and height
 * @param planes 4 edge^2 numbers
 */
record Sprite(int edge, float[] planes) {
    private static final int WHITE = 250; // palettes move pure white by some levels
    private static final float CONTRAST = 0.1f; // a colour nearer to white than this says nothing about the cover

    /** Cuts a picture of red, green and blue planes. */
    static Sprite cut(byte[] picture, int edge) {
        int plane = edge * edge;
        float[] dark = new float[3 * plane]; // 1 - colour: mixtures with white become multiples
        for (int i = 0; i < dark.length; i++) {
            dark[i] = (255 - (picture[i] & 255)) / 255f;
        }
        boolean[] ground = ground(picture, edge);
        boolean[] rim = beside(ground, edge);
        float[] out = new float[4 * plane];
        for (int i = 0; i < plane; i++) {
            float cover = ground[i] ? 0 : rim[i] ? cover(dark, i, ground, rim, edge) : 1;
            out[3 * plane + i] = cover;
            for (int c = 0; c < 3; c++) {
                out[c * plane + i] = Math.max(0, cover - dark[c * plane + i]); // c (1 - d / c): white taken out
            }
        }
        return new Sprite(edge, out);
    }

    /** How much of pixel i is covered. */
    float cover(int i) {
        return planes[3 * edge * edge + i];
    }

    /** White pixels that are joined to the rim of the picture. */
    private static boolean[] ground(byte[] picture, int edge) {
        int plane = edge * edge;
        boolean[] found = new boolean[plane];
        int[] queue = new int[plane];
        int size = 0;
        for (int i = 0; i < plane; i++) {
            boolean border = i < edge || i >= plane - edge || i % edge == 0 || i % edge == edge - 1;
            if (border && white(picture, plane, i)) {
                found[i] = true;
                queue[size++] = i;
            }
        }
        for (int at = 0; at < size; at++) {
            int i = queue[at];
            int[] next = {i % edge > 0 ? i - 1 : i, i % edge < edge - 1 ? i + 1 : i, i - edge, i + edge};
            for (int j : next) {
                if (j >= 0 && j < plane && !found[j] && white(picture, plane, j)) {
                    found[j] = true;
                    queue[size++] = j;
                }
            }
        }
        return found;
    }

    private static boolean white(byte[] picture, int plane, int i) {
        return (picture[i] & 255) >= WHITE
                && (picture[plane + i] & 255) >= WHITE
                && (picture[2 * plane + i] & 255) >= WHITE;
    }

    /** Pixels that are not in a set but have one of it among their eight neighbours. */
    private static boolean[] beside(boolean[] set, int edge) {
        boolean[] found = new boolean[set.length];
        for (int i = 0; i < set.length; i++) {
            for (int k = 0; k < 9 && !set[i]; k++) {
                int x = i % edge + k % 3 - 1, y = i / edge + k / 3 - 1;
                found[i] |= x >= 0 && x < edge && y >= 0 && y < edge && set[y * edge + x];
            }
        }
        return found;
    }

    /** Darkness of a rim pixel over that of the colour further inside, in the plane where this is darkest. */
    private static float cover(float[] dark, int i, boolean[] ground, boolean[] rim, int edge) {
        float[] colour = inside(dark, i, ground, rim, edge);
        int best = colour[0] >= colour[1] && colour[0] >= colour[2] ? 0 : colour[1] >= colour[2] ? 1 : 2;
        return colour[best] < CONTRAST ? 1 : Math.min(1, dark[best * edge * edge + i] / colour[best]);
    }

    /** Mean darkness of the inner neighbours; in a thin part, which has none, that of the darkest neighbour. */
    private static float[] inside(float[] dark, int i, boolean[] ground, boolean[] rim, int edge) {
        int plane = edge * edge, inner = 0;
        float[] mean = new float[3], darkest = new float[3];
        for (int k = 0; k < 9; k++) {
            int x = i % edge + k % 3 - 1, y = i / edge + k / 3 - 1, j = y * edge + x;
            if (x < 0 || x >= edge || y < 0 || y >= edge || ground[j]) {
                continue;
            }
            float[] here = {dark[j], dark[plane + j], dark[2 * plane + j]};
            darkest = sum(here) > sum(darkest) ? here : darkest;
            if (!rim[j]) {
                inner++;
                for (int c = 0; c < 3; c++) {
                    mean[c] += (here[c] - mean[c]) / inner;
                }
            }
        }
        return inner > 0 ? mean : darkest;
    }

    private static float sum(float[] v) {
        return v[0] + v[1] + v[2];
    }
}
