package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ui2i.plot.AltText;
import org.ui2i.plot.Png;
import org.ui2i.run.Walk;
import org.ui2i.run.Wish;
import org.ui2i.tensor.Tensors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a moving picture between two codes. */
@Command(
        name = "walk",
        description = {
            "Draw images with the codes on a straight line between two, as a moving picture (GIF).",
            "What --from and --to are depends on the model of the weights:",
            "  munit, dunit              an image of the domain that is drawn in, whose style is taken,",
            "                            or the number of a random style, as --style-seed of translate",
            "  funit, coco-funit, tunit  images of a class, one or more",
            "  stargan                   what the target has, as --label of translate, e.g. bold italic=0",
            "  relgan                    the change, e.g. --from bold=0 --to bold=1",
            "  unit                      an image of the domain that is drawn from; no --content",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./workbench walk --checkpoint munit --content drawing.png --from 1 --to 5 \\",
            "      --out runs/styles.gif --strip runs/styles.png"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class WalkCommand implements Callable<Integer> {
    private static final int MOST = 200, MILLISECONDS = 120;

    @Mixin
    private NetworksOptions networks = new NetworksOptions();

    @Option(
            names = "--content",
            paramLabel = "X",
            arity = "1..*",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "images that are drawn, each in a column of its own")
    private List<Path> contents = List.of();

    @Option(
            names = "--from",
            paramLabel = "END",
            arity = "1..*",
            required = true,
            description = "where the walk begins")
    @SuppressWarnings("NullAway.Init")
    private List<String> from;

    @Option(names = "--to", paramLabel = "END", arity = "1..*", required = true, description = "where it ends")
    @SuppressWarnings("NullAway.Init")
    private List<String> to;

    @Option(names = "--direction", paramLabel = "D", description = "a2b draws in B, b2a in A")
    private Wish.Direction direction = Wish.Direction.A2B;

    @Option(names = "--frames", paramLabel = "N", description = "frames, both ends counted")
    private int frames = 16;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the GIF to write")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--strip",
            paramLabel = "FILE",
            description = "a PNG to write, too: up to 9 of the frames side by side")
    private @Nullable Path strip;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(frames >= 2 && frames <= MOST, "--frames is %d: use 2 to %d", frames, MOST);
        Walk walk = walk();
        PictureFile.GIF.check("--out", out); // makes its folder: not for a walk that is refused
        if (strip != null) {
            PictureFile.PNG.check("--strip", strip);
        }
        PrintWriter console = spec.commandLine().getOut();
        walk.gif(frames, MILLISECONDS).write(out);
        console.println(out + ": " + walk.altText(frames));
        if (strip != null) {
            BufferedImage picture = walk.strip(frames);
            Png.write(picture, strip);
            console.println(strip + ": " + AltText.of(picture));
        }
        return 0;
    }

    private Walk walk() throws IOException {
        try (NDManager scope = Tensors.scope()) {
            return Walk.of(networks.source().read(scope), direction, contents, from, to);
        }
    }
}
