package org.ui2i.eval;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.eval.ArmClaims.Measure;
import org.ui2i.eval.Claim.Better;
import org.ui2i.eval.FontTest.Drawings;
import org.ui2i.tensor.Tensors;

/**
 * FUNIT's table over K (Liu et al. 2019) on letters: 32 letters in each of the 40 unseen fonts. Where the paper has
 * Inception networks and 25,000 outputs a class, here are the course's own judges: the numbers compare among themselves alone.
 *
 * @param top1 share of outputs whose font the judge of the unseen fonts puts first
 * @param top5 among the first five
 * @param letter share of outputs that are read as the content's letter
 * @param dipd {@link Structure#dipd} of contents and outputs by the maps of the letter net
 * @param is {@link Diversity#expIs} by the judge of the unseen fonts
 * @param mfid mean over the fonts of {@link FeatureDistance#frechet}, outputs against the true glyphs of the same letters
 * @param n how many outputs
 */
public record FunitTable(double top1, double top5, double letter, double dipd, double is, double mfid, int n) {
    /** What is drawn: all letters that are no {@link FontTest#CLASS_LETTERS}. */
    public static final String LETTERS = "ABGIJKMNRSUVWXYZaceghijlmoqrstwy";

    private static final int SIZE = 32;
    private static final Measure<FunitTable> DIPD =
            new Measure<>("DIPD-like distance by the letter net", Better.LOWER, FunitTable::dipd);
    private static final List<Measure<FunitTable>> MEASURES = List.of(
            new Measure<>("top-1 of the unseen fonts", Better.HIGHER, FunitTable::top1),
            new Measure<>("top-5 of the unseen fonts", Better.HIGHER, FunitTable::top5),
            new Measure<>("letter read", Better.HIGHER, FunitTable::letter),
            DIPD,
            new Measure<>("IS by the font judge", Better.HIGHER, FunitTable::is),
            new Measure<>("mFID with features of the font net", Better.LOWER, FunitTable::mfid));

    /**
     * A row of the table.
     *
     * @param method draws
     * @param k class images, 1 to 20
     * @param test {@link FontTest#unseen}, of 32 x 32 images
     * @return its scores by the bundled judges
     */
    public static FunitTable of(FewShotTranslator method, int k, FontTest test) {
        try (NDManager scope = Tensors.scope()) {
            return of(test.letters(LETTERS).drawings(method, k, scope));
        }
    }

    private static FunitTable of(Drawings d) {
        Judge fonts = BundledJudges.fonts(SIZE).judge(),
                net = BundledJudges.letterNet(SIZE).judge();
        return new FunitTable(
                fonts.top(d.outputs(), d.fonts(), 1),
                fonts.top(d.outputs(), d.fonts(), 5),
                BundledJudges.letters(SIZE).judge().accuracy(d.outputs(), d.letters()),
                Structure.dipd(net.maps(d.contents()), net.maps(d.outputs())),
                Diversity.expIs(fonts.probabilities(d.outputs())),
                mfid(BundledJudges.fontFeatures(SIZE), d),
                d.fonts().size());
    }

    private static double mfid(Features features, Drawings d) {
        double[][] outputs = features.rows(d.outputs()), truth = features.rows(d.truth());
        List<String> names = d.fonts().stream().distinct().toList();
        return names.stream()
                .mapToDouble(font -> FeatureDistance.frechet(of(font, truth, d), of(font, outputs, d)))
                .average()
                .orElse(Double.NaN);
    }

    private static double[][] of(String font, double[][] rows, Drawings d) {
        return IntStream.range(0, rows.length)
                .filter(i -> d.fonts().get(i).equals(font))
                .mapToObj(i -> rows[i])
                .toArray(double[][]::new);
    }

    /**
     * The table as claims: each K against the copied content, and more class images against one.
     *
     * @param byShots scores by K, one a seed
     * @param copies the contents themselves
     * @param commit of the library that trained the networks
     * @return rows called {@code TABLE}
     */
    public static List<ClaimTable.Row> rows(Map<Integer, List<FunitTable>> byShots, FunitTable copies, String commit) {
        ArmClaims<FunitTable> claims = new ArmClaims<>("TABLE", copies.n, commit);
        byShots.forEach((k, seeds) -> claims.arm("K = " + k, seeds));
        List<Integer> shots = new ArrayList<>(byShots.keySet());
        for (Measure<FunitTable> m : MEASURES) {
            shots.stream()
                    .filter(k -> !m.equals(DIPD)) // a copy's is 0
                    .forEach(k -> claims.against(m, "K = " + k, "copy content", m.of().applyAsDouble(copies)));
            shots.stream().skip(1).forEach(k -> claims.against(m, "K = " + k, "K = " + shots.get(0)));
        }
        return claims.rows();
    }
}
