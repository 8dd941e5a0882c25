package org.ui2i.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ui2i.data.GlyphProtocol;
import org.ui2i.data.ImageSet;

/**
 * Answers that need no network, from the source fonts' glyphs. Unlike a translator, they know which letter is asked for and
 * which letters the class images show, and they have the held-out letters of the source fonts.
 */
final class GlyphLookups {
    private final GlyphProtocol protocol;
    private final double[][][] glyphs; // font, letter, pixel
    private final List<String> letters;

    GlyphLookups(GlyphProtocol protocol) {
        this.protocol = protocol;
        ImageSet source = protocol.source();
        letters = IntStream.range(0, source.size())
                .mapToObj(i -> source.text("content", i))
                .distinct()
                .toList();
        double[][] rows = rows(Images.of(source));
        glyphs = new double[rows.length / letters.size()][letters.size()][];
        for (int i = 0; i < rows.length; i++) {
            glyphs[i / letters.size()][letters.indexOf(source.text("content", i))] = rows[i];
        }
    }

    /** A number for each font's glyph of the letter, put together in each pixel. */
    private interface Blend {
        double of(double[] values);
    }

    Images mean() {
        return blended(values -> Arrays.stream(values).average().orElse(Double.NaN));
    }

    Images median() {
        return blended(values -> {
            double[] sorted = Arrays.stream(values).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        });
    }

    /** The mean glyph of the n source fonts that come nearest (by L1) to the k class images at their letters. */
    Images nearest(int k, int n) {
        double[][] shown = rows(Images.of(protocol.classImages(k)));
        List<double[]> out = new ArrayList<>();
        for (int i = 0; i < protocol.items().size(); i++) {
            GlyphProtocol.Item item = protocol.items().get(i);
            int letter = letters.indexOf(item.letter());
            double[][] kept = Arrays.stream(nearest(item, Arrays.copyOfRange(shown, i * k, (i + 1) * k), n))
                    .mapToObj(font -> glyphs[font][letter])
                    .toArray(double[][]::new);
            out.add(Rows.mean(kept));
        }
        return images(out);
    }

    private int[] nearest(GlyphProtocol.Item item, double[][] shown, int n) {
        double[] distances = new double[glyphs.length];
        for (int j = 0; j < shown.length; j++) {
            int letter = letters.indexOf(item.classLetters().get(j));
            for (int font = 0; font < glyphs.length; font++) {
                distances[font] += Ranking.Distance.L1.of(shown[j], glyphs[font][letter]);
            }
        }
        return IntStream.range(0, glyphs.length)
                .boxed()
                .sorted(Comparator.comparingDouble(font -> distances[font]))
                .limit(n)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Images blended(Blend blend) {
        double[][] ofLetter = IntStream.range(0, letters.size())
                .mapToObj(letter -> IntStream.range(0, glyphs[0][0].length)
                        .mapToDouble(pixel -> blend.of(Arrays.stream(glyphs)
                                .mapToDouble(font -> font[letter][pixel])
                                .toArray()))
                        .toArray())
                .toArray(double[][]::new);
        return images(protocol.items().stream()
                .map(item -> ofLetter[letters.indexOf(item.letter())])
                .toList());
    }

    private static double[][] rows(Images images) {
        return Rows.of(images.values(), images.count());
    }

    private Images images(List<double[]> rows) {
        int each = rows.get(0).length;
        float[] values = new float[rows.size() * each];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows.get(i / each)[i % each];
        }
        int edge = protocol.source().width();
        return new Images(values, rows.size(), each / edge / edge, edge, edge);
    }
}
