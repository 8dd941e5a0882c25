package org.ui2i.cli;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.ImageSet;
import org.ui2i.data.OwnImages;
import org.ui2i.plot.Png;
import org.ui2i.run.Official;
import org.ui2i.run.Trained;
import org.ui2i.run.Translator;
import org.ui2i.run.Wish;
import org.ui2i.tensor.Tensors;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Translates an image or a folder of images with trained weights. */
@Command(
        name = "translate",
        description = {
            "Translate an image (--content) or a folder of images (--in) with trained weights.",
            "",
            "A and B are the two domains that --data named in training, in its order. With"
                    + " checkpoints/unit-glyphs, A is Regular and B Bold Italic: black letters on white.",
            "Images may have any size: the largest centred square is resized to the edge that training used (32 pixels for"
                    + " checkpoints/unit-glyphs), in grey or colour as there; transparent parts become white. The result"
                    + " has that edge too.",
            "With weights of munit or dunit, --style or --style-seed chooses among the many answers; all images of a folder are drawn"
                    + " in the same style. funit draws in the class that the images after --class show, stargan with the label"
                    + " that --label says; relgan changes what --label says, by as much.",
            "Checkpoints that the authors' public code wrote (gen_*.pt of FUNIT or MUNIT) are read without Python: say whose"
                    + " with --model.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./workbench translate --weights checkpoints/unit-glyphs \\",
            "      --content docs/images/letter.png --direction a2b --out runs/letter.png",
            "  ./workbench translate --model funit --weights gen_00100000.pt \\",
            "      --content dog.png --class fox1.png fox2.png fox3.png --out dog-as-fox.png"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TranslateCommand implements Callable<Integer> {
    private static final int AT_ONCE = 16; // images in one forward pass: bounds the memory

    /** One of two sources of weights. */
    static final class Source {
        @Option(
                names = "--checkpoint",
                paramLabel = "C",
                description = "a run of ./workbench train: its folder or last.ckpt; or a name in checkpoints/")
        private @Nullable Path checkpoint;

        @Option(
                names = "--weights",
                paramLabel = "FILE",
                description = "published weights: the folder of weights.npz; with --model a file of the authors' code")
        private @Nullable Path weights;

        /** The networks of a run, or published ones. */
        Trained trained(NDManager scope) throws IOException {
            if (checkpoint != null) {
                return Trained.named(checkpoint, scope);
            }
            Path published = present(weights, "use --checkpoint or --weights");
            Official.refuse(published);
            return Trained.published(published, scope);
        }
    }

    /** One of two kinds of input. */
    static final class Input {
        @Option(names = "--content", paramLabel = "X", description = "one image: PNG, JPEG, GIF, BMP or TIFF")
        private @Nullable Path content;

        @Option(
                names = "--in",
                paramLabel = "DIR",
                description = "a folder of images (subfolders are left out); --out is then a folder")
        private @Nullable Path in;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Source source;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Input input;

    @Option(
            names = "--out",
            paramLabel = "Y",
            required = true,
            description = "the PNG to write, or the folder for the PNGs")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--direction", paramLabel = "D", description = "a2b draws images of A in B, b2a images of B in A")
    private Wish.Direction direction = Wish.Direction.A2B;

    @Option(
            names = "--style",
            paramLabel = "IMAGE",
            description = "munit, dunit: take this image's style; it is an image of the domain that is drawn in")
    private @Nullable Path style;

    @Option(
            names = "--style-seed",
            paramLabel = "S",
            description =
                    "munit, dunit: take the random style of this number; 1 if neither is given; pix2pix: draw with"
                            + " the noise of this number; without, none")
    private @Nullable Long styleSeed;

    @Option(
            names = "--class",
            paramLabel = "IMAGE",
            arity = "1..*",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "funit, coco-funit, tunit: images (or folders of images) of the class to draw in; their codes are"
                            + " averaged")
    private List<Path> classImages = List.of();

    @Option(
            names = "--label",
            paramLabel = "NAME[=V]",
            arity = "1..*",
            mapFallbackValue = "1",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description =
                    "stargan: what the target has, e.g. --label bold italic; relgan: the change, e.g. --label bold=0.5"
                            + " italic=-1")
    private Map<String, Double> labels = new LinkedHashMap<>();

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "--weights is a generator's checkpoint of the authors' public code (gen_*.pt) of"
                    + " ${COMPLETION-CANDIDATES}")
    private @Nullable Official model;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "with --model: the images' edge in pixels; if not given, the paper's, 128 for funit and 256 for"
                            + " munit")
    private @Nullable Integer size;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Translator translator = translator(new Wish(direction, style, styleSeed, classImages, labels));
        Path from = present(input.content != null ? input.content : input.in, "use --content or --in");
        check(
                Files.isDirectory(from) == (input.content == null),
                "%s: use --content for an image and --in for a folder",
                from);
        check(
                input.content == null || out.toString().toLowerCase(Locale.ROOT).endsWith(".png"),
                "--out %s: an image is written as PNG, let the name end in .png",
                out);
        ImageSet images = OwnImages.read(from, translator.preparation(), (name, why) -> spec.commandLine()
                .getErr()
                .println("left out: " + name + ", " + why));
        for (int first = 0; first < images.size(); first += AT_ONCE) {
            translate(translator, images, first, Math.min(images.size(), first + AT_ONCE));
        }
        spec.commandLine()
                .getOut()
                .println((images.size() == 1 ? "1 image" : images.size() + " images") + " translated: " + from + " -> "
                        + out);
        return 0;
    }

    private void translate(Translator translator, ImageSet images, int first, int end) {
        try (NDManager scope = Tensors.scope()) {
            int[] indices = IntStream.range(first, end).toArray();
            NDArray y = translator.translate(images.tensor(scope, indices));
            for (int i = first; i < end; i++) {
                Path file = input.content != null ? out : out.resolve(png(images.text("content", i)));
                Png.write(Png.images(y).get(i - first), file);
            }
        }
    }

    private static String png(String name) {
        return name.replaceAll("\\.[^.]*$", "") + ".png";
    }

    private Translator translator(Wish wish) throws IOException {
        try (NDManager scope = Tensors.scope()) {
            if (model != null) {
                Path file = present(source.weights, "--model says whose file --weights is: use --weights FILE.pt");
                return model.read(file, size, wish, scope);
            }
            check(size == null, "--size goes with --model: these weights say their size themselves, leave it out");
            return Translator.of(source.trained(scope), wish);
        }
    }
}
