package org.ui2i.data;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ui2i.core.Seeds;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * What few-shot translation of glyphs is scored on: letters of unseen fonts, each to be drawn from the letter of
 * {@link FewShotImages#CONTENT_FONT} and K other letters of the unseen font. No class image shows the letter asked for or
 * one that training leaves out.
 */
public final class GlyphProtocol {
    /** The most class images that an item has. */
    public static final int SHOTS = 10;

    private static final int SEEN = 16, UNSEEN = 4; // letters of a validation font, as many items as the test has
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz";

    /**
     * One glyph to draw.
     *
     * @param font place in {@link #fonts()}
     * @param letter to draw
     * @param classLetters {@link #SHOTS} letters; the first K are the class images
     */
    public record Item(int font, String letter, List<String> classLetters) {
        /** Checks the class letters. */
        public Item {
            check(
                    classLetters.stream().distinct().count() == SHOTS && !classLetters.contains(letter),
                    "the class letters of %s are %s: give %d others",
                    letter,
                    classLetters,
                    SHOTS);
        }

        /**
         * Whether training leaves the letter out.
         *
         * @return true for B K S a h y
         */
        public boolean heldOut() {
            return FewShotImages.HELD_OUT.contains(letter);
        }
    }

    private final ImageSet glyphs;
    private final ImageSet source;
    private final List<String> fonts;
    private final Map<String, Integer> places; // of glyphs, by FONT/LETTER
    private final Map<String, Integer> contents; // of source, by letter
    private final List<Item> items;

    private GlyphProtocol(Split split, int size, List<Item> items) {
        this(Datasets.glyphFonts(split, size), Datasets.glyphFonts(Split.TRAIN, size), items);
    }

    private GlyphProtocol(ImageSet glyphs, ImageSet source, List<Item> items) {
        this.glyphs = glyphs;
        this.source = source;
        this.items = items;
        fonts = classes(glyphs);
        places = new HashMap<>();
        for (int i = 0; i < glyphs.size(); i++) {
            places.put(glyphs.text("class", i) + "/" + glyphs.text("content", i), i);
        }
        contents = new HashMap<>();
        for (int i = 0; i < source.size(); i++) {
            if (source.text("class", i).equals(FewShotImages.CONTENT_FONT)) {
                contents.put(source.text("content", i), i);
            }
        }
    }

    /**
     * The fixed test: 320 seen and 80 held-out letters of the 40 unseen fonts, {@code datasets/glyphs/fonts/glyph_eval.csv}.
     *
     * @param size 64 or a divisor of it
     * @return the protocol
     */
    public static GlyphProtocol test(int size) {
        Table rows = Manifest.text(Datasets.folder("glyphs/fonts").resolve("glyph_eval.csv"));
        Map<String, String> names = names();
        List<String> fonts = classes(Datasets.glyphFonts(Split.TEST, size));
        List<Item> items = new ArrayList<>();
        for (Row row : rows) {
            String content = String.valueOf(names.get(row.getString("content_font")));
            check(
                    FewShotImages.CONTENT_FONT.equals(content),
                    "the content font is %s: it should be %s",
                    content,
                    FewShotImages.CONTENT_FONT);
            int font = fonts.indexOf(names.get(row.getString("target_font")));
            check(font >= 0, "row %s is no font of the test: see glyphs/fonts", row.getString("target_font"));
            List<String> letters = List.of(row.getString("class_letters").split(""));
            items.add(new Item(font, row.getString("letter"), letters));
        }
        return new GlyphProtocol(Split.TEST, size, items);
    }

    /**
     * As the test, on the 20 fonts for choosing settings, with twice the letters a font: again 320 and 80 items. Its fonts
     * are half as many, so guessing retrieves twice as often.
     *
     * @param size 64 or a divisor of it
     * @param seed draws the letters
     * @return the protocol
     */
    public static GlyphProtocol validation(int size, long seed) {
        List<String> seen = letters(letter -> !FewShotImages.HELD_OUT.contains(letter));
        List<Item> items = new ArrayList<>();
        int fonts = classes(Datasets.glyphFonts(Split.VAL, size)).size();
        for (int font = 0; font < fonts; font++) {
            List<String> asked =
                    new ArrayList<>(shuffled(seen, Seeds.mix(seed, font, 0)).subList(0, SEEN));
            asked.addAll(
                    shuffled(FewShotImages.HELD_OUT, Seeds.mix(seed, font, 1)).subList(0, UNSEEN));
            for (String letter : asked) {
                List<String> others = shuffled(seen, Seeds.mix(seed, font, 2, letter.charAt(0)));
                List<String> shown = others.stream()
                        .filter(other -> !other.equals(letter))
                        .limit(SHOTS)
                        .toList();
                items.add(new Item(font, letter, shown));
            }
        }
        return new GlyphProtocol(Split.VAL, size, items);
    }

    /**
     * The items whose letters training shows, or the others.
     *
     * @param heldOut which
     * @return a protocol of these alone
     */
    public GlyphProtocol only(boolean heldOut) {
        return new GlyphProtocol(
                glyphs,
                source,
                items.stream().filter(item -> item.heldOut() == heldOut).toList());
    }

    /**
     * What is asked.
     *
     * @return the items
     */
    public List<Item> items() {
        return items;
    }

    /**
     * The unseen fonts.
     *
     * @return their names
     */
    public List<String> fonts() {
        return fonts;
    }

    /**
     * The content glyph of each item.
     *
     * @return in the items' order
     */
    public ImageSet contents() {
        return source.take(items.stream()
                .mapToInt(item -> contents.getOrDefault(item.letter, -1))
                .toArray());
    }

    /**
     * The class images of each item.
     *
     * @param k 1 to {@link #SHOTS}
     * @return k of the first item, k of the second, ...
     */
    public ImageSet classImages(int k) {
        check(k >= 1 && k <= SHOTS, "K is %d: use 1 to %d", k, SHOTS);
        return glyphs.take(items.stream()
                .flatMapToInt(item -> item.classLetters.stream().limit(k).mapToInt(letter -> place(item.font, letter)))
                .toArray());
    }

    /**
     * The glyph that each item asks for.
     *
     * @return in the items' order
     */
    public ImageSet truth() {
        return glyphs.take(
                items.stream().mapToInt(item -> place(item.font, item.letter)).toArray());
    }

    /**
     * A letter in all unseen fonts.
     *
     * @param letter which
     * @return in the order of {@link #fonts()}
     */
    public ImageSet gallery(String letter) {
        return glyphs.take(IntStream.range(0, fonts.size())
                .map(font -> place(font, letter))
                .toArray());
    }

    /**
     * All glyphs of the fonts that training may show, for baselines that look up.
     *
     * @return 52 a font, A to Z and a to z
     */
    public ImageSet source() {
        return source;
    }

    private int place(int font, String letter) {
        return present(places.get(fonts.get(font) + "/" + letter), "%s has no %s", fonts.get(font), letter);
    }

    private static List<String> classes(ImageSet images) {
        return IntStream.range(0, images.size())
                .mapToObj(i -> images.text("class", i))
                .distinct()
                .toList();
    }

    /** The fonts' names by their rows in the atlas. */
    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Row row : Manifest.read(Datasets.folder("glyphs/fonts").resolve(Manifest.FILE))) {
            names.put(String.valueOf(row.getInt("row")), row.getString("class"));
        }
        return names;
    }

    private static List<String> letters(Predicate<String> kept) {
        return Arrays.stream(LETTERS.split("")).filter(kept).toList();
    }

    private static List<String> shuffled(List<String> letters, long key) {
        return Arrays.stream(Seeds.permutation(key, letters.size()))
                .mapToObj(letters::get)
                .toList();
    }
}
