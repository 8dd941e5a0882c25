package org.ui2i.cli;

import static org.ui2i.core.Check.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ui2i.bench.DecodeBench;
import org.ui2i.bench.DecodeResult;
import org.ui2i.bench.DecodeTable;
import org.ui2i.core.SafeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast a folder of JPEG files becomes training images. */
@Command(
        name = "decode",
        description =
                "Measures how many JPEG files of 500 x 375 pixels a core decodes a second. Nothing else should run.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true)
final class BenchDecodeCommand implements Callable<Integer> {
    @Option(names = "--pixels", paramLabel = "N", description = "edge of the images that are made of them")
    private int pixels = 256;

    @Option(names = "--images", paramLabel = "N", description = "files in the folder")
    private int images = 100;

    @Option(names = "--rounds", paramLabel = "N", description = "how often the folder is read")
    private int rounds = 12;

    @Option(names = "--out", paramLabel = "DIR", description = "where decoding.json and decoding.md are written")
    private Path out = Path.of("runs", "bench");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        check(images >= 1 && rounds >= 1, "--images is %d and --rounds %d: use at least 1 each", images, rounds);
        Files.createDirectories(out);
        DecodeResult result = DecodeBench.of(pixels, images, rounds);
        String table = DecodeTable.markdown(result);
        SafeFile.write(out.resolve("decoding.json"), DecodeTable.json(result).getBytes(StandardCharsets.UTF_8));
        SafeFile.write(out.resolve("decoding.md"), table.getBytes(StandardCharsets.UTF_8));
        spec.commandLine().getOut().print(table);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
