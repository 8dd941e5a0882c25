package org.ui2i.cli;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.data.FolderOptions;
import org.ui2i.data.ImageSet;
import org.ui2i.data.OwnImages;
import org.ui2i.models.Unit;
import org.ui2i.plot.Png;
import org.ui2i.tensor.Tensors;
import org.ui2i.train.Checkpoint;
import org.ui2i.train.Configs;
import org.ui2i.train.PublishedWeights;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Translates an image or a folder of images with trained weights. */
@Command(
        name = "translate",
        description = "Translate an image (--content) or a folder of images (--in) with trained weights.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TranslateCommand implements Callable<Integer> {
    private static final int AT_ONCE = 16; // images in one forward pass: bounds the memory

    /** From which domain into which. */
    enum Direction {
        /** images of domain A, drawn in B */
        A2B,
        /** images of domain B, drawn in A */
        B2A
    }

    /** One of two sources of weights. */
    static final class Source {
        @Option(names = "--checkpoint", paramLabel = "C", description = "a run's folder or its last.ckpt")
        private @Nullable Path checkpoint;

        @Option(names = "--weights", paramLabel = "FILE", description = "published weights: a folder or weights.npz")
        private @Nullable Path weights;
    }

    /** One of two kinds of input. */
    static final class Input {
        @Option(names = "--content", paramLabel = "X", description = "one image")
        private @Nullable Path content;

        @Option(names = "--in", paramLabel = "DIR", description = "a folder of images; --out is then a folder")
        private @Nullable Path in;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Source source;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Input input;

    @Option(names = "--out", paramLabel = "Y", required = true, description = "the picture, or the folder of pictures")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--direction", paramLabel = "D", description = "${COMPLETION-CANDIDATES}")
    private Direction direction = Direction.A2B;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Trained networks with the configuration that they were trained with. */
    private record Trained(UnitRun run, Unit unit) {}

    @Override
    public Integer call() throws IOException {
        Trained trained = trained();
        boolean toB = direction == Direction.A2B;
        int channels =
                toB ? trained.run.model().channelsA() : trained.run.model().channelsB();
        FolderOptions options = FolderOptions.of(trained.run.size()).withChannels(channels);
        Path from = present(input.content != null ? input.content : input.in, "use --content or --in");
        check(
                Files.isDirectory(from) == (input.content == null),
                "%s: use --content for an image and --in for a folder",
                from);
        ImageSet images = OwnImages.read(from, options);
        for (int first = 0; first < images.size(); first += AT_ONCE) {
            translate(trained.unit, toB, images, first, Math.min(images.size(), first + AT_ONCE));
        }
        spec.commandLine().getOut().println(images.size() + " of " + from + " translated into " + out);
        return 0;
    }

    private void translate(Unit unit, boolean toB, ImageSet images, int first, int end) {
        try (NDManager scope = Tensors.scope()) {
            int[] indices = java.util.stream.IntStream.range(first, end).toArray();
            NDArray x = images.tensor(scope, indices);
            NDArray y = toB ? unit.aToB(x) : unit.bToA(x);
            for (int i = first; i < end; i++) {
                Path file = input.content != null ? out : out.resolve(png(images.text("content", i)));
                Png.write(Png.images(y).get(i - first), file);
            }
        }
    }

    private static String png(String name) {
        return name.replaceAll("\\.[^.]*$", "") + ".png";
    }

    private Trained trained() throws IOException {
        try (NDManager scope = Tensors.scope()) {
            if (source.checkpoint != null) {
                Checkpoint checkpoint = Checkpoint.read(source.checkpoint, scope);
                Trained trained = trained(checkpoint.config());
                checkpoint.load("gen", 0, trained.unit.genA());
                checkpoint.load("gen", 1, trained.unit.genB());
                return trained;
            }
            check(source.weights != null, "use --checkpoint or --weights");
            PublishedWeights weights = PublishedWeights.read(Path.of(String.valueOf(source.weights)), scope);
            String model = weights.origin().model();
            check(model.equals("unit"), "these weights are of the model \"%s\": only unit can translate yet", model);
            Trained trained = trained(weights.origin().config());
            weights.load("genA", trained.unit.genA());
            weights.load("genB", trained.unit.genB());
            return trained;
        }
    }

    private static Trained trained(String config) {
        check(!config.isBlank(), "the checkpoint has no configuration: translate reads runs of ./workbench train");
        UnitRun run = Configs.fromYaml(UnitRun.class, config);
        return new Trained(run, run.networks());
    }
}
