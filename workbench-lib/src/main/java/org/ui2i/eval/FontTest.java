package org.ui2i.eval;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ui2i.data.Datasets;
import org.ui2i.data.FewShotImages;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;
import org.ui2i.eval.FontScores.Item;
import org.ui2i.tensor.Tensors;

/**
 * Scores any way to draw letters in fonts: the same letters and the same class letters for every font, so that one thing at
 * a time can be varied ({@link GlyphScoreboard} has a fixed protocol). A method is handed a letter once for each of the F
 * fonts, with K class images of each.
 */
public final class FontTest {
    /** What is drawn unless told otherwise. */
    public static final String LETTERS = "AGMRegtw";

    /** The letters that the class images show: the first K of them. Training has seen all of these, of other fonts. */
    public static final String CLASS_LETTERS = "HQOnpbdkfFLTuvxzCDPE";

    private final ImageSet fonts;
    private final ImageSet contents;
    private final Judge judge;
    private final String letters;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    private FontTest(ImageSet fonts, ImageSet contents, Judge judge, String letters) {
        this.fonts = fonts;
        this.contents = contents;
        this.judge = judge;
        this.letters = letters;
        names = Judge.labels(fonts, "class").stream().distinct().toList();
        IntStream.range(0, fonts.size())
                .forEach(i -> places.put(fonts.text("class", i) + "/" + fonts.text("content", i), i));
    }

    /**
     * The 40 unseen fonts; contents from {@link FewShotImages#CONTENT_FONT}.
     *
     * @param size edge of the images
     * @return the test, whose letter judge is trained at the first use
     */
    public static FontTest unseen(int size) {
        ImageSet content = Datasets.glyphFonts(Split.TRAIN, size).where("class", FewShotImages.CONTENT_FONT);
        return of(
                Datasets.glyphFonts(Split.TEST, size),
                content,
                BundledJudges.letters(size).judge());
    }

    /**
     * A test on given fonts.
     *
     * @param fonts the true glyphs of all fonts, at least 2
     * @param contents one font's glyphs
     * @param judge reads letters
     * @return the test
     */
    public static FontTest of(ImageSet fonts, ImageSet contents, Judge judge) {
        return new FontTest(fonts, contents, judge, LETTERS);
    }

    /**
     * Other letters.
     *
     * @param some what is drawn, none of the {@link #CLASS_LETTERS}
     * @return a changed copy
     */
    public FontTest letters(String some) {
        check(
                some.chars().noneMatch(c -> CLASS_LETTERS.indexOf(c) >= 0),
                "the letters %s are among the class images' %s: draw others",
                some,
                CLASS_LETTERS);
        return new FontTest(fonts, contents, judge, some);
    }

    /**
     * Other contents.
     *
     * @param font its glyphs
     * @return a changed copy
     */
    public FontTest contents(ImageSet font) {
        return new FontTest(fonts, font, judge, letters);
    }

    /**
     * How many letters are drawn.
     *
     * @return fonts times letters
     */
    public int size() {
        return names.size() * letters.length();
    }

    /**
     * Draws and scores.
     *
     * @param method draws, F glyphs at a time
     * @param k class images
     * @return the scores
     */
    public FontScores score(FewShotTranslator method, int k) {
        List<Item> items = new ArrayList<>();
        double sharpness = 0;
        for (char c : letters.toCharArray()) {
            try (NDManager scope = Tensors.scope()) {
                NDArray content = contents.where("content", String.valueOf(c)).all(scope);
                NDArray drawn = draw(method, content.repeat(0, names.size()), k, scope), truth = glyphs(scope, c);
                items.addAll(items(drawn, truth, c));
                sharpness += Scores.sharpness(drawn, truth) / letters.length();
            }
        }
        return new FontScores(items, sharpness);
    }

    private NDArray draw(FewShotTranslator method, NDArray contents, int k, NDManager scope) {
        Images drawn = FewShotDrawings.of(method, Images.of(contents), Images.of(classImages(k)), k);
        return drawn.tensor(scope, 0, drawn.count());
    }

    /**
     * Letters drawn in all fonts.
     *
     * @param contents (N, C, H, W)
     * @param outputs (N, C, H, W)
     * @param truth (N, C, H, W) the true glyphs
     * @param fonts the wanted font of each
     * @param letters the letter of each
     */
    record Drawings(NDArray contents, NDArray outputs, NDArray truth, List<String> fonts, List<String> letters) {}

