package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ui2i.run.Export;
import org.ui2i.run.ExportNumbers;
import org.ui2i.run.Wish;
import org.ui2i.tensor.Tensors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes trained networks as TorchScript, for programs that do not have this library. */
@Command(
        name = "export",
        description = {
            "Write a trained generator as one TorchScript file, which Python's torch.jit.load and DJL run without the workbench.",
            "",
            "Images are (B, C, H, W), float32 in [-1, 1], of any number and any size that the networks halve evenly. The README.md"
                    + " in the file says the arguments. munit and dunit take styles beside the images, funit, coco-funit and"
                    + " tunit a class code, stargan and relgan a label; --what encoder writes the network that gives styles or"
                    + " class codes. dunit's A to B is that of the whole image: its objects' own path is not exported.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  ./workbench export --weights checkpoints/unit-glyphs --direction a2b \\",
            "      --out runs/unit.pt",
            "  ./workbench export --weights checkpoints/funit --what encoder \\",
            "      --out runs/funit-encoder.pt",
            "  ./workbench export --model munit --weights gen_01000000.pt --out munit.pt"
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private NetworksOptions networks = new NetworksOptions();

    @Option(
            names = "--what",
            paramLabel = "W",
            description =
                    "generator; encoder (munit, dunit, funit, coco-funit, tunit); noisy (pix2pix with its dropout)")
    private Export.What what = Export.What.GENERATOR;

    @Option(names = "--direction", paramLabel = "D", description = "a2b draws images of A in B, b2a images of B in A")
    private Wish.Direction direction = Wish.Direction.A2B;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the file to write, *.pt; an older one is replaced")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--numbers",
            description = "run the file once, and write what went in and came out beside it, FILE.npz:"
                    + " docs/check_cuda.py compares a GPU with that")
    private boolean numbers;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Export.refuse(out);
        check(
                !numbers || what != Export.What.NOISY,
                "noisy draws by chance, there is nothing to compare: leave out --numbers");
        try (NDManager scope = Tensors.scope()) {
            Export export = Export.of(networks.source().read(scope), what, direction);
            export.write(out);
            spec.commandLine().getOut().println(export.readme());
            spec.commandLine().getOut().println(out + ": " + Files.size(out) + " bytes");
            if (numbers) {
                Path npz = ExportNumbers.write(export, out);
                spec.commandLine().getOut().println(npz + ": numbers to compare with");
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
