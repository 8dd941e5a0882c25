package org.ui2i.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ui2i.core.Budget;
import org.ui2i.data.Datasets;
import org.ui2i.data.DigitDomains;
import org.ui2i.data.ImageSet;
import org.ui2i.data.Split;

/**
 * The judges of the bundled sets: of 32 x 32 images read from {@code checkpoints/judges}, of other sizes trained once in a
 * process, at the first use, some seconds long. Judges and feature nets have seeds of their own and share nothing; a feature
 * net saw one half of the training classes only.
 */
public final class BundledJudges {
    private static final long SEED = 101;
    private static final int FEATURES = 32, FEW_FEATURES = 8;
    private static final int FONT_STEPS = 2000;
    private static final int SIZE = 32;
    private static final long STYLES_SEED = 11;
    private static final String HELD_OUT = "EJOTYdinsx";
    private static final Map<String, TestedJudge> JUDGES = new ConcurrentHashMap<>();
    private static final Map<String, EmojiJudges> EMOJI = new ConcurrentHashMap<>();

    private BundledJudges() {}

    /**
     * Reads letters, from the 140 training fonts; tested on the 40 unseen fonts.
     *
     * @param size edge of the images
     * @return a judge of 52 letters
     */
    public static TestedJudge letters(int size) {
        return judge("letter judge", size, name -> {
            ImageSet fonts = Datasets.glyphFonts(Split.TRAIN, size);
            return TestedJudge.of(
                    name, Judge.of(usual(1), "content", fonts), Datasets.glyphFonts(Split.TEST, size), "content");
        });
    }

    /**
     * Features of letters: a second net that reads letters, from every second training font.
     *
     * @param size edge of the images
     * @return 32 features
     */
    public static Features letterFeatures(int size) {
        TestedJudge net = letterNet(size);
        return Features.of(net.name(), net.judge());
    }

    static TestedJudge letterNet(int size) {
        return judge("letter net", size, name -> {
            ImageSet half = everySecond(Datasets.glyphFonts(Split.TRAIN, size));
            return TestedJudge.of(
                    name,
                    Judge.of(usual(2).withFeatures(FEATURES), "content", half),
                    Datasets.glyphFonts(Split.TEST, size),
                    "content");
        });
    }

    /**
     * Tells the 40 unseen fonts apart by a single letter, trained on their real glyphs as FUNIT's judge of test classes is;
     * every fifth letter (E, J, O, T, Y, d, i, n, s, x) is left for its own test. One letter tells little of a font, so read its
     * {@link Judge#top} with k = 5 too.
     *
     * @param size edge of the images
     * @return a judge of 40 fonts
     */
    public static TestedJudge fonts(int size) {
        return judge("font judge", size, name -> {
            ImageSet fonts = Datasets.glyphFonts(Split.TEST, size);
            Judge judge = Judge.of(
                    usual(3).withFeatures(2 * FEATURES).withSteps(FONT_STEPS),
                    "class",
                    some(fonts, i -> !heldOut(fonts, i)));
            return TestedJudge.of(name, judge, some(fonts, i -> heldOut(fonts, i)), "class");
        });
    }

    /**
     * Features of a font's look: a second net that tells the 40 unseen fonts apart. Few, since a font has few letters.
     *
     * @param size edge of the images
     * @return 8 features
     */
    public static Features fontFeatures(int size) {
        TestedJudge net = fontNet(size);
        return Features.of(net.name(), net.judge());
    }

    private static TestedJudge fontNet(int size) {
        return judge("font net", size, name -> {
            ImageSet fonts = Datasets.glyphFonts(Split.TEST, size);
            Judge.Config few = usual(10).withFeatures(FEW_FEATURES).withSteps(FONT_STEPS);
            Judge judge = Judge.of(few, "class", some(fonts, i -> !heldOut(fonts, i)));
            return TestedJudge.of(name, judge, some(fonts, i -> heldOut(fonts, i)), "class");
        });
    }

    /**
     * Reads digits of both origins, from their training images; tested on those of MNIST.
     *
     * @return a judge of 10 digits of 32 x 32
     */
    public static TestedJudge digits() {
        return judge("digit judge", SIZE, name -> {
            DigitDomains digits = Datasets.digits();
            Judge judge = Judge.of(usual(4), "class", digits.source(Split.TRAIN), digits.target(Split.TRAIN));
            return TestedJudge.of(name, judge, digits.source(Split.TEST), "class");
        });
    }

    /**
     * Tells the five domains of the mixture apart, from their training images.
     *
     * @return a judge of 32 x 32 images
     */
    public static TestedJudge domains() {
        return judge("domain judge", SIZE, name -> {
            Judge judge = Judge.of(usual(7), "class", Datasets.mixture("mixture", Split.TRAIN, SIZE));
            return TestedJudge.of(name, judge, Datasets.mixture("mixture", Split.TEST, SIZE), "class");
        });
    }

    /**
     * Judges of emoji.
     *
     * @param drawer {@code noto} or {@code twemoji}
     * @param size edge of the images
     * @return validity and group
     */
    public static EmojiJudges emoji(String drawer, int size) {
        return EMOJI.computeIfAbsent(
                drawer + " " + size + " " + Budget.steps(FONT_STEPS),
                key -> EmojiJudges.of(drawer, size, ofEmoji(5, size)));
    }

