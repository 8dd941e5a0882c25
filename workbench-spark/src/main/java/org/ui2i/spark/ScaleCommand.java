package org.ui2i.spark;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ui2i.core.SafeFile;
import org.ui2i.run.TrainedSource;
import org.ui2i.run.TranslatorSource;
import org.ui2i.run.Wish;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures translating a folder on worker processes of this machine. */
@Command(
        name = "scale",
        description = {
            "Measure what translating a folder costs on this machine: in a plain loop, on 1 and 2 worker processes of one core,"
                    + " and when one of two is killed half-way. Writes scale.json and scale.md (docs/scale.md).",
            "Two cores must be free."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ScaleCommand implements Callable<Integer> {
    @Option(names = "--checkpoint", paramLabel = "C", description = "what translates: a run, or a name in checkpoints/")
    private Path checkpoint = Path.of("munit");

    @Option(names = "--images", paramLabel = "N", description = "how many JPEG files")
    private int images = 8192;

    @Option(names = "--pixels", paramLabel = "N", description = "their edge")
    private int pixels = 128;

    @Option(names = "--out", paramLabel = "DIR", description = "for the results and, meanwhile, the images")
    private Path out = Path.of("runs", "scale");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(images >= 512, "%d images are done before anything can be measured: use at least 512", images);
        TranslatorSource source = new TranslatorSource(new TrainedSource(checkpoint, null, null, null), Wish.a2b());
        ScaleResult result = new ScaleBench(Files.createDirectories(out), source).measure(images, pixels);
        String tables = ScaleTable.speed(result) + "\n" + ScaleTable.costs(result) + "\n" + ScaleTable.limits(result);
        SafeFile.write(out.resolve("scale.json"), ScaleTable.json(result).getBytes(StandardCharsets.UTF_8));
        SafeFile.write(out.resolve("scale.md"), tables.getBytes(StandardCharsets.UTF_8));
        spec.commandLine().getOut().print(tables);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
