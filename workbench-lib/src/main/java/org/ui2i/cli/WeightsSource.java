package org.ui2i.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One of two sources of weights: options of the commands that use trained networks. */
final class WeightsSource {
    @Option(
            names = "--checkpoint",
            paramLabel = "C",
            description = "a run of ./workbench train: its folder or last.ckpt; or a name in checkpoints/")
    private @Nullable Path checkpoint;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "published weights: the folder of weights.npz; with --model a file of the authors' code")
    private @Nullable Path weights;

    @Nullable
    Path checkpoint() {
        return checkpoint;
    }

    @Nullable
    Path weights() {
        return weights;
    }
}
