package org.ui2i.run;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Gif;
import org.ui2i.plot.Grid;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;

/**
 * Images drawn with all codes on the straight line between two: of styles (MUNIT, DUNIT), classes (FUNIT, COCO-FUNIT, TUNIT),
 * labels (StarGAN) or changes of attributes (RelGAN); with UNIT, latent codes of two images, which need no other content.
 */
public final class Walk {
    private static final int MOST_IN_STRIP = 9;
    private static final int STRIP_WIDTH = 760; // ten images of 32 pixels, each pixel twice as large

    private final OneCode from;
    private final OneCode to;
    private final List<Path> contents;
    private final boolean latent;
    private final String what;

    private Walk(OneCode from, OneCode to, List<Path> contents, boolean latent, String what) {
        this.from = from;
        this.to = to;
        this.contents = contents;
        this.latent = latent;
        this.what = what;
    }

    /**
     * Between two ends, which are words: for styles an image or the number of a random style, for classes one or more images,
     * for labels {@code NAME} or {@code NAME=V} each, for UNIT an image.
     *
     * @param trained the networks
     * @param direction into which domain, where there are two
     * @param contents images that are drawn, one or more; none for UNIT
     * @param from the words of the first end
     * @param to the words of the last end
     * @return the walk, which has drawn nothing yet
     * @throws IllegalArgumentException if the model has no code to walk along, or an end is none that it knows
     */
    public static Walk of(
            Trained trained, Wish.Direction direction, List<Path> contents, List<String> from, List<String> to) {
        String what = trained.model() + " from " + names(from) + " to " + names(to);
        if (trained.model().equals("unit")) {
            check(contents.isEmpty(), "unit walks from one image to another: leave out --content");
            return new Walk(
                    latent(trained, direction, from), latent(trained, direction, to), imagesOf(from), true, what);
        }
        OneCode first = code(trained, direction, from), last = code(trained, direction, to);
        check(!contents.isEmpty(), "%s draws an image in codes: say which, add --content", trained.model());
        return new Walk(first, last, List.copyOf(contents), false, what);
    }

    /** Of files the names alone. */
    private static String names(List<String> words) {
        return words.stream()
                .map(word -> String.valueOf(Path.of(word).getFileName()))
                .collect(Collectors.joining(" "));
    }

    private static OneCode latent(Trained trained, Wish.Direction direction, List<String> words) {
        return PlainTranslator.unitLatent(
                trained, direction == Wish.Direction.A2B, Path.of(one(words, "unit walks between images")));
    }

    private static OneCode code(Trained trained, Wish.Direction direction, List<String> words) {
        Wish wish =
                switch (trained.model()) {
                    case "munit", DunitRun.NAME ->
                        style(direction, one(words, trained.model() + " walks between styles"));
                    case "funit", CocoFunitRun.NAME, TunitRun.NAME ->
                        Wish.like(imagesOf(words).toArray(Path[]::new));
                    case StarGanRun.NAME, RelGanRun.NAME -> Wish.labelled(labels(words));
                    default ->
                        throw new IllegalArgumentException(trained.model()
                                + " has no code to walk along: use weights of unit, munit, dunit, funit, coco-funit, tunit,"
                                + " stargan or relgan");
                };
        return (OneCode) Translator.of(trained, wish);
    }

    private static String one(List<String> words, String why) {
        check(words.size() == 1, "%s, and %d stand after --from or --to: give one each", why, words.size());
        return words.get(0);
    }

    private static List<Path> imagesOf(List<String> words) {
        return words.stream().map(Path::of).toList();
    }

    private static Wish style(Wish.Direction direction, String word) {
        return word.matches("\\d{1,18}")
                ? new Wish(direction, null, Long.valueOf(word), List.of())
                : new Wish(direction, Path.of(word), null, List.of());
    }

    private static Map<String, Double> labels(List<String> words) {
        Map<String, Double> labels = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            labels.put(parts[0], parts.length == 1 ? 1.0 : number(word, parts[1]));
        }
        return labels;
    }

    private static double number(String word, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + word + "\" is no label: use NAME or NAME=NUMBER", e);
        }
    }

    /**
     * All contents, drawn at one place of the walk.
     *
     * @param t 0 for the first end to 1 for the last
     * @return one a content
     */
    public List<BufferedImage> at(double t) {
        try (NDManager scope = Tensors.scope()) {
            return Png.images(from.towards(to, t).translate(contents(scope)));
        }
    }

    private NDArray contents(NDManager scope) {
        NDList all = new NDList();
        contents.forEach(
                image -> all.add(OwnImages.read(image, from.preparation()).all(scope)));
        return NDArrays.concat(all);
    }

    /**
     * The walk as a moving picture: contents above, drawn below.
     *
     * @param frames at least 2, the ends counted
     * @param milliseconds that each is shown
     * @return for ever from the first to the last
     */
    public Gif gif(int frames, int milliseconds) {
        List<BufferedImage> above = inputs();
        return Gif.of(
                places(frames).stream()
                        .map(t -> {
                            Grid grid = Grid.titled(String.format(Locale.ROOT, "t = %.2f", t));
                            return (latent ? grid : grid.row("x", above))
                                    .row("drawn", at(t))
                                    .image();
                        })
                        .toList(),
                milliseconds);
    }

    /**
     * The walk as a picture that stands still: a row a content, places from left to right.
     *
     * @param frames as of the moving picture; at most 9 of them are shown, the ends among them
     * @return with its text for readers who cannot see it
     */
    public BufferedImage strip(int frames) {
        List<Double> places = places(Math.min(frames, MOST_IN_STRIP));
        List<List<BufferedImage>> columns = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        if (!latent) {
            columns.add(inputs());
            captions.add("x");
        }
        for (double t : places) {
            columns.add(at(t));
            captions.add(String.format(Locale.ROOT, "%.2f", t));
        }
        Grid grid = Grid.titled("Walk of " + what).columns(captions).width(STRIP_WIDTH);
        for (int i = 0; i < contents.size(); i++) {
            int row = i;
            String caption = contents.size() == 1 ? "" : "x " + (i + 1);
            grid.row(caption, columns.stream().map(column -> column.get(row)).toList());
        }
        return grid.image();
    }

    private List<BufferedImage> inputs() {
        try (NDManager scope = Tensors.scope()) {
            return Png.images(contents(scope));
        }
    }

    private static List<Double> places(int frames) {
        check(frames >= 2, "a walk of %d frames: use at least 2, its ends", frames);
        return IntStream.range(0, frames)
                .mapToObj(i -> (double) i / (frames - 1))
                .toList();
    }

    /**
     * For readers who cannot see the moving picture.
     *
     * @param frames how many it has
     * @return what it shows
     */
    public String altText(int frames) {
        String images = contents.size() == 1 ? "an image" : contents.size() + " images";
        return "Moving picture of " + frames + " frames: " + images + ", drawn by " + what
                + " on a straight line of codes";
    }
}
