package org.ui2i.eval;

import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Placing;
import org.ui2i.data.Placing.Place;
import org.ui2i.data.Split;
import org.ui2i.tensor.Grad;
import org.ui2i.tensor.Tensors;

/**
 * Letters of unseen fonts to be drawn from one class image each, when letters stand anywhere (row C1): for each letter and
 * repetition the content's place is the same for all fonts, so that the true glyphs of all fonts at that place can be
 * compared with; each class image has its own place.
 */
public final class PlacedTest {
    private static final int REPEATS = 2;
    private static final int CROPS = 12; // places of one class image, for the spreads
    private static final long SEED = 31;
    private static final double ROUNDING = 1e-12; // a variance below this share of the squares is none

    private final ImageSet fonts;
    private final ImageSet contents;
    private final Placing placing;
    private final int paper;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    private PlacedTest(ImageSet fonts, ImageSet contents, Placing placing, int paper) {
        this.fonts = fonts;
        this.contents = contents;
        this.placing = placing;
        this.paper = paper;
        names = Judge.labels(fonts, "class").stream().distinct().toList();
        IntStream.range(0, fonts.size())
                .forEach(i -> places.put(fonts.text("class", i) + "/" + fonts.text("content", i), i));
    }

    /**
     * The 40 unseen fonts; contents from {@link FewShotImages#CONTENT_FONT}.
     *
     * @param paper edge of the images
     * @return the test, at the scales of {@code glyph-fonts-placed}
     */
    public static PlacedTest unseen(int paper) {
        ImageSet content = Datasets.glyphFonts(Split.TRAIN, 64).where("class", FewShotImages.CONTENT_FONT);
        return of(Datasets.glyphFonts(Split.TEST, 64), content, Datasets.PLACING, paper);
    }

    /**
     * A test on given fonts.
     *
     * @param fonts the true glyphs of all fonts, at least 2
     * @param contents one font's glyphs
     * @param placing how glyphs are put on paper
     * @param paper edge of the paper
     * @return the test
     */
    public static PlacedTest of(ImageSet fonts, ImageSet contents, Placing placing, int paper) {
        return new PlacedTest(fonts, contents, placing, paper);
    }

    /** What is drawn once in each font: contents, class images and truth are (F, C, H, W). */
    record Sheet(NDArray contents, NDArray classImages, NDArray truth) {}

    /**
     * How many letters are drawn.
     *
     * @return fonts times letters times repetitions
     */
    public int size() {
        return names.size() * FontTest.LETTERS.length() * REPEATS;
    }

    /**
     * Draws and scores.
     *
     * @param method draws, F glyphs at a time, K = 1
     * @param codes the style codes that the method makes of content and class images, (N, n)
     * @return the scores
     */
    public PlacedScores score(FewShotTranslator method, FewShotTranslator codes) {
        List<PlacedScores.Item> items = new ArrayList<>();
        for (int sheet = 0; sheet < FontTest.LETTERS.length() * REPEATS; sheet++) {
            try (NDManager scope = Tensors.scope()) {
                Sheet s = sheet(scope, sheet);
                items.addAll(items(Grad.off(() -> method.translate(s.contents, s.classImages.expandDims(1))), s));
            }
        }
        return new PlacedScores(items, spread(codes), spread(method));
    }

    /** One letter in all fonts. */
    Sheet sheet(NDManager scope, int number) {
        char letter = FontTest.LETTERS.charAt(number % FontTest.LETTERS.length());
        int n = names.size();
        List<Place> same = Collections.nCopies(
                n, placing.random(paper, Seeds.mix(SEED, number), 1).get(0));
        NDArray content =
                Placing.put(scope, contents.where("content", String.valueOf(letter)), new int[n], paper, same);
        int shown = (int) (Seeds.uniform(Seeds.mix(SEED, number, 1), 0) * FontTest.CLASS_LETTERS.length());
        NDArray looks =
                put(scope, FontTest.CLASS_LETTERS.charAt(shown), placing.random(paper, Seeds.mix(SEED, number, 2), n));
        return new Sheet(content, looks, put(scope, letter, same));
    }

    private NDArray put(NDManager scope, char letter, List<Place> at) {
        int[] glyphs = names.stream()
                .mapToInt(name -> present(places.get(name + "/" + letter), "font %s has no letter %s", name, letter))
                .toArray();
        return Placing.put(scope, fonts, glyphs, paper, at);
    }

    private static List<PlacedScores.Item> items(NDArray drawn, Sheet s) {
        double[] l1 = Scores.l1Each(Images.of(drawn), Images.of(s.truth));
        NDArray ink = Structure.dark(drawn, 0);
        double[] kept = Structure.iouEach(ink, Structure.dark(s.contents, 0));
        double[] structure = Structure.iouEach(ink, Structure.dark(s.truth, 0));
        int[] own = IntStream.range(0, l1.length).toArray();
        int[] ranks = Ranking.of(drawn, s.truth, own, Ranking.Distance.L1).ranks();
        return IntStream.range(0, l1.length)
                .mapToObj(i -> new PlacedScores.Item(i, kept[i], structure[i], l1[i], ranks[i]))
                .toList();
    }

    /** One class image of each font at many places, the content in the middle all the time. */
    private double spread(FewShotTranslator output) {
        List<double[][]> crops = new ArrayList<>();
        int middle = placing.largest(), rest = (paper - middle) / 2;
        try (NDManager scope = Tensors.scope()) {
            int n = names.size();
            List<Place> centre = Collections.nCopies(n, new Place(middle, rest, rest));
            NDArray content = Placing.put(scope, contents.where("content", "A"), new int[n], paper, centre);
            for (int crop = 0; crop < CROPS; crop++) {
                NDArray looks = put(scope, 'H', placing.random(paper, Seeds.mix(SEED, crop, 3), n));
                crops.add(Rows.of(Grad.off(() -> output.translate(content, looks.expandDims(1)))));
            }
        }
        return share(crops);
    }

    /**
     * The share of a variance that lies within groups.
     * <pre>within / total,  within = sum_f sum_m |z_fm - mean_m z_fm|^2,  total = sum_f sum_m |z_fm - mean z|^2</pre>
     *
     * @param repeats z_fm: for each m the rows of all f, of one length
     * @return in [0, 1]; 0 if repeating changes nothing, 1 if f changes nothing; 0 if all rows are equal
     */
    static double share(List<double[][]> repeats) {
        double[] all = repeats.stream()
                .map(PlacedTest::mean)
                .reduce(new double[repeats.get(0)[0].length], (a, b) -> plus(a, b, 1.0 / repeats.size()));
        double within = 0, total = 0, size = 0;
        for (int f = 0; f < repeats.get(0).length; f++) {
            int group = f;
            double[][] rows = repeats.stream().map(rows1 -> rows1[group]).toArray(double[][]::new);
            double[] own = mean(rows);
            within += Arrays.stream(rows).mapToDouble(row -> squares(row, own)).sum();
            total += Arrays.stream(rows).mapToDouble(row -> squares(row, all)).sum();
            size += Arrays.stream(rows).mapToDouble(row -> Rows.dot(row, row)).sum();
        }
        return total <= ROUNDING * size ? 0 : within / total;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            mean = plus(mean, row, 1.0 / rows.length);
        }
        return mean;
    }

    private static double[] plus(double[] a, double[] b, double factor) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> a[i] + factor * b[i])
                .toArray();
    }

    private static double squares(double[] a, double[] b) {
        double distance = Rows.distance(a, b);
        return distance * distance;
    }
}
