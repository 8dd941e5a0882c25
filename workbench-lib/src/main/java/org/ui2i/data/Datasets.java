package org.ui2i.data;

import static org.ui2i.core.Check.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ui2i.core.Setting;
import tech.tablesaw.api.Table;

/** The data sets by name: those bundled in {@code datasets/}, and own folders. */
public final class Datasets {
    static final String GLYPH_FONTS = "glyph-fonts", PLACED = "glyph-fonts-placed";
    static final String GLYPH_CUTS = "glyph-cuts", HAND_TONES = "hand-tones";
    /** A kind of {@code emoji/tones}. */
    static final String HAND = "hand";
    /** The scales of {@code glyph-fonts-placed}, in pixels of 32. */
    public static final Placing PLACING = new Placing(20, 30);

    static final String FOLDER = "folder:";
    private static final String ALIGNED = "aligned:";

    private Datasets() {}

    /**
     * The names that {@link #unpaired} knows, besides {@code folder:PATH}.
     *
     * @return the names
     */
    public static List<String> names() {
        return List.of("glyph-styles", "emoji-drawers", "emoji-edges", "emoji-tones", HAND_TONES, "digits", "scenes");
    }

    /**
     * Letters in two cuts of font families; the families of A, of B, of validation and of test are disjoint.
     *
     * @param cutA {@code regular}, {@code italic}, {@code bold} or {@code bold-italic}
     * @param cutB another of these
     * @return grey images of 32 or 64 pixels
     */
    public static UnpairedImages glyphStyles(String cutA, String cutB) {
        Path folder = folder("glyphs/styles");
        BundledSides.Side a = BundledSides.whole(cutA), b = BundledSides.whole(cutB);
        return UnpairedImages.of(BundledSides.of(folder, a, b, 1), 32);
    }

    /**
     * Letters of 200 fonts for few-shot translation: class = font, content = letter.
     *
     * @param split TRAIN: 140 fonts, VAL: 20, TEST: 40 of packages not seen in training
     * @param size 64 or a divisor of it
     * @return grey images, 52 a font
     */
    public static ImageSet glyphFonts(Split split, int size) {
        return Atlas.read(
                folder("glyphs/fonts"),
                "font",
                table -> table.where(table.stringColumn("split").eval(split::holds)),
                size,
                1);
    }

    /**
     * Letters of the 140 source fonts for training a few-shot translator. No package of theirs has a font among those of
     * the splits VAL and TEST of {@link #glyphFonts}.
     *
     * @return grey images of 32 or 64 pixels, 16 contents and one class image each in a batch
     */
    public static FewShotImages fewShotGlyphs() {
        return FewShotImages.of(size -> glyphFonts(Split.TRAIN, size));
    }

    /**
     * Data for few-shot translation by name, as the command line takes them.
     *
     * @param spec {@code glyph-fonts}; {@code glyph-fonts-placed}, the same at random places and scales; or
     *     {@code folder:PATH} with a subfolder of images for each class
     * @return {@link #fewShotGlyphs}, or colour images of 32 pixels
     */
    public static FewShotImages fewShot(String spec) {
        checkFewShot(spec);
        if (spec.equals(GLYPH_FONTS)) {
            return fewShotGlyphs();
        }
        if (spec.equals(PLACED)) {
            return fewShotGlyphs().placed(PLACING);
        }
        return fewShot(spec, FolderOptions.of(32));
    }

    /**
     * {@link #fewShot(String)}, with a choice of how own images are made ready.
     *
     * @param spec as there
     * @param own size, windows and flips of own images; bundled ones are as they are
     * @return as there
     */
    public static FewShotImages fewShot(String spec, FolderOptions own) {
        return spec.startsWith(FOLDER)
                ? FewShotImages.folders(Path.of(spec.substring(FOLDER.length())), own)
                : fewShot(spec);
    }

    /**
     * Refuses a name that {@link #fewShot} does not know; reads nothing.
     *
     * @param spec the name
     */
    public static void checkFewShot(String spec) {
        check(
                spec.equals(GLYPH_FONTS) || spec.equals(PLACED) || spec.startsWith(FOLDER),
                "few-shot data '%s' is unknown: use %s, %s or folder:PATH, a subfolder a class",
                spec,
                GLYPH_FONTS,
                PLACED);
    }

