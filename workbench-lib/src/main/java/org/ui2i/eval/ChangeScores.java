package org.ui2i.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How letters follow a change of one attribute that is asked for by shares alpha from 0 to 1, and what else happens to
 * them. Attributes as {@link GlyphAttribute} measures them, images in [0, 1].
 *
 * @param rank {@link Trend#spearman} of the attribute with alpha, mean over letters; 1 is right
 * @param uneven {@link Trend#unevenness} of the attribute from share to share; 0 is right
 * @param kept {@link Scores#l1} between alpha = 0 and the letter itself; 0 is right
 * @param changed {@link Scores#l1} between alpha = 1 and the letter itself
 * @param moved by how much the attribute is another one than the letter's at alpha = 1, mean of |difference|
 * @param drift the same of the attribute that was not asked for
 * @param l1 {@link Scores#l1} between alpha = 1 and the true letter
 * @param halfway {@link Scores#sharpness} at alpha = 1/2 against both ends; 1 is right, a cross-fade has less
 * @param n how many letters
 */
public record ChangeScores(
        double rank,
        double uneven,
        double kept,
        double changed,
        double moved,
        double drift,
        double l1,
        double halfway,
        int n) {

    /** Of a letter's image at each share, an odd number of shares. */
    static ChangeScores of(GlyphAttribute asked, Images x, Images truth, List<Images> shares) {
        Images first = shares.get(0), middle = shares.get(shares.size() / 2), last = shares.get(shares.size() - 1);
        double[][] series = series(shares.stream().map(asked::of).toList());
        double[] alpha = IntStream.range(0, shares.size()).asDoubleStream().toArray();
        double rank = Arrays.stream(series)
                .mapToDouble(y -> Trend.spearman(alpha, y))
                .average()
                .orElse(0);
        return new ChangeScores(
                rank,
                Trend.unevenness(series),
                Scores.mean(Scores.l1Each(first, x)),
                Scores.mean(Scores.l1Each(last, x)),
                distance(asked, last, x),
                distance(asked.other(), last, x),
                Scores.mean(Scores.l1Each(last, truth)),
                Scores.sharpness(middle, Images.all(List.of(first, last))),
                x.count());
    }

    /** A row a letter from a row a share. */
    private static double[][] series(List<double[]> shares) {
        return IntStream.range(0, shares.get(0).length)
                .mapToObj(i -> shares.stream().mapToDouble(share -> share[i]).toArray())
                .toArray(double[][]::new);
    }

    private static double distance(GlyphAttribute attribute, Images x, Images y) {
        double[] a = attribute.of(x), b = attribute.of(y);
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .average()
                .orElse(0);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "rank correlation %.3f, unevenness %.2f, L1 to the letter %.4f at alpha = 0, %.4f at 1; moved by %.3f,"
                        + " drift of the other %.3f, L1 to the true letter %.4f; sharpness halfway %.2f (n %d)",
                rank,
                uneven,
                kept,
                changed,
                moved,
                drift,
                l1,
                halfway,
                n);
    }
}
