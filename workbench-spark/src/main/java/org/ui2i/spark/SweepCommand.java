package org.ui2i.spark;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a grid. */
@Command(name = "sweep", mixinStandardHelpOptions = true, description = "Train a grid.")
final class SweepCommand implements Callable<Integer> {
    @Option(names = "--master", paramLabel = "URL", description = "where to run")
    private @Nullable String master;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = Sessions.open("sweep", master == null ? "local[*]" : master)) {
            return (int) spark.range(0, 4).count() - 4;
        }
    }
}