    /**
     * The same emoji by two drawers. Train and test differ in code points, and so do A and B in training.
     *
     * @param drawerA {@code noto} or {@code twemoji}
     * @param drawerB the other
     * @return colour images of 32 or 64 pixels on white; class = group (smileys, nature, food, objects)
     */
    public static UnpairedImages emojiDrawers(String drawerA, String drawerB) {
        BundledSides.Side a = BundledSides.whole(drawerA), b = BundledSides.whole(drawerB);
        return UnpairedImages.of(BundledSides.of(folder("emoji/drawers"), a, b, 3), 32);
    }

    /**
     * Line drawings of emoji (A) and emoji (B), mirrored at random in training: many answers are right.
     *
     * @param drawer {@code noto} or {@code twemoji}
     * @return colour images of 32 or 64 pixels on white
     */
    public static UnpairedImages emojiEdges(String drawer) {
        BundledSides.Side edges = new BundledSides.Side(drawer, null, true);
        BundledSides sides = BundledSides.of(folder("emoji/drawers"), edges, BundledSides.whole(drawer), 3);
        return UnpairedImages.of(sides.mirrored(), 32);
    }

    /**
     * People and hands in two of six skin tones, drawn by Noto; split by concept (man, woman and person of one kind stay
     * together).
     *
     * @param toneA {@code none} (yellow), {@code light}, {@code medium-light}, {@code medium}, {@code medium-dark} or
     *     {@code dark}
     * @param toneB another of these
     * @return colour images of 32 or 64 pixels on white
     */
    public static UnpairedImages emojiTones(String toneA, String toneB) {
        return UnpairedImages.of(tones(toneA, toneB), 32);
    }

    /**
     * The hands, feet, ears and noses of {@link #emojiTones} alone: nearly all that is drawn has the tone's colour.
     *
     * @param toneA as there
     * @param toneB another
     * @return colour images of 32 or 64 pixels on white; 17 for A, 22 for B, 1 for validation, 9 for tests
     */
    public static UnpairedImages handTones(String toneA, String toneB) {
        return UnpairedImages.of(tones(toneA, toneB).ofKind(HAND), 32);
    }

    static BundledSides tones(String toneA, String toneB) {
        BundledSides.Side a = new BundledSides.Side("noto", toneA, false);
        BundledSides.Side b = new BundledSides.Side("noto", toneB, false);
        return BundledSides.of(folder("emoji/tones"), a, b, 3);
    }

    /**
     * All six tones at once, for models of many domains: class = tone, content = code point.
     *
     * @param drawer {@code noto} or {@code twemoji}
     * @param split TRAIN: 240 emoji, VAL: 20, TEST: 56
     * @param size 64 or a divisor of it
     * @return colour images on white, six an emoji, one after the other
     */
    public static ImageSet emojiAllTones(String drawer, Split split, int size) {
        return Atlas.read(
                folder("emoji/tones"),
                drawer,
                table -> table.where(table.stringColumn("split").eval(split::holds)),
                size,
                3);
    }

    /**
     * MNIST with labels (source) and the 8x8 optical digits without (target), both 32x32.
     *
     * @return 8 of each in a batch
     */
    public static DigitDomains digits() {
        return new DigitDomains("mnist", "optical", 32, 8);
    }

    /**
     * Digits in folders, as {@code ./workbench data get} lays SVHN, USPS and MNIST out: {@code train} and {@code test}, each
     * with a folder a digit.
     *
     * @param source with labels
     * @param target without
     * @return in grey, 32x32, 8 of each in a batch; there is no VAL
     */
    public static DigitDomains digits(Path source, Path target) {
        return new DigitDomains(source.toString(), target.toString(), 32, 8);
    }

    /**
     * Scenes with one to four emoji whose boxes are known: by Noto by day (A), by Twemoji by night (B).
     *
     * @return colour scenes of 64 pixels, 8 of each domain in a batch
     */
    public static Scenes scenes() {
        return new Scenes(1, 8);
    }

