package org.ui2i.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.data.Datasets;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.models.FewShotGenerator;
import org.ui2i.models.FunitGenerator;
import org.ui2i.tensor.Ops;

/**
 * What a FUNIT generator draws in unseen fonts, with other numbers of class images, other means and other contents.
 *
 * @param byShots scores by K
 * @param ofImages K = {@link #USUAL}, the code of the mean image instead of the mean of the codes
 * @param ofOutputs K = {@link #USUAL}, the mean of the outputs instead of the mean of the codes
 * @param byContent K = {@link #USUAL}, a score for each content font, four letters
 * @param swap contents and class images of two unseen fonts
 */
public record FunitScores(
        Map<Integer, FontScores> byShots,
        FontScores ofImages,
        FontScores ofOutputs,
        List<FontScores> byContent,
        FontSwap swap) {
    /** The usual number of class images. */
    public static final int USUAL = 5;

    /** All numbers of class images. */
    public static final List<Integer> SHOTS = List.of(1, USUAL, 10, 20);

    private static final String FEW_LETTERS = "GRem";
    private static final int CONTENT_FONTS = 14;
    private static final int CONTENT_STRIDE = 10;
    private static final int FIRST_CONTENT = 3;

    /**
     * Scores a generator.
     *
     * @param gen trained
     * @param test unseen fonts
     * @param size edge of the images
     * @return the scores
     */
    public static FunitScores of(FunitGenerator gen, FontTest test, int size) {
        Map<Integer, FontScores> byShots = new LinkedHashMap<>();
        SHOTS.forEach(k -> byShots.put(k, test.score(method(gen), k)));
        return new FunitScores(
                byShots,
                test.score(codeOfMeanImage(gen), USUAL),
                test.score(meanOfOutputs(gen), USUAL),
                byContent(test, method(gen), size),
                test.swap(method(gen), USUAL));
    }

    /**
     * FUNIT's own way, and COCO-FUNIT's: the mean of the codes.
     *
     * @param gen trained
     * @return the translator
     */
    public static FewShotTranslator method(FewShotGenerator gen) {
        return (x, y) -> gen.decode(gen.content(x), gen.classCode(y));
    }

    /**
     * The mean of the class images is encoded.
     *
     * @param gen trained
     * @return the translator
     */
    public static FewShotTranslator codeOfMeanImage(FunitGenerator gen) {
        return (x, y) -> method(gen).translate(x, y.mean(new int[] {1}, true));
    }

    /**
     * Each class image alone gives an output; these are averaged.
     *
     * @param gen trained
     * @return the translator
     */
    public static FewShotTranslator meanOfOutputs(FunitGenerator gen) {
        return (x, y) -> {
            int shots = (int) y.getShape().get(1);
            NDArray sum = x.zerosLike();
            for (int k = 0; k < shots; k++) {
                sum = sum.add(method(gen).translate(x, y.get(new NDIndex(":, {}:{}", k, k + 1))));
            }
            return Ops.scale(sum, 1.0 / shots);
        };
    }

    /**
     * The contents come from one source font after the other.
     *
     * @param test unseen fonts
     * @param method draws
     * @param size edge of the images
     * @return a score for each of 14 content fonts
     */
    public static List<FontScores> byContent(FontTest test, FewShotTranslator method, int size) {
        FontTest few = test.letters(FEW_LETTERS);
        List<FontScores> scores = new ArrayList<>();
        contentFonts(size)
                .values()
                .forEach(font -> scores.add(few.contents(font).score(method, USUAL)));
        return scores;
    }

    /**
     * The source fonts whose letters are contents in {@link #byContent}.
     *
     * @param size edge of the images
     * @return each font's glyphs by its name
     */
    public static Map<String, ImageSet> contentFonts(int size) {
        ImageSet sources = Datasets.glyphFonts(Split.TRAIN, size);
        List<String> names = Judge.labels(sources, "class").stream().distinct().toList();
        Map<String, ImageSet> fonts = new LinkedHashMap<>();
        IntStream.range(0, CONTENT_FONTS)
                .mapToObj(i -> names.get(FIRST_CONTENT + CONTENT_STRIDE * i))
                .forEach(name -> fonts.put(name, sources.where("class", name)));
        return fonts;
    }
}