    /**
     * Features of emoji: a second net that tells their groups apart, from the code points of the first domain only.
     *
     * @param drawer {@code noto} or {@code twemoji}
     * @param size edge of the images
     * @return 32 features
     */
    public static Features emojiFeatures(String drawer, int size) {
        TestedJudge net = emojiNet(drawer, size);
        return Features.of(net.name(), net.judge());
    }

    private static TestedJudge emojiNet(String drawer, int size) {
        return judge("emoji group net of " + drawer, size, name -> {
            ImageSet half =
                    Datasets.emojiEdges(drawer).size(size).sharedContent(true).b();
            ImageSet test =
                    Datasets.emojiEdges(drawer).size(size).truth(Split.TEST).b();
            return TestedJudge.of(name, Judge.of(ofEmoji(6, size), "class", half), test, "class");
        });
    }

    /**
     * What translations between Regular and Bold Italic letters are judged by.
     *
     * @return judges of 32 x 32 images
     */
    public static Judges glyphStyles() {
        return Judges.of(Datasets.glyphStyles("regular", "bold-italic").size(SIZE), Judge.Config.usual(STYLES_SEED));
    }

    /**
     * Tells the four cuts of a letter apart, from letters of the same training families in all of them, so that it
     * cannot go by which families a cut has; tested on the test families.
     *
     * @return a judge of 32 x 32 images
     */
    public static TestedJudge cuts() {
        return judge("cut judge", SIZE, name -> {
            List<String> cuts = Datasets.labelled("glyph-cuts").domains();
            ImageSet[] train = cuts.stream().map(BundledJudges::training).toArray(ImageSet[]::new);
            ImageSet[] test = cuts.stream().map(BundledJudges::test).toArray(ImageSet[]::new);
            return TestedJudge.of(name, Judge.of(usual(8), "domain", train), "domain", test);
        });
    }

    /** The families of the first domain, in a cut. */
    private static ImageSet training(String cut) {
        return Datasets.glyphStyles(cut, another(cut)).size(SIZE).a();
    }

    private static ImageSet test(String cut) {
        return Datasets.glyphStyles(cut, another(cut))
                .size(SIZE)
                .truth(Split.TEST)
                .a();
    }

    private static String another(String cut) {
        return cut.equals("regular") ? "bold-italic" : "regular";
    }

    /**
     * Tells the six tones of Noto's people and hands apart, from the training emoji in all of them.
     *
     * @return a judge of 32 x 32 images
     */
    public static TestedJudge tones() {
        return judge("tone judge", SIZE, name -> {
            Judge judge = Judge.of(usual(9), "class", Datasets.emojiAllTones("noto", Split.TRAIN, SIZE));
            return TestedJudge.of(name, judge, Datasets.emojiAllTones("noto", Split.TEST, SIZE), "class");
        });
    }

    /**
     * Writes the judges that the course's numbers rest on, those that are not there yet.
     *
     * @param folder of all judges
     * @param command what was typed to make them
     * @return each one's line, ending in its folder's name
     * @throws IOException if writing fails
     */
    public static List<String> publish(Path folder, String command) throws IOException {
        EmojiJudges emoji = emoji("noto", SIZE);
        List<String> lines = new ArrayList<>();
        for (TestedJudge tested : List.of(
                letters(SIZE),
                letterNet(SIZE),
                fonts(SIZE),
                fontNet(SIZE),
                digits(),
                domains(),
                cuts(),
                tones(),
                emoji.valid(),
                emoji.group(),
                emojiNet("noto", SIZE))) {
            lines.add(tested + ": " + tested.judge().publish(folder, command));
        }
        for (Judge judge : glyphStyles().all()) {
            lines.add(judge.classes().size() + " classes of glyph styles: " + judge.publish(folder, command));
        }
        return lines;
    }

    private static Judge.Config usual(int which) {
        return Judge.Config.usual(SEED + which);
    }

    /** Few emoji, each of which occurs once: moved farther while training, so that they are not learnt by heart. */
    private static Judge.Config ofEmoji(int which, int size) {
        return new Judge.Config(800, 64, 1e-3, 16, size / 8, SEED + which, FEATURES);
    }

    /** Kept by name, size and the budget's cap: a capped judge must not serve an uncapped run. */
    private static TestedJudge judge(String name, int size, Function<String, TestedJudge> train) {
        return JUDGES.computeIfAbsent(name + " " + size + " " + Budget.steps(FONT_STEPS), key -> train.apply(name));
    }

    private static ImageSet everySecond(ImageSet fonts) {
        List<String> classes = Judge.labels(fonts, "class").stream().distinct().toList();
        return some(fonts, i -> classes.indexOf(fonts.text("class", i)) % 2 == 1);
    }

    private static boolean heldOut(ImageSet fonts, int i) {
        return HELD_OUT.contains(fonts.text("content", i));
    }

    private static ImageSet some(ImageSet set, IntPredicate kept) {
        return set.take(IntStream.range(0, set.size()).filter(kept).toArray());
    }
}