    /**
     * Unpaired data by name, as the command line takes them.
     *
     * @param spec a name, {@code NAME:DOMAIN_A,DOMAIN_B}, {@code folder:PATH} with exactly two subfolders of images,
     *     {@code folder:PATH_A,PATH_B}, or {@code aligned:PATH}, a folder of pictures whose left half is of A and whose right
     *     half, its partner, of B
     * @return the images
     */
    public static UnpairedImages unpaired(String spec) {
        int colon = spec.indexOf(':');
        String name = colon < 0 ? spec : spec.substring(0, colon);
        List<String> parts =
                colon < 0 ? List.of() : List.of(spec.substring(colon + 1).split(",", -1));
        return switch (name) {
            case "glyph-styles" -> glyphStyles(part(spec, parts, 0, "regular"), part(spec, parts, 1, "bold-italic"));
            case "emoji-drawers" -> emojiDrawers(part(spec, parts, 0, "noto"), part(spec, parts, 1, "twemoji"));
            case "emoji-edges" -> emojiEdges(parts.isEmpty() ? "noto" : parts.get(0));
            case "emoji-tones" -> emojiTones(part(spec, parts, 0, "light"), part(spec, parts, 1, "dark"));
            case HAND_TONES -> handTones(part(spec, parts, 0, "light"), part(spec, parts, 1, "dark"));
            case "digits" ->
                UnpairedImages.of(new DigitSides(part(spec, parts, 0, "mnist"), part(spec, parts, 1, "optical")), 32);
            case "scenes" -> {
                check(parts.isEmpty(), "data set '%s' names domains: scenes are day and night, leave them out", spec);
                yield UnpairedImages.of(new SceneSides(scenes()), scenes().size());
            }
            case "folder", "aligned" -> unpaired(spec, FolderOptions.of(64));
            default ->
                throw new IllegalArgumentException(
                        "data set '" + spec + "' is unknown, and no such folder is there: use one of " + names()
                                + ", folder:PATH or aligned:PATH");
        };
    }

    /**
     * {@link #unpaired(String)}, with a choice of how own images are made ready.
     *
     * @param spec as there
     * @param own size, windows and flips of own images; bundled ones are as they are
     * @return as there
     */
    public static UnpairedImages unpaired(String spec, FolderOptions own) {
        if (!isOwn(spec)) {
            return unpaired(spec);
        }
        List<String> paths = ownPaths(spec);
        return spec.startsWith(FOLDER) ? ownFolders(spec, paths, own) : aligned(spec, paths, own);
    }

    /**
     * Whether images are the user's own.
     *
     * @param spec as {@link #unpaired} and the others take it
     * @return true for {@code folder:} and {@code aligned:}, with a path or several
     */
    public static boolean isOwn(String spec) {
        return spec.startsWith(FOLDER) || spec.startsWith(ALIGNED);
    }

    /** The folders of own images, as they are named. */
    static List<String> ownPaths(String spec) {
        return List.of(spec.substring(spec.indexOf(':') + 1).split(",", -1));
    }

    /**
     * Paired data by name, as the command line takes them.
     *
     * @param spec as in {@link #unpaired}: a bundled set whose contents are drawn in both domains, or {@code folder:}, where
     *     images of the same name are a pair, or {@code aligned:}, where the halves of a picture are
     * @return all training pairs
     */
    public static PairedImages paired(String spec) {
        return unpaired(spec).paired();
    }

    /**
     * Images of which nothing is known, by name, as the command line takes them.
     *
     * @param spec {@code mixture}, five bundled domains in one heap; {@code mixture:PART,PART,...}, some of them; or
     *     {@code folder:PATH}, all images in it or in its subfolders
     * @param size edge of the images in pixels
     * @return colour images, 16 in a batch, each in two views
     */
    public static UnlabelledImages unlabelled(String spec, int size) {
        checkUnlabelled(spec);
        if (!Mixture.isNamed(spec)) {
            return UnlabelledImages.folder(Path.of(spec.substring(FOLDER.length())), FolderOptions.of(size));
        }
        return UnlabelledImages.of(Mixture.of(Mixture.parts(spec), Split.TRAIN, size));
    }

    /**
     * Refuses a name that {@link #unlabelled} does not know; reads nothing.
     *
     * @param spec the name
     */
    public static void checkUnlabelled(String spec) {
        check(
                Mixture.isNamed(spec) || spec.startsWith(FOLDER),
                "unlabelled data '%s' are unknown: use mixture, mixture:PART,PART of %s, or folder:PATH",
                spec,
                Mixture.PARTS);
        if (Mixture.isNamed(spec)) {
            Mixture.checkParts(Mixture.parts(spec));
        }
    }

    /**
     * The images of a mixture with their domains, which scores compare pseudo domains with.
     *
     * @param spec {@code mixture} or {@code mixture:PART,PART,...}
     * @param split TRAIN: 398 of each of all parts, VAL: 59, TEST: 171
     * @param size 32 or a divisor of it
     * @return colour images, part by part; class = part
     */
    public static ImageSet mixture(String spec, Split split, int size) {
        check(Mixture.isNamed(spec), "'%s' is no mixture: use mixture or mixture:PART,PART of %s", spec, Mixture.PARTS);
        return Mixture.of(Mixture.parts(spec), split, size);
    }

