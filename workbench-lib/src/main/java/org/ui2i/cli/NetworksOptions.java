package org.ui2i.cli;

import org.jspecify.annotations.Nullable;
import org.ui2i.run.Official;
import org.ui2i.run.TrainedSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which trained networks a command uses: a checkpoint, published weights, or a file of the authors' own code. */
final class NetworksOptions {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private WeightsSource weights;

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

    /** The networks that all of these options name. */
    TrainedSource source() {
        return new TrainedSource(weights.checkpoint(), weights.weights(), model, size);
    }
}
