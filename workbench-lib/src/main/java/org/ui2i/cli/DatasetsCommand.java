package org.ui2i.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.ui2i.data.build.DatasetBuilder;
import org.ui2i.data.build.DatasetBuilder.BundledSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datasets build} and {@code datasets inspect}. */
@Command(name = "datasets", description = "Build the bundled data sets, or look at a data set.")
public final class DatasetsCommand {
    /** The sets that {@code build} accepts. */
    enum Which {
        glyphs,
        all
    }

    @Command(name = "build", description = "Rebuild bundled data from pinned packages (Debian: apt-get, npm, pip).")
    int build(
            @Parameters(defaultValue = "all", description = "${COMPLETION-CANDIDATES}, default ${DEFAULT-VALUE}")
                    Which which,
            @Option(names = "--cache", defaultValue = "target/datasets-cache", description = "where packages are kept")
                    Path cache)
            throws IOException {
        EnumSet<BundledSet> sets = which == Which.all
                ? EnumSet.allOf(BundledSet.class)
                : EnumSet.of(BundledSet.valueOf(which.name().toUpperCase(java.util.Locale.ROOT)));
        DatasetBuilder.build(sets, Path.of("datasets"), cache.toAbsolutePath(), System.out::println);
        return 0;
    }
}