    /**
     * Images of several domains with labels, by name, as the command line takes them.
     *
     * @param spec {@code glyph-cuts}, letters in four cuts with the attributes bold and italic; {@code hand-tones},
     *     hands in six skin tones, one of which is right; or {@code folder:PATH} with a subfolder of images
     *     for each domain
     * @return grey or colour images of 32 pixels, 16 in a batch
     */
    public static LabelledImages labelled(String spec) {
        checkLabelled(spec);
        return switch (spec) {
            case GLYPH_CUTS -> LabelledImages.bundled(LabelledDomains::glyphCuts, "glyph-styles");
            case HAND_TONES -> LabelledImages.bundled(LabelledDomains::handTones, HAND_TONES);
            default -> labelled(spec, FolderOptions.of(32));
        };
    }

    /**
     * {@link #labelled(String)}, with a choice of how own images are made ready.
     *
     * @param spec as there
     * @param own size, windows and flips of own images; bundled ones are as they are
     * @return as there
     */
    public static LabelledImages labelled(String spec, FolderOptions own) {
        return spec.startsWith(FOLDER)
                ? LabelledImages.folders(Path.of(spec.substring(FOLDER.length())), own)
                : labelled(spec);
    }

    /**
     * Refuses a name that {@link #labelled} does not know; reads nothing.
     *
     * @param spec the name
     */
    public static void checkLabelled(String spec) {
        check(
                spec.equals(GLYPH_CUTS) || spec.equals(HAND_TONES) || spec.startsWith(FOLDER),
                "labelled data '%s' are unknown: use %s, %s or folder:PATH, a subfolder a domain",
                spec,
                GLYPH_CUTS,
                HAND_TONES);
    }

    /**
     * What a data set or a folder holds: counts, sizes, modes, unreadable files by name, and remarks on what speaks against
     * training on it.
     *
     * @param what a name as in {@link #unpaired}, {@link #fewShot}, {@link #unlabelled} or {@link #labelled}, a folder
     *     of images, or a folder of such folders
     * @param size edge of the images that are trained on, in pixels
     * @return columns domain, item, value
     */
    public static Table inspect(String what, int size) {
        return Report.of(what, size);
    }

    /**
     * {@link #inspect} as text, every line.
     *
     * @param what a name or a folder
     * @param size edge of the images that are trained on, in pixels
     * @return a line a fact, for a terminal
     */
    public static String report(String what, int size) {
        return Report.text(inspect(what, size));
    }

    /**
     * The folder that holds {@code datasets/}: the system property or environment variable {@code UI2I_HOME}, else the
     * working directory or the nearest folder above it.
     *
     * @return the folder
     * @throws IllegalArgumentException if there is none
     */
    public static Path home() {
        String wish = Setting.of("UI2I_HOME");
        Path start = Path.of(wish != null ? wish : "").toAbsolutePath().normalize();
        for (@Nullable Path at = start; at != null; at = wish != null ? null : at.getParent()) {
            if (Files.isRegularFile(at.resolve("datasets/sources.csv"))) {
                return at;
            }
        }
        throw new IllegalArgumentException("no folder 'datasets' in " + start
                + (wish != null ? " (from UI2I_HOME)" : " or above") + ": set UI2I_HOME to the workbench's folder");
    }

    static Path folder(String inside) {
        return home().resolve("datasets").resolve(inside);
    }

    private static String part(String spec, List<String> parts, int index, String usual) {
        check(
                parts.isEmpty() || parts.size() == 2,
                "data set '%s' names %d domains: give two, as in NAME:A,B",
                spec,
                parts.size());
        return parts.isEmpty() ? usual : parts.get(index);
    }

    private static UnpairedImages aligned(String spec, List<String> parts, FolderOptions own) {
        check(parts.size() == 1, "'%s': use aligned:PATH, a folder of pictures with A and B side by side", spec);
        return UnpairedImages.of(new AlignedSides(Path.of(parts.get(0)), own), own.size());
    }

    private static UnpairedImages ownFolders(String spec, List<String> parts, FolderOptions own) {
        check(parts.size() == 1 || parts.size() == 2, "'%s': use folder:PATH or folder:PATH_A,PATH_B", spec);
        List<Path> two =
                parts.size() == 2 ? parts.stream().map(Path::of).toList() : ClassFolders.list(Path.of(parts.get(0)));
        check(
                two.size() == 2,
                "%s has %d subfolders %s: keep two, or name them as folder:PATH_A,PATH_B",
                parts.get(0),
                two.size(),
                two);
        return UnpairedImages.folders(two.get(0), two.get(1), own);
    }
}