    /** All letters in all fonts at once, letter by letter. */
    Drawings drawings(FewShotTranslator method, int k, NDManager scope) {
        NDList contentOf = new NDList(), drawn = new NDList(), truth = new NDList();
        List<String> wanted = new ArrayList<>(), shown = new ArrayList<>();
        for (char c : letters.toCharArray()) {
            NDArray content =
                    contents.where("content", String.valueOf(c)).all(scope).repeat(0, names.size());
            contentOf.add(content);
            drawn.add(draw(method, content, k, scope));
            truth.add(glyphs(scope, c));
            wanted.addAll(names);
            shown.addAll(Collections.nCopies(names.size(), String.valueOf(c)));
        }
        return new Drawings(NDArrays.concat(contentOf), NDArrays.concat(drawn), NDArrays.concat(truth), wanted, shown);
    }

    private List<Item> items(NDArray drawn, NDArray truth, char c) {
        double[] l1 = Scores.l1Each(Images.of(drawn), Images.of(truth));
        List<String> read = judge.verdicts(drawn);
        Ranking ranking =
                Ranking.of(drawn, truth, IntStream.range(0, names.size()).toArray(), Ranking.Distance.L1);
        return IntStream.range(0, l1.length)
                .mapToObj(i -> new Item(i, l1[i], read.get(i).equals(String.valueOf(c)), ranking.ranks()[i]))
                .toList();
    }

    /**
     * Contents from the tested fonts themselves, in pairs: each font's letter is drawn in another font of theirs, and that
     * one's in the first.
     *
     * @param method draws, F glyphs at a time
     * @param k class images
     * @return whose letter and whose font come out
     */
    public FontSwap swap(FewShotTranslator method, int k) {
        int n = names.size(), half = n / 2;
        check(n % 2 == 0, "%d fonts cannot be paired: leave one out", n);
        int[] own = IntStream.range(0, n).toArray();
        int[] other = IntStream.range(0, n).map(i -> (i + half) % n).toArray();
        List<FontSwap.Item> items = new ArrayList<>();
        for (char c : letters.toCharArray()) {
            try (NDManager scope = Tensors.scope()) {
                NDArray truth = glyphs(scope, c);
                NDArray drawn = draw(method, glyphs(scope, c, other), k, scope);
                List<String> read = judge.verdicts(drawn);
                int[] classRanks =
                        Ranking.of(drawn, truth, own, Ranking.Distance.L1).ranks();
                int[] contentRanks =
                        Ranking.of(drawn, truth, other, Ranking.Distance.L1).ranks();
                for (int i = 0; i < n; i++) {
                    boolean shown = CLASS_LETTERS.substring(0, k).contains(read.get(i));
                    items.add(new FontSwap.Item(
                            i % half, read.get(i).equals(String.valueOf(c)), shown, classRanks[i], contentRanks[i]));
                }
            }
        }
        return new FontSwap(items);
    }

    /**
     * The class images.
     *
     * @param manager who owns them
     * @param k the first k of {@link #CLASS_LETTERS}
     * @return (F, k, C, H, W)
     */
    public NDArray classImages(NDManager manager, int k) {
        ImageSet shown = classImages(k);
        return shown.all(manager).reshape(names.size(), k, fonts.channels(), fonts.height(), fonts.width());
    }

    private ImageSet classImages(int k) {
        check(k >= 1 && k <= CLASS_LETTERS.length(), "%d class images: use 1 to %d", k, CLASS_LETTERS.length());
        int[] at = names.stream()
                .flatMapToInt(name -> CLASS_LETTERS.substring(0, k).chars().map(c -> place(name, (char) c)))
                .toArray();
        return fonts.take(at);
    }

    private NDArray glyphs(NDManager manager, char letter) {
        return glyphs(manager, letter, IntStream.range(0, names.size()).toArray());
    }

    private NDArray glyphs(NDManager manager, char letter, int[] ofFonts) {
        return fonts.tensor(
                manager,
                IntStream.of(ofFonts).map(i -> place(names.get(i), letter)).toArray());
    }

    private int place(String font, char letter) {
        return present(places.get(font + "/" + letter), "font %s has no letter %s: leave it out", font, letter);
    }
}
