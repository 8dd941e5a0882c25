package org.ui2i.cli;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.shard.Shard;
import org.ui2i.plot.Png;
import org.ui2i.run.FolderTranslation;
import org.ui2i.run.Translator;
import org.ui2i.run.TranslatorSource;
import org.ui2i.run.Wish;
import org.ui2i.run.Workers;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private static final long SILENCE = 10_000_000_000L; // nanoseconds between two lines

    /** One of two kinds of input. */
    static final class Input {
        @Option(names = "--content", paramLabel = "X", description = "one image: PNG, JPEG, GIF, BMP or TIFF")
        private @Nullable Path content;

        @Option(
                names = "--in",
                paramLabel = "DIR",
                description = "a folder of images, its subfolders included; --out is then a folder, outside of it")
        private @Nullable Path in;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Input input;

    @Option(
            names = "--out",
            paramLabel = "Y",
            required = true,
            description = "the PNG to write; or the folder for the PNGs, which have the relative paths of --in")
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

    @Mixin
    private NetworksOptions networks = new NetworksOptions();

    @Option(
            names = "--shard",
            paramLabel = "N",
            description = "with --in: images a piece of work, a multiple of " + Shard.BATCH
                    + "; what is done is kept piece by piece")
    private int shard = FolderTranslation.SHARD;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "with --in: do it on a cluster of Apache Spark, e.g. spark://host:7077, or local[2] for two threads"
                            + " here; the folders and the weights must have the same paths on every machine")
    private @Nullable String master;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Wish wish = new Wish(direction, style, styleSeed, classImages, labels);
        TranslatorSource weights = new TranslatorSource(networks.source(), wish);
        Path from = present(input.content != null ? input.content : input.in, "use --content or --in");
        check(Files.exists(from), "%s does not exist: name an image or a folder of images", from);
        check(
                Files.isDirectory(from) == (input.content == null),
                "%s: use --content for an image and --in for a folder",
                from);
        return input.content == null ? folder(from, weights) : image(from, weights.read());
    }

    private int image(Path content, Translator translator) {
        check(master == null, "--master is for folders: use --in, or leave it out");
        check(
                out.toString().toLowerCase(Locale.ROOT).endsWith(".png"),
                "--out %s: an image is written as PNG, let the name end in .png",
                out);
        Png.write(translator.draw(content), out);
        say("1 image translated: " + content + " -> " + out);
        return 0;
    }

    private int folder(Path in, TranslatorSource weights) throws IOException {
        FolderTranslation work = FolderTranslation.plan(in, out, weights, shard);
        try (Workers workers = master == null ? Workers.here() : Workers.at(master)) {
            FolderTranslation.Outcome outcome = work.run(workers, progress(work.images()));
            outcome.broken()
                    .forEach(line ->
                            spec.commandLine().getErr().println("left out: " + line.input() + ", " + line.reason()));
            say(summary(outcome) + in + " -> " + out);
            check(outcome.translated() > 0, "none of the %d images in %s is readable", work.images(), in);
        }
        return 0;
    }

    private static String summary(FolderTranslation.Outcome outcome) {
        int n = outcome.translated();
        return (n == 1 ? "1 image" : n + " images") + " translated"
                + (outcome.kept() == 0 ? "" : " (" + outcome.kept() + " of them by an earlier run)")
                + (outcome.broken().isEmpty() ? "" : ", " + outcome.broken().size() + " left out (broken.csv)") + ": ";
    }

    /** Says every ten seconds how far it is. */
    private LongConsumer progress(long of) {
        long[] last = {System.nanoTime()};
        return done -> {
            if (System.nanoTime() - last[0] > SILENCE && done < of) {
                last[0] = System.nanoTime();
                say(done + " of " + of + " images");
            }
        };
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
